import type { Example } from '../../rule-kind.ts';

export const ways = { when: 'migrations/{id}.up.sql', needs: ['migrations/{id}.down.sql'] };
export const tested = { when: 'src/{dir**}/{name}.py', needs: ['tests/{dir**}/test_{name}.py'], changed: true };
export const fixes = { when: 'src/**', needs: ['tests/**'], changed: true, commits: '^fix' };
export const listed = { when: 'docs/codex/{name}.md', needs: ['docs/codex/README.md'], mentions: '{name}.md' };

/** What must not be found. */
export const nearMisses: readonly Example[] = [
  {
    title: 'a migration with its way down',
    with: ways,
    before: {},
    after: { 'migrations/2.up.sql': 'two\n', 'migrations/2.down.sql': 'two' },
  },
  {
    title: 'a migration that stood alone before, under another name',
    with: ways,
    before: { 'migrations/1.up.sql': 'one\n', 'migrations/3.up.sql': 'one\n' },
    renamed: { 'migrations/2.up.sql': 'migrations/1.up.sql' },
    after: { 'migrations/2.up.sql': 'one\n', 'migrations/3.up.sql': 'two\n' },
  },
  {
    title: 'a pair goes together, and moves together',
    with: ways,
    before: {
      'migrations/1.up.sql': 'a\n',
      'migrations/1.down.sql': 'b\n',
      'migrations/2.up.sql': 'c\n',
      'migrations/2.down.sql': 'd\n',
    },
    renamed: { 'migrations/3.up.sql': 'migrations/2.up.sql', 'migrations/3.down.sql': 'migrations/2.down.sql' },
    after: { 'migrations/3.up.sql': 'c\n', 'migrations/3.down.sql': 'd\n' },
  },
  {
    title: 'a pair outside of the rule’s place',
    with: { when: '{dir**}/{id}.up.sql', needs: ['{dir**}/{id}.down.sql'] },
    in: ['db/**'],
    before: {},
    after: { 'lab/1.up.sql': 'one\n' },
  },
  {
    title: 'another pair that stood alone before',
    with: ways,
    before: { 'migrations/1.up.sql': 'one\n' },
    after: { 'migrations/1.up.sql': 'one\n', 'migrations/2.up.sql': 'two\n', 'migrations/2.down.sql': 'two\n' },
  },
  {
    title: 'a package comes with its line in the index',
    with: listed,
    before: { 'docs/codex/README.md': '# Packages\n' },
    after: { 'docs/codex/README.md': '# Packages\n\n- [Facade](./FACADE.md)\n', 'docs/codex/FACADE.md': '# Facade\n' },
  },
  {
    title: 'one of two indexes is enough where the rule says so',
    with: { ...listed, needs: ['docs/codex/README.md', 'AGENTS.md'], 'one-of': true },
    before: { 'AGENTS.md': 'See FACADE.md.\n', 'docs/codex/README.md': 'See AGENTS.md and README.md.\n' },
    after: {
      'AGENTS.md': 'See FACADE.md.\n',
      'docs/codex/README.md': 'See AGENTS.md and README.md.\n',
      'docs/codex/FACADE.md': '# Facade\n',
    },
  },
  {
    title: 'a package under its heading',
    with: { ...listed, needs: ['AGENTS.md'], section: 'Packages' },
    before: { 'AGENTS.md': '# Packages\n\n- FACADE.md\n\n# More\n' },
    after: { 'AGENTS.md': '# Packages\n\n- FACADE.md\n\n# More\n', 'docs/codex/FACADE.md': '# Facade\n' },
  },
  {
    title: 'a package that one of two indexes lists, and one that none ever listed',
    with: { ...listed, needs: ['{AGENTS,CLAUDE}.md'] },
    before: { 'AGENTS.md': '- ONE.md\n', 'CLAUDE.md': '# Claude\n', 'docs/codex/TWO.md': '# Two\n' },
    after: {
      'AGENTS.md': '- ONE.md\n- THREE.md\n',
      'CLAUDE.md': '# Claude\n',
      'docs/codex/ONE.md': '# One\n',
      'docs/codex/TWO.md': '# Two\n',
    },
  },
  {
    title: 'a file that leaves the rule’s place, edited',
    with: tested,
    in: ['src/core/**'],
    before: { 'src/core/a.py': 'one = 1\ntwo = 2\n' },
    renamed: { 'src/a.py': 'src/core/a.py' },
    after: { 'src/a.py': 'one = 1\ntwo = 3\n' },
  },
  {
    title: 'a fix with a test',
    with: fixes,
    mentions: 'fix: rounding',
    before: { 'src/a.py': 'one = 1\n', 'tests/test_a.py': 'assert 1\n' },
    after: { 'src/a.py': 'one = 2\n', 'tests/test_a.py': 'assert 2\n' },
  },
  {
    title: 'a change that calls itself no fix, though it speaks of one',
    with: fixes,
    mentions: 'feat: prefix names\n\nThis may fix more.',
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2\n' },
  },
  {
    title: 'a file that is moved as it is needs no new test',
    with: tested,
    before: { 'src/a.py': 'one = 1\n' },
    renamed: { 'src/b.py': 'src/a.py' },
    after: { 'src/b.py': 'one = 1\n' },
  },
  {
    title: 'code that goes with its test',
    with: { ...tested, operations: ['delete'] },
    before: { 'src/a.py': 'one = 1\n', 'tests/test_a.py': 'assert 1\n' },
    after: {},
  },
  {
    title: 'one of the partners is enough where the rule says so',
    with: { ...tested, needs: ['tests/test_{name}.py', 'tests/{name}.md'], 'one-of': true },
    before: { 'src/a.py': 'one = 1\n', 'tests/a.md': 'one\n' },
    after: { 'src/a.py': 'one = 2\n', 'tests/a.md': 'two\n' },
  },
  {
    title: 'a file in another place, and one of another form',
    with: tested,
    in: ['src/core/**'],
    before: { 'src/a.py': 'one = 1\n', 'src/core/a.sql': 'one\n' },
    after: { 'src/a.py': 'one = 2\n', 'src/core/a.sql': 'two\n' },
  },
];
