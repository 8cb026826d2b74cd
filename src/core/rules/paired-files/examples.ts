import type { Example } from '../../rule-kind.ts';
import { ways, tested, fixes, listed, nearMisses } from './examples-near.ts';

const objections: readonly Example[] = [
  {
    title: 'a migration without its way down',
    with: ways,
    before: { 'migrations/1.up.sql': 'one\n', 'migrations/1.down.sql': 'one\n' },
    after: {
      'migrations/1.up.sql': 'one\n',
      'migrations/1.down.sql': 'one\n',
      'migrations/2.up.sql': 'two    ← This file needs migrations/2.down.sql, and there is no such file.\n',
    },
  },
  {
    title: 'the way down is taken away',
    with: ways,
    before: { 'migrations/1.up.sql': 'one\n', 'migrations/1.down.sql': 'one\n' },
    after: { 'migrations/1.up.sql': 'one    ← This file needs migrations/1.down.sql, and there is no such file.\n' },
  },
  {
    title: 'only one of a pair gets a new name',
    with: ways,
    before: { 'migrations/1.up.sql': 'one\n', 'migrations/1.down.sql': 'one\n' },
    renamed: { 'migrations/2.up.sql': 'migrations/1.up.sql' },
    after: { 'migrations/2.up.sql': 'one\n', 'migrations/1.down.sql': 'one\n' },
    elsewhere: ['This file needs migrations/2.down.sql, and there is no such file.'],
  },
  {
    title: 'a file comes into the rule’s place, and to a name that the rule knows',
    with: ways,
    in: ['migrations/**'],
    before: { 'old/1.up.sql': 'one\n', 'migrations/draft.txt': 'two\n' },
    renamed: { 'migrations/1.up.sql': 'old/1.up.sql', 'migrations/2.up.sql': 'migrations/draft.txt' },
    after: { 'migrations/1.up.sql': 'one\n', 'migrations/2.up.sql': 'two\n' },
    elsewhere: [
      'This file needs migrations/1.down.sql, and there is no such file.',
      'This file needs migrations/2.down.sql, and there is no such file.',
    ],
  },
  {
    title: 'a package that its index does not list, and a longer name that it does',
    with: listed,
    before: { 'docs/codex/README.md': '- [Fast](./BIG_FACADE.md)\n- FACADE.mdx\n' },
    after: {
      'docs/codex/README.md': '- [Fast](./BIG_FACADE.md)\n- FACADE.mdx\n',
      'docs/codex/FACADE.md': '# Facade    ← docs/codex/README.md does not mention FACADE.md.\n',
    },
  },
  {
    title: 'a package is taken out of the index',
    with: listed,
    before: { 'docs/codex/README.md': '- FACADE.md\n', 'docs/codex/FACADE.md': '# Facade\n' },
    after: {
      'docs/codex/README.md': '<!-- FACADE.md -->\n',
      'docs/codex/FACADE.md': '# Facade    ← docs/codex/README.md does not mention FACADE.md.\n',
    },
  },
  {
    title: 'a package that is named under another heading, or under none',
    with: { when: 'docs/codex/{name}.md', needs: ['{AGENTS,CLAUDE}.md'], mentions: '{name}.md', section: 'Packages' },
    before: { 'AGENTS.md': '# Packages\n\n- ONE.md\n\n# History\n\n- TWO.md\n', 'CLAUDE.md': 'TWO.md\n' },
    after: {
      'AGENTS.md': '# Packages\n\n- ONE.md\n\n# History\n\n- TWO.md\n',
      'CLAUDE.md': 'TWO.md\n',
      'docs/codex/TWO.md': '# Two    ← The section “Packages” of {AGENTS,CLAUDE}.md does not mention TWO.md.\n',
    },
  },
  {
    title: 'a fix without a test, told once',
    with: fixes,
    mentions: 'fix: rounding\n\nIt was wrong.',
    before: { 'src/a.py': 'one = 1\n', 'src/b.py': 'one = 1\n', 'tests/test_a.py': 'assert 1\n' },
    after: {
      'src/a.py': 'one = 2    ← This file was changed, and tests/** did not change with it.\n',
      'src/b.py': 'one = 2\n',
      'tests/test_a.py': 'assert 1\n',
    },
  },
  {
    title: 'another file’s test',
    with: tested,
    before: { 'src/core/a.py': 'one = 1\n', 'src/b.py': 'two = 1\n' },
    after: {
      'src/core/a.py': 'one = 2    ← This file was changed, and tests/core/test_a.py did not change with it.\n',
      'src/b.py': 'two = 2    ← This file was changed, and tests/test_b.py did not change with it.\n',
      'tests/test_a.py': 'assert 1\n',
      'tests/core/test_b.py': 'assert 1\n',
    },
  },
  {
    title: 'a test that only moves, or that goes, does not come with the code',
    with: fixes,
    mentions: 'chore: this and that\nfix: rounding',
    before: { 'src/a.py': 'one = 1\n', 'tests/a.py': 'assert 1\n', 'tests/b.py': 'assert 1\n' },
    renamed: { 'tests/c.py': 'tests/b.py' },
    after: {
      'src/a.py': 'one = 2    ← This file was changed, and tests/** did not change with it.\n',
      'tests/c.py': 'assert 1\n',
    },
  },
  {
    title: 'a new file, and one that goes',
    with: { ...tested, operations: ['add', 'delete'] },
    before: { 'src/a.py': 'one = 1\n', 'src/c.py': 'one = 1\n' },
    after: {
      'src/b.py': 'one = 1    ← This file was added, and tests/test_b.py did not change with it.\n',
      'src/c.py': 'one = 2\n',
    },
    elsewhere: ['This file was deleted, and tests/test_a.py did not change with it.'],
  },
  {
    title: 'none of several partners, and all of them where all are needed',
    with: { ...tested, needs: ['tests/test_{name}.py', 'tests/{name}.md'], 'one-of': true },
    before: { 'src/a.py': 'one = 1\n' },
    after: {
      'src/a.py': 'one = 2    ← This file was changed, and tests/test_a.py or tests/a.md did not change with it.\n',
    },
  },
  {
    title: 'one of the two that are needed',
    with: { ...tested, needs: ['tests/test_{name}.py', 'docs/{name}.md'] },
    before: { 'src/a.py': 'one = 1\n', 'docs/a.md': 'one\n' },
    after: {
      'src/a.py': 'one = 2    ← This file was changed, and tests/test_a.py did not change with it.\n',
      'docs/a.md': 'two\n',
    },
  },
  {
    title: 'a file that stood alone moves into the rule’s place',
    with: { when: '{dir**}/{id}.up.sql', needs: ['{dir**}/{id}.down.sql'] },
    in: ['db/**'],
    before: { 'lab/1.up.sql': 'one\n' },
    renamed: { 'db/1.up.sql': 'lab/1.up.sql' },
    after: { 'db/1.up.sql': 'one\n' },
    elsewhere: ['This file needs db/1.down.sql, and there is no such file.'],
  },
  {
    title: 'a picture is not compared by lines',
    with: { when: 'img/{name}.png', needs: ['img/{name}.svg'], changed: true },
    before: { 'img/a.png': 'one\n' },
    facts: { 'img/a.png': { binary: true } },
    after: { 'img/a.png': 'two    ← This file was changed, and img/a.svg did not change with it.\n' },
  },
  {
    title: 'a file is no partner of itself',
    with: { when: 'src/{name}.py', needs: ['src/*'], changed: true },
    before: {},
    after: { 'src/a.py': 'one = 1    ← This file was added, and src/* did not change with it.\n' },
  },
];

export const pairedFilesExamples: readonly Example[] = [...objections, ...nearMisses];
