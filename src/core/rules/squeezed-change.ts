import * as z from 'zod';
import { fileClasses, type FileClass } from '../change.ts';
import { findLost, quote, wordingOf, type Lost } from '../lost-tests.ts';
import type { RuleKind, Scene, Sighting } from '../rule-kind.ts';
import type { Squeeze } from '../syntax/leaf-edit.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).default(0).describe('How many such places are still allowed.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const messages: Record<Squeeze['kind'], (what: string) => string> = {
  comment: (what) => `The comment ${quote(what)} was deleted, while the code it stood by is still there.`,
  test: (what) => `The test ${quote(what)} was deleted.`,
  skip: (what) => `The test ${quote(what)} was switched off.`,
  assertion: (what) => `An assertion was deleted and not replaced: ${quote(what)}.`,
  line: (what) => `${what} statements were crammed into this line.`,
};

const sight = ({ file, squeeze }: Lost): Sighting => ({
  path: file.path,
  line: squeeze.line,
  message: messages[squeeze.kind](wordingOf(file, squeeze)),
  identity: `${squeeze.kind} ${squeeze.kind === 'line' ? '' : squeeze.what}`.trim(),
});

const see = ({ options, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { limit, counts: counted } = options;
  const places = findLost(files.filter((file) => counted.includes(file.class)));
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const { file } of places) byClass[file.class] = (byClass[file.class] ?? 0) + 1;
  const estimated = files.some((file) => file.estimated === true);
  return {
    sightings: places.length > limit ? places.map(sight) : [],
    meter: { used: places.length, limit, byClass, counts: counted, estimated },
  };
};

