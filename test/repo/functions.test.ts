import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import type { FunctionEntity } from '#core';
import { loadFunctions } from '#repo';
import { makeFolder, removeFolders } from './temporary-repository.ts';

const tell = (entities: readonly FunctionEntity[] | undefined): readonly string[] | undefined =>
  entities?.map(({ name, complexity }) => `${name} ${complexity}`);

describe('loading the readers of functions', () => {
  it('reads Python without a parser, and then knows nothing of JavaScript', async () => {
    const read = await loadFunctions(['src/a.py', 'README.md']);
    assert.deepEqual(tell(read('src/a.py', 'def f():\n    if a: pass\n')), ['f 2']);
    assert.equal(read('src/a.ts', 'function f() {}'), undefined);
    assert.equal(read('README.md', '# f'), undefined);
  });

  it('reads JavaScript and TypeScript when one of the paths is such a file', async () => {
    const read = await loadFunctions(['a.py', 'src/a.tsx']);
    assert.deepEqual(tell(read('a.mjs', 'const f = (a = 1) => a;')), ['f 2']);
    assert.deepEqual(tell(read('a.tsx', 'const f = (a: string) => a && <b/>;')), ['f 2']);
    assert.deepEqual(tell(read('a.py', 'def f(): pass\n')), ['f 1']);
  });

  it('needs no paths', async () => {
    assert.deepEqual(tell((await loadFunctions([]))('a.py', '')), []);
  });
});

describe('loading the readers of functions in a bundle', function () {
  this.timeout(60_000);
  let folder: string;

  // As esbuild.config.mjs makes it: one CommonJS file, TypeScript in another that is loaded late.
  before(async () => {
    folder = makeFolder();
    const shared = {
      absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      format: 'cjs',
      minify: true,
    } as const;
    await build({
      ...shared,
      entryPoints: ['src/repo/functions.ts'],
      outfile: join(folder, 'functions.cjs'),
      plugins: [
        {
          name: 'load-late',
          setup: (bundle) =>
            bundle.onResolve({ filter: /^typescript$/ }, ({ kind }) =>
              kind === 'dynamic-import' ? { path: './typescript.cjs', external: true } : undefined,
            ),
        },
      ],
    });
    await build({ ...shared, entryPoints: ['typescript'], outfile: join(folder, 'typescript.cjs') });
  });

  after(removeFolders);

  const run = (program: string): unknown =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ['-e', `const { loadFunctions } = require('./functions.cjs');(async () => { ${program} })()`],
        { cwd: folder, encoding: 'utf8' },
      ),
    );

  it('finds the parser in its own file', () => {
    const told = run(`
      const read = await loadFunctions(['a.ts']);
      console.log(JSON.stringify(read('a.ts', 'class A { m(a?: B) { return a?.b; } }')));`);
    assert.deepEqual(told, [{ name: 'A.m', kind: 'function', line: 1, column: 11, endLine: 1, complexity: 2 }]);
  });

  it('does not load the parser for Python', () => {
    const told = run(`
      const read = await loadFunctions(['a.py']);
      const parser = Object.keys(require.cache).filter((file) => file.endsWith('typescript.cjs'));
      console.log(JSON.stringify([read('a.py', 'def f(): pass'), parser]));`);
    assert.deepEqual(told, [[{ name: 'f', kind: 'function', line: 1, column: 1, endLine: 1, complexity: 1 }], []]);
  });
});
