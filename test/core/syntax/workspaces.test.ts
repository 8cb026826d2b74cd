import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolveInWorkspace } from '../../../src/core/syntax/facts/workspaces.ts';

const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Where imports of a file lead in a repository with these files. */
const leads = (
  texts: Readonly<Record<string, string>>,
  from: string,
  ...modules: readonly string[]
): readonly unknown[] => {
  const files = {
    has: (path: string) => path in texts,
    text: (path: string) => texts[path],
    paths: () => Object.keys(texts).sort(),
  };
  return modules.map((module) => resolveInWorkspace({ module, how: 'import', place }, from, files));
};

const core = 'packages/core/package.json';
const root = { 'package.json': '{ "workspaces": ["packages/*"] }' };

describe('a name of a workspace', () => {
  it('leads to what its package exports, under any condition, or the source of what is built', () => {
    const exports = {
      '.': { types: './dist/index.d.ts', default: { import: './dist/main.js' } },
      './list': './list.mjs',
      './parts/*': ['./out/parts/*.js'],
      './none': null,
    };
    const texts = {
      ...root,
      [core]: JSON.stringify({ name: '@own/core', exports }),
      'packages/core/src/main.ts': '',
      'packages/core/list.mjs': '',
      'packages/core/src/parts/a/b.ts': '',
    };
    assert.deepEqual(
      leads(texts, 'packages/web/src/a.ts', '@own/core', '@own/core/list', '@own/core/parts/a/b', '@own/core/none'),
      ['packages/core/src/main.ts', 'packages/core/list.mjs', 'packages/core/src/parts/a/b.ts', core],
    );
  });

  it('leads to the entry that its package names, else to its index, else to its package.json', () => {
    for (const [manifest, file] of [
      ['{ "name": "core", "exports": "./dist/x.js" }', 'packages/core/src/x.ts'],
      ['{ "name": "core", "exports": { "import": "./x.js" } }', 'packages/core/x.ts'],
      ['{ "name": "core", "source": "lib/x.ts", "main": "build/y.js" }', 'packages/core/lib/x.ts'],
      ['{ "name": "core", "main": "build/y.js" }', 'packages/core/src/y.ts'],
      ['{ "name": "core" }', 'packages/core/src/index.tsx'],
      ['{ "name": "core" }', 'packages/core/index.js'],
    ] as const)
      assert.deepEqual(leads({ ...root, [core]: manifest, [file]: '' }, 'packages/web/a.ts', 'core'), [file], manifest);
    assert.deepEqual(leads({ ...root, [core]: '{ "name": "core" }' }, 'a.ts', 'core'), [core]);
    assert.deepEqual(
      leads({ ...root, [core]: '{ "name": "core" }', 'packages/core/src/list.ts': '' }, 'a.ts', 'core/list'),
      ['packages/core/src/list.ts'],
    );
  });

  it('is one of the workspace around the file, whichever program keeps it', () => {
    const named = '{ "name": "core" }';
    const listed = (files: Readonly<Record<string, string>>, from = 'app/a.ts'): unknown =>
      leads({ [core]: named, ...files }, from, 'core')[0];
    assert.equal(listed(root), core);
    assert.equal(listed({ 'package.json': '{ "workspaces": { "packages": ["./packages/*/"] } }' }), core);
    assert.equal(listed({ 'pnpm-workspace.yaml': 'packages: ["packages/**", "!**/test/**"]\n' }), core);
    assert.equal(listed({ 'app/package.json': '{ "workspaces": ["../packages/*"] }' }), core);
    assert.equal(listed({ 'app/package.json': '{ "workspaces": ["parts/*"] }', ...root }), core);
    assert.equal(listed({ 'package.json': '{ "workspaces": ["packages/*", "!packages/core"] }' }), undefined);
    assert.equal(listed({ 'pnpm-workspace.yaml': 'packages: 1\n' }), undefined);
    assert.equal(listed({ 'pnpm-workspace.yaml': 'packages: [\n', 'package.json': 'no JSON' }), undefined);
    assert.equal(listed({}), undefined);
  });

  it('is no path, no address, no alias and no other name', () => {
    const texts = { ...root, [core]: '{ "name": "core" }' };
    const names = [
      './core',
      '../core',
      '/core',
      'node:core',
      '#core',
      '@/core',
      'https://core',
      'core-more',
      '~core',
      '',
    ];
    assert.deepEqual(
      leads(texts, 'a.ts', ...names),
      names.map(() => undefined),
    );
  });
});