export const squeezedChange: RuleKind<Options> = {
  kind: 'squeezed-change',
  title: 'Squeezed change',
  manual: [
    'Flags what makes a change look smaller than it is. A comment that was deleted while the code behind it stays, a test',
    'that was deleted or switched off, an assertion that was deleted from what stays and not replaced, and a line into which',
    'more than five statements were crammed, unless a line of the file held as many before.',
    '',
    'Each line of a block of comments counts on its own. A comment counts as rewritten where half of its words are left, or',
    'where at least half as many others stand in its place: `# x` is no replacement for a sentence. An assertion that holds whatever',
    'the code does (`assert True`, `expect(1).toBe(1)`) counts as deleted. A test is switched off by `it.skip`, `xit`,',
    '`@pytest.mark.skip`, `xfail`, `@unittest.skip`, `@Disabled`, `@Ignore` or `#[ignore]`, and with all of its class, its suite',
    '(`describe.skip`) or its file (`pytestmark`); conditions (`skipif`) and skips from within a test are not looked at.',
    '',
    'What does not count: notes to tools (`noqa`, `eslint-disable`), code that was only commented out, comments that were',
    'rewritten, laid out anew or moved within the file, and a comment that goes with its code; tests that were moved or',
    'renamed, which is told by their bodies, in any file of the change, or made part of another one; tests that go with the',
    'function they prove; tests that were switched off before; assertions that go with their test, and as many as were',
    'written anew in the file.',
    '',
    'Tests and assertions are told by the conventions of the common frameworks: functions named `test…`, `it(…)` and',
    '`test(…)`, `@Test`, `[Fact]`, `#[test]`; `assert…`, `expect…`, `t.Error`. All of it is read in Bash, C, C++, C#, Go, Java,',
    'JavaScript, TypeScript, Kotlin, PHP, Python, Ruby, Rust and Scala, in Svelte and Vue components and in the Python cells of',
    'notebooks. Other languages are read word by word: there only functions named or marked as tests, `assert` and',
    '`assert_…` are seen, and in PowerShell comments, too. In documents and data tests and assertions do not count.',
    'As a budget its rule is `budget.squeezes`; it is off unless a policy sets it.',
  ].join('\n'),
  remedy:
    'Put back what was deleted, lay the code out as the rest of the file is, and split the change where it is too large.',
  options,
  needs: ({ counts }) => ({ syntax: (file) => counts.includes(file.class) }),
  examples: [
    {
      title: 'a comment deleted from code that stays',
      with: {},
      before: { 'src/a.py': '# Rounds to the bank’s cent.\ntotal = compute(1)\n' },
      after: {
        'src/a.py':
          'total = compute(1)    ← The comment “Rounds to the bank’s cent.” was deleted, while the code it stood by is still there.\n',
      },
    },
    {
      title: 'a comment deleted with its code, one rewritten, one moved and one to a tool',
      with: {},
      before: {
        'src/a.py':
          '# Counts up.\ncount(1)\n# The old way.\ntotal = compute(1)\n# Kept for later.\nrest = 2\nstop()  # noqa: F401\n',
      },
      after: { 'src/a.py': '# The new way.\ntotal = compute(1)\nrest = 2\nstop()\n# Kept for later.\n' },
    },
    {
      title: 'a documentation string deleted',
      with: {},
      before: { 'src/a.py': 'def f():\n    """Gives one."""\n    return 1\n' },
      after: {
        'src/a.py':
          'def f():\n    return 1    ← The comment “Gives one.” was deleted, while the code it stood by is still there.\n',
      },
    },
    {
      title: 'a test deleted',
      with: {},
      before: { 'tests/test_a.py': 'def test_one():\n    assert f() == 1\n\ndef test_two():\n    assert f() == 2\n' },
      after: { 'tests/test_a.py': 'def test_two():    ← The test “test_one” was deleted.\n    assert f() == 2\n' },
    },
    {
      title: 'a test moved to another file',
      with: {},
      before: { 'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
      after: { 'tests/b.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
    },
    {
      title: 'an assertion deleted from a test that stays',
      with: {},
      before: {
        'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n  expect(add(1, 2)).toBe(3);\n});\n",
      },
      after: {
        'tests/a.test.js':
          "it('adds', () => {\n  expect(add(1, 1)).toBe(2);    ← An assertion was deleted and not replaced: “expect(add(1, 2)).toBe(3)”.\n});\n",
      },
    },
    {
      title: 'an assertion replaced by another, and a document that speaks of one',
      with: {},
      before: {
        'tests/test_a.py': 'def test_one():\n    assert f() == 1\n',
        'docs/a.md': 'An assertion is a claim.\n',
      },
      after: { 'tests/test_a.py': 'def test_one():\n    assert g(2) is None\n', 'docs/a.md': 'More.\n' },
    },
    {
      title: 'a test renamed, and one renamed and moved to another file',
      with: {},
      before: {
        'tests/test_a.py': 'def test_vat():\n    assert vat(0) == 0\n\ndef test_two():\n    assert f() == 2\n',
        'tests/test_b.py': 'def test_sum():\n    assert add(1, 1) == 2\n',
      },
      after: {
        'tests/test_a.py': 'def test_tax():\n    assert vat(0) == 0\n\ndef test_two():\n    assert f() == 2\n',
        'tests/test_c.py': 'def test_addition():\n    assert add(1, 1) == 2\n',
      },
    },
    {
      title: 'a test switched off',
      with: {},
      before: {
        'tests/test_a.py': 'def test_one():\n    assert f() == 1\n',
        'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
      },
      after: {
        'tests/test_a.py':
          '@pytest.mark.skip\ndef test_one():    ← The test “test_one” was switched off.\n    assert f() == 1\n',
        'tests/a.test.js':
          "it.skip('adds', () => {    ← The test “adds” was switched off.\n  expect(add(1, 1)).toBe(2);\n});\n",
      },
    },
    {
      title: 'an assertion that holds whatever the code does',
      with: {},
      before: { 'tests/test_a.py': 'def test_one():\n    assert vat(0) == 0\n' },
      after: {
        'tests/test_a.py':
          'def test_one():\n    assert True    ← An assertion was deleted and not replaced: “assert vat(0) == 0”.\n',
      },
    },
    {
      title: 'one of two neighbouring comments deleted, and a sentence cut to a sign',
      with: {},
      before: {
        'src/a.py': '# Rounds to the cent.\n# Half goes to even.\ntotal = compute(1)\n# Says why it runs.\nrun(1)\n',
      },
      after: {
        'src/a.py': [
          '# Rounds to the cent.',
          'total = compute(1)    ← The comment “Half goes to even.” was deleted, while the code it stood by is still there.',
          '# x',
          'run(1)    ← The comment “Says why it runs.” was deleted, while the code it stood by is still there.',
          '',
        ].join('\n'),
      },
    },
    {
      title: 'a comment laid out anew',
      with: {},
      before: { 'src/a.py': '# Rounds to the cent, as the bank does.\n# Half goes to even.\ntotal = compute(1)\n' },
      after: { 'src/a.py': '# Rounds to the cent,\n# as the bank does. Half\n# goes to even.\ntotal = compute(1)\n' },
    },
    {
      title: 'statements crammed into a line',
      with: {},
      before: {},
      after: { 'src/a.js': 'a(1);b(2);c(3);d(4);e(5);f(6);    ← 6 statements were crammed into this line.\n' },
    },
    {
      title: 'as many as are allowed, and a class that does not count',
      with: { limit: 1, counts: ['code'] },
      before: {
        'src/a.py': '# Says why.\nrun(1)\n',
        'tests/test_a.py': 'def test_one():\n    assert f() == 1\n    # Says why.\n    run(1)\n',
      },
      after: { 'src/a.py': 'run(1)\n', 'tests/test_a.py': 'run(1)\n' },
    },
  ],
  see,
};
