import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { newDependencies, type DependencyChange, type ManifestChange } from '#core';

const tell = ({ added, doubts }: DependencyChange): readonly string[] => [
  ...added.map(({ path, dependency: { line, name } }) => `${path}:${line} + ${name}`),
  ...doubts.map(({ path, line, message }) => `${path}:${line} ? ${message}`),
];

const npm = (tables: Readonly<Record<string, unknown>>): string => JSON.stringify(tables, null, 1);
const only = (...names: readonly string[]): string =>
  npm({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });

const cases: Readonly<
  Record<string, { readonly changes: readonly ManifestChange[]; readonly told: readonly string[] }>
> = {
  'a name that no manifest had is new': {
    changes: [{ path: 'package.json', before: only('a'), after: only('a', 'b') }],
    told: ['package.json:4 + b'],
  },
  'a new version, another order, a removal are not': {
    changes: [
      {
        path: 'package.json',
        before: npm({ dependencies: { a: '1', b: '1', c: '1' } }),
        after: npm({ dependencies: { b: '2', a: '^1' } }),
      },
    ],
    told: [],
  },
  'a move to another group is not': {
    changes: [
      {
        path: 'package.json',
        before: npm({ devDependencies: { a: '1' } }),
        after: npm({ dependencies: { a: '1' } }),
      },
    ],
    told: [],
  },
  'a move to another file is not': {
    changes: [
      { path: 'package.json', before: only('a', 'b'), after: only('b') },
      { path: 'apps/web/package.json', after: only('a') },
    ],
    told: [],
  },
  'a name that an unchanged manifest has is not': {
    changes: [
      { path: 'apps/api/package.json', before: only('a'), after: only('a') },
      { path: 'apps/web/package.json', before: only(), after: only('a') },
    ],
    told: [],
  },
  'a renamed file is compared with what it was': {
    changes: [{ path: 'new/package.json', before: only('a'), after: only('a', 'b') }],
    told: ['new/package.json:4 + b'],
  },
  'a deleted file adds nothing': { changes: [{ path: 'package.json', before: only('a') }], told: [] },
  'a name is told once, in the manifest rather than in the lockfile': {
    changes: [
      {
        path: 'a/package-lock.json',
        before: npm({ packages: { '': {} } }),
        after: npm({ packages: { '': { dependencies: { b: '1' } }, 'node_modules/b': { version: '1' } } }),
      },
      { path: 'z/package.json', before: only(), after: only('b') },
    ],
    told: ['z/package.json:3 + b'],
  },
  'a manifest that is new beside a lockfile that knows its names adds nothing': {
    changes: [
      {
        path: 'package-lock.json',
        before: npm({ packages: { '': { dependencies: { a: '1' } } } }),
        after: npm({ packages: { '': { dependencies: { a: '1' } } } }),
      },
      { path: 'package.json', after: only('a', 'b') },
    ],
    told: ['package.json:4 + b'],
  },
  'what only comes along is not new': {
    changes: [
      {
        path: 'package-lock.json',
        before: npm({ packages: { '': {} } }),
        after: npm({ packages: { '': {}, 'node_modules/along': { version: '1' } } }),
      },
      { path: 'go.mod', before: 'module m\n', after: 'module m\nrequire a/b v1 // indirect\n' },
    ],
    told: [],
  },
  'what came along and is now asked for is new': {
    changes: [{ path: 'go.mod', before: 'require a/b v1 // indirect\n', after: 'require a/b v1\n' }],
    told: ['go.mod:1 + a/b'],
  },
  'the same name in another ecosystem is another package': {
    changes: [
      { path: 'package.json', before: only('requests'), after: only('requests') },
      { path: 'requirements.txt', before: '', after: 'requests\n' },
    ],
    told: ['requirements.txt:1 + requests'],
  },
  'names are compared as the ecosystem does': {
    changes: [
      { path: 'requirements.txt', before: 'Zope.Interface\n', after: '' },
      { path: 'pyproject.toml', before: '', after: '[project]\ndependencies = ["zope_interface"]\n' },
    ],
    told: [],
  },
  'an alias is the package that it installs': {
    changes: [
      {
        path: 'package.json',
        before: npm({ dependencies: { react: '1' } }),
        after: npm({ dependencies: { react: 'npm:other@1', twice: 'npm:react@1' } }),
      },
    ],
    told: ['package.json:3 + other'],
  },
  'a folder of the repository is not new': {
    changes: [
      {
        path: 'package.json',
        before: only(),
        after: npm({ dependencies: { a: 'workspace:*', b: 'file:../b', c: 'link:../c' } }),
      },
    ],
    told: [],
  },
  'what another manifest of the repository is the source of is not new': {
    changes: [
      { path: 'packages/core/package.json', after: npm({ name: '@acme/core' }) },
      { path: 'packages/web/package.json', before: only(), after: only('@acme/core', 'b') },
    ],
    told: ['packages/web/package.json:4 + b'],
  },
  'a name that moves to an address is other code; the way back is not': {
    changes: [
      {
        path: 'package.json',
        before: npm({ dependencies: { a: '1', b: 'github:x/b' } }),
        after: npm({ dependencies: { a: 'github:x/a', b: '1' } }),
      },
    ],
    told: ['package.json:3 + a'],
  },
  'a constraint asks for nothing, unless it puts another package in the place': {
    changes: [
      { path: 'package.json', before: npm({}), after: npm({ overrides: { a: '1', b: 'npm:c@1' } }) },
      { path: 'constraints.txt', before: '', after: 'd<1\n' },
    ],
    told: ['package.json:4 + c'],
  },
  'a use of a catalog is told where the catalog is': {
    changes: [
      { path: 'build.gradle', before: '', after: 'dependencies { implementation libs.guava }\n' },
      { path: 'gradle/libs.versions.toml', before: '', after: '[libraries]\nguava = "com.google.guava:guava:1"\n' },
    ],
    told: ['gradle/libs.versions.toml:2 + com.google.guava:guava'],
  },
  'a manifest that cannot be read is in doubt, not without dependencies': {
    changes: [{ path: 'package.json', before: only('a'), after: '{' }],
    told: ['package.json:1 ? This is not JSON: close brace expected.'],
  },
  'a manifest that could not be read before is in doubt': {
    changes: [{ path: 'package.json', before: '{', after: only('a') }],
    told: [
      'package.json:3 + a',
      'package.json:1 ? What this file depended on before the change cannot be read: This is not JSON: close brace expected.',
    ],
  },
  'a changed setup.py is in doubt, an unchanged one is not': {
    changes: [
      { path: 'a/setup.py', before: 'x', after: 'x' },
      { path: 'b/setup.py', before: 'x', after: 'y' },
    ],
    told: ['b/setup.py:1 ? A setup.py is a program: what it depends on can only be known by running it.'],
  },
  'a place that cannot be read is in doubt when it is new': {
    changes: [
      { path: 'Gemfile', before: 'gem name\n', after: 'gem "a"\ngem name\n' },
      { path: 'b/Gemfile', before: 'gem name\n', after: 'gem name\ngem name\n' },
    ],
    told: [
      'Gemfile:1 + a',
      'b/Gemfile:2 ? The name of this gem is computed: it can only be known by running the file.',
    ],
  },
  'a file that is no manifest says nothing': {
    changes: [{ path: 'README.md', before: '', after: 'requests' }],
    told: [],
  },
};

describe('new dependencies', () => {
  for (const [title, { changes, told }] of Object.entries(cases))
    it(title, () => {
      assert.deepEqual(tell(newDependencies(changes)), told);
      assert.deepEqual(tell(newDependencies(changes.toReversed())).toSorted(), told.toSorted());
    });
});
