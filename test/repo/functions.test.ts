import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import type { FunctionReading } from '#core';
import { readFunctions } from '#repo';
import { bundleOptions } from '../../scripts/bundle-options.ts';
import { createFunctionReader } from '../../src/repo/functions.ts';
import { demand, makeFolder, removeFolders } from './temporary-repository.ts';

const tell = (reading: FunctionReading | undefined): readonly string[] | undefined =>
  reading?.functions.map(({ name, complexity }) => `${name} ${complexity}`);

const read = async (...texts: readonly (readonly [path: string, text: string])[]) =>
  demand(await readFunctions(texts.map(([path, text]) => ({ path, text })))).map(tell);

describe('reading functions', () => {
  it('reads many texts in their order, and nothing of other languages', async () => {
    assert.deepEqual(
      await read(
        ['src/a.py', 'def f():\n    if a: pass\n'],
        ['README.md', '# f'],
        ['a.mjs', 'const f = (a = 1) => a;'],
        ['a.tsx', 'const f = (a: string) => a && <b/>;'],
      ),
      [['f 2'], undefined, ['f 2'], ['f 2']],
    );
    assert.deepEqual(await read(['a.py', '']), [[]]);
    assert.deepEqual(await read(), []);
  });

  it('does not take one language, or dialect, for another that has the same text', async () => {
    const text = 'f = a < b > (c)';
    const inEach = await read(['a.py', text], ['a.ts', `(() => ${text})`], ['a.js', `(() => ${text})`]);
    assert.deepEqual(inEach[0], []);
    assert.deepEqual(await read(['a.js', `(() => ${text})`]), [inEach[2]]);
  });

  it('reads a text once that comes again and again', async () => {
    const reader = createFunctionReader();
    const text = 'def f(a):\n    if a: pass\n\n'.repeat(2_000);
    const first = demand(await reader([{ path: 'a.py', text }]));
    const again = demand(await reader([{ path: 'elsewhere/b.py', text }]));
    assert.equal(again[0], first[0], 'the very same entities');
  });

  it('does not take what was read without more for what is wanted with it', async () => {
    const text = 'def f(a):\n    if a: pass\n';
    const reader = createFunctionReader();
    const [plain, explained] = demand(
      await reader([
        { path: 'a.py', text },
        { path: 'a.py', text, wanted: { steps: true } },
      ]),
    );
    assert.equal(plain?.functions[0]?.steps, undefined);
    assert.deepEqual(explained?.functions[0]?.steps, [{ line: 2, column: 5, what: 'if', adds: 1 }]);
  });

  it('lets others have the thread between files, and stops when it is cancelled', async () => {
    let time = 0;
    const reader = createFunctionReader(() => (time += 10));
    const texts = Array.from({ length: 50 }, (_, index) => ({ path: 'a.py', text: `def f${index}(): pass\n` }));
    const controller = new AbortController();
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns === 5) controller.abort();
      else setImmediate(count);
    };
    setImmediate(count);
    const stopped = await reader(texts, controller.signal);
    assert.equal(turns, 5, 'the loop ran while it read');
    assert.equal(stopped.ok ? 'read' : stopped.error.reason, 'cancelled');
  });
});

describe('loading the readers of functions in a bundle', function () {
  this.timeout(60_000);
  let folder: string;

  // As esbuild.config.mjs makes it: one CommonJS file, TypeScript in another that is loaded late.
  before(async () => {
    folder = makeFolder();
    const shared = {
      ...bundleOptions,
      absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
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
            bundle.onResolve({ filter: /^\.\/typescript-parser\.ts$/ }, ({ kind }) =>
              kind === 'dynamic-import' ? { path: './typescript.cjs', external: true } : undefined,
            ),
        },
      ],
    });
    await build({ ...shared, entryPoints: ['src/repo/typescript-parser.ts'], outfile: join(folder, 'typescript.cjs') });
  });

  after(removeFolders);

  const run = (program: string): unknown =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ['-e', `const { readFunctions } = require('./functions.cjs');(async () => { ${program} })()`],
        { cwd: folder, encoding: 'utf8' },
      ),
    );

  it('finds the parser in its own file', () => {
    const told = run(`
      const read = await readFunctions([{ path: 'a.ts', text: 'class A { m(a?: B) { return a?.b; } }' }]);
      console.log(JSON.stringify(read.value));`);
    assert.deepEqual(told, [
      { functions: [{ name: 'A.m', kind: 'function', line: 1, column: 11, endLine: 1, complexity: 2, modified: 2 }] },
    ]);
  });

  it('does not load the parser for Python', () => {
    const told = run(`
      const read = await readFunctions([{ path: 'a.py', text: 'def f(): pass' }]);
      const parser = Object.keys(require.cache).filter((file) => file.endsWith('typescript.cjs'));
      console.log(JSON.stringify([...read.value, parser]));`);
    assert.deepEqual(told, [
      { functions: [{ name: 'f', kind: 'function', line: 1, column: 1, endLine: 1, complexity: 1 }] },
      [],
    ]);
  });
});
