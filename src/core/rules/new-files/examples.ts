import type { Example } from '../../rule-kind.ts';

const tests = { names: ['test_*.py', 'conftest.py'] };
const layers = { 'closed-folders': ['.', 'src/'] };
const misnamed = 'This file is new, and has to be called test_*.py or conftest.py.';
const misplaced = 'This file is new here, and belongs in tests/**.';

const objections: readonly Example[] = [
  {
    title: 'more new files than are allowed',
    with: { limit: 2 },
    guard: 'Add at most 2 new files.',
    before: {},
    after: { 'a.py': 'one\n', 'b.py': 'one\n', 'c.py': 'one    ← 4 new files, 2 allowed.\n', 'd.py': 'one\n' },
  },
  {
    title: 'none is allowed',
    with: { limit: 0 },
    before: { 'a.py': 'one\n' },
    after: { 'a.py': 'two\n', 'b.py': 'one    ← 1 new file, 0 allowed.\n' },
  },
  {
    title: 'a test that no runner finds',
    with: tests,
    in: ['tests/**'],
    guard: 'New files in `tests/**` are called test_*.py or conftest.py.',
    before: {},
    after: { 'tests/unit/metrics_test.py': `assert 1    ← ${misnamed}\n`, 'tests/test_a.py': 'assert 1\n' },
  },
  {
    title: 'a name that is told in words',
    with: { names: ['[A-Z]*([A-Z0-9_]).md'], 'names-in-words': 'in capitals, such as RATES.md' },
    in: ['docs/**'],
    guard: 'New files in `docs/**` are called in capitals, such as RATES.md.',
    before: {},
    after: {
      'docs/rates.md': 'one    ← This file is new, and has to be called in capitals, such as RATES.md.\n',
      'docs/RATES.md': 'one\n',
    },
  },
  {
    title: 'upper and lower case differ',
    with: tests,
    in: ['tests/**'],
    before: {},
    after: { 'tests/Test_a.py': `assert 1    ← ${misnamed}\n` },
  },
  {
    title: 'a test beside the code',
    with: { places: ['tests/**'] },
    in: ['**/test_*.py'],
    guard: 'New files in `**/test_*.py` belong in tests/**.',
    before: {},
    after: {
      'src/test_a.py': `assert 1    ← ${misplaced}\n`,
      'tests/test_a.py': 'assert 1\n',
      'src/a.py': 'one = 1\n',
    },
  },
  {
    title: 'a test is moved out of its folder',
    with: { places: ['tests/**'] },
    in: ['**/test_*.py'],
    before: { 'tests/test_a.py': 'assert 1\n' },
    renamed: { 'src/test_a.py': 'tests/test_a.py' },
    after: { 'src/test_a.py': 'assert 1\n' },
    elsewhere: [misplaced],
  },
  {
    title: 'a test gets a name that no runner finds, and comes into the rule’s place with one',
    with: tests,
    in: ['tests/**'],
    before: { 'tests/test_a.py': 'assert 1\n', 'src/test_b.py': 'assert 2\n' },
    renamed: { 'tests/a.py': 'tests/test_a.py', 'tests/b.py': 'src/test_b.py' },
    after: { 'tests/a.py': 'assert 1\n', 'tests/b.py': 'assert 2\n' },
    elsewhere: [misnamed, misnamed],
  },
  {
    title: 'both the name and the place',
    with: { names: ['test_*.py', 'conftest.py'], places: ['tests/**'] },
    before: { 'notes.txt': 'one\n', 'tests/test_a.py': 'two\n' },
    renamed: { 'lab/a.txt': 'tests/test_a.py' },
    after: { 'notes.txt': 'one\n', 'lab/a.txt': 'two\n' },
    elsewhere: [misplaced, misnamed],
  },
  {
    title: 'a new folder at the top, told once',
    with: layers,
    before: { 'src/core/a.py': 'one\n', 'README.md': 'one\n' },
    after: {
      'src/core/a.py': 'one\n',
      'README.md': 'one\n',
      'engine/a.py': 'one    ← engine is a new folder, and the top of the repository may get none.\n',
      'engine/b/c.py': 'one\n',
    },
  },
  {
    title: 'a new layer',
    with: layers,
    guard: 'Make no new folder right in `.`. Make no new folder right in `src/`.',
    before: { 'src/core/a.py': 'one\n' },
    after: {
      'src/core/a.py': 'one\n',
      'src/flows/a/b.py': 'one    ← src/flows is a new folder, and src/ may get none.\n',
    },
  },
  {
    title: 'a layer with a name that another one begins with',
    with: layers,
    before: { 'src/core-two/a.py': 'one\n', 'src2/core/a.py': 'one\n' },
    after: {
      'src/core-two/a.py': 'one\n',
      'src2/core/a.py': 'one\n',
      'src/core/a.py': 'one    ← src/core is a new folder, and src/ may get none.\n',
    },
  },
  {
    title: 'a new layer, in a folder that is written as a path from here',
    with: { 'closed-folders': ['./src'] },
    before: { 'src/core/a.py': 'one\n' },
    after: {
      'src/core/a.py': 'one\n',
      'src/heart/a.py': 'one    ← src/heart is a new folder, and ./src may get none.\n',
    },
  },
  {
    title: 'files are moved to a new layer',
    with: { 'closed-folders': ['src'] },
    before: { 'src/core/a.py': 'one\n' },
    renamed: { 'src/heart/a.py': 'src/core/a.py' },
    after: { 'src/heart/a.py': 'one\n' },
    elsewhere: ['src/heart is a new folder, and src may get none.'],
  },
];

