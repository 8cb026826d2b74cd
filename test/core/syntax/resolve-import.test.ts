import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolveImport, type ImportPaths } from '#core';

const files = new Set([
  'app/__init__.py',
  'app/store/__init__.py',
  'app/store/save.py',
  'app/rights.py',
  'src/pkg/mod.py',
  'src/pkg/types.pyi',
  'scripts/tool.py',
  'web/src/a.ts',
  'web/src/b.tsx',
  'web/src/c/index.ts',
  'web/src/d.d.ts',
  'web/src/e.mts',
  'web/src/f.js',
  'web/src/g.json',
  'web/src/h.test.ts',
  'root.ts',
]);

const resolved = (from: string, module: string, name?: string, paths?: ImportPaths): string | undefined => {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const fact = { module, how: 'from', place, ...(name === undefined ? {} : { name }) } as const;
  return resolveImport(fact, from, (path) => files.has(path), paths);
};

describe('an import', () => {
  for (const [from, module, name, path] of [
    ['app/rights.py', '.', 'store', 'app/store/__init__.py'],
    ['app/rights.py', '.store', 'save', 'app/store/save.py'],
    ['app/rights.py', '.store', 'load', 'app/store/__init__.py'],
    ['app/store/save.py', '..', 'rights', 'app/rights.py'],
    ['app/store/save.py', '..rights', 'check', 'app/rights.py'],
    ['app/store/save.py', '.', undefined, 'app/store/__init__.py'],
    ['app/rights.py', '...x', 'y', undefined],
    ['tests/t.py', 'app.store', undefined, 'app/store/__init__.py'],
    ['tests/t.py', 'app.store', '*', 'app/store/__init__.py'],
    ['tests/t.py', 'pkg.mod', 'x', 'src/pkg/mod.py'],
    ['tests/t.py', 'pkg.types', 'X', 'src/pkg/types.pyi'],
    ['scripts/other.py', 'tool', undefined, 'scripts/tool.py'],
    ['tests/t.py', 'os', 'environ', undefined],
    ['tests/t.py', 'app.none', undefined, undefined],
    ['tests/t.py', '', undefined, undefined],
  ] as const) {
    it(`of Python from ${from} is followed: ${module} ${name ?? ''}`, () => {
      assert.equal(resolved(from, module, name), path);
    });
  }

  for (const [module, path] of [
    ['./a', 'web/src/a.ts'],
    ['./a.ts', 'web/src/a.ts'],
    ['./a.js', 'web/src/a.ts'],
    ['./b.js', 'web/src/b.tsx'],
    ['./b.jsx', 'web/src/b.tsx'],
    ['./c', 'web/src/c/index.ts'],
    ['./c/', 'web/src/c/index.ts'],
    ['.', undefined],
    ['./d', 'web/src/d.d.ts'],
    ['./e.mjs', 'web/src/e.mts'],
    ['./f', 'web/src/f.js'],
    ['./g.json', 'web/src/g.json'],
    ['./h.test', 'web/src/h.test.ts'],
    ['../../root', 'root.ts'],
    ['../../../root', undefined],
    ['/root.js', 'root.ts'],
    ['react', undefined],
    ['src/a', undefined],
    ['./missing', undefined],
  ] as const) {
    it(`of JavaScript is followed: ${module}`, () => {
      assert.equal(resolved('web/src/main.ts', module, 'x'), path);
    });
  }

  it('is followed through the paths of a tsconfig, the one that says most first', () => {
    const aliases = { '@/*': ['web/none/*', 'web/src/*'], '@/special/*': ['web/src/c/*'], '~a': ['web/src/a'] };
    assert.equal(resolved('x/y.ts', '@/b', 'x', { aliases }), 'web/src/b.tsx');
    assert.equal(resolved('x/y.ts', '@/special/index', 'x', { aliases }), 'web/src/c/index.ts');
    assert.equal(resolved('x/y.ts', '~a', 'x', { aliases }), 'web/src/a.ts');
    assert.equal(resolved('x/y.ts', '~ab', 'x', { aliases }), undefined);
    assert.equal(resolved('x/y.ts', 'src/a', 'x', { roots: ['web'] }), 'web/src/a.ts');
    assert.equal(resolved('tests/t.py', 'mod', 'x', { roots: ['src/pkg'] }), 'src/pkg/mod.py');
  });
});