const nearMisses: readonly Example[] = [
  {
    title: 'as many new files as are allowed',
    with: { limit: 2 },
    before: {},
    after: { 'a.py': 'one\n', 'b.py': 'one\n' },
  },
  {
    title: 'files that were there, are moved or go are not new',
    with: { limit: 0 },
    before: { 'a.py': 'one\n', 'b.py': 'one\n', 'c.py': 'two\n' },
    renamed: { 'd.py': 'b.py' },
    after: { 'a.py': 'two\n', 'd.py': 'one\n' },
  },
  {
    title: 'what is generated or locked does not count, nor does another place',
    with: { limit: 0 },
    in: ['src/**', 'yarn.lock'],
    before: {},
    after: { 'src/a.min.js': 'one\n', 'yarn.lock': 'one\n', 'docs/a.md': 'one\n' },
  },
  {
    title: 'only a class that counts',
    with: { limit: 0, counts: ['code'] },
    before: {},
    after: { 'tests/test_a.py': 'one\n', 'README.md': 'one\n' },
  },
  {
    title: 'tests as runners find them',
    with: tests,
    in: ['tests/**'],
    before: {},
    after: { 'tests/test_a.py': 'assert 1\n', 'tests/unit/conftest.py': 'one = 1\n', 'src/a.py': 'one = 1\n' },
  },
  {
    title: 'a test whose name was wrong before',
    with: tests,
    in: ['tests/**'],
    before: { 'tests/a.py': 'assert 1\n', 'tests/b.py': 'assert 2\n' },
    renamed: { 'tests/unit/b.py': 'tests/b.py' },
    after: { 'tests/a.py': 'assert 2\n', 'tests/unit/b.py': 'assert 2\n' },
  },
  {
    title: 'a test that leaves the rule’s place',
    with: tests,
    in: ['tests/**'],
    before: { 'tests/test_a.py': 'one = 1\n' },
    renamed: { 'src/a.py': 'tests/test_a.py' },
    after: { 'src/a.py': 'one = 1\n' },
  },
  {
    title: 'a test in the folder of tests',
    with: { places: ['tests/**'] },
    in: ['**/test_*.py'],
    before: {},
    after: { 'tests/unit/test_a.py': 'assert 1\n' },
  },
  {
    title: 'a file in a folder that is there, and one right in the closed folder',
    with: layers,
    before: { 'src/core/a.py': 'one\n' },
    after: { 'src/core/a.py': 'one\n', 'src/core/deep/b.py': 'one\n', 'src/c.py': 'one\n', LICENSE: 'one\n' },
  },
  {
    title: 'a new folder in another one, and outside of the rule’s place',
    with: { 'closed-folders': ['src'] },
    in: ['src/**'],
    before: { 'src/core/a.py': 'one\n', 'src/core/b.py': 'two\n' },
    renamed: { 'lab/new/b.py': 'src/core/b.py' },
    after: { 'src/core/a.py': 'one\n', 'docs/src/new/a.md': 'one\n', 'lab/new/b.py': 'two\n' },
  },
  {
    title: 'a folder that goes',
    with: layers,
    before: { 'src/core/a.py': 'one\n', 'src/flows/a.py': 'one\n' },
    after: { 'src/core/a.py': 'one\n' },
  },
];

export const newFilesExamples: readonly Example[] = [...objections, ...nearMisses];
