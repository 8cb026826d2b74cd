// What each command loads: nobody waits for a library that the command does not use.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { describe, it } from 'mocha';
import { projectRoot } from './command-line.ts';

/** The libraries and the rooms that are bundled with an entry, what is loaded late left out. */
const partsOf = async (entry: string): Promise<ReadonlySet<string>> => {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    outfile: 'out.cjs',
    metafile: true,
    logLevel: 'silent',
    plugins: [
      {
        name: 'leave-out-what-is-loaded-late',
        setup: (bundle) =>
          bundle.onResolve({ filter: /./ }, ({ path, kind }) =>
            kind === 'dynamic-import' ? { path, external: true } : undefined,
          ),
      },
    ],
  });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return new Set(
    parts.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.replace(/^(src\/\w+\/).*/, '$1')),
  );
};

const libraries = (parts: ReadonlySet<string>): readonly string[] =>
  [...parts].filter((part) => !part.startsWith('src/') && part !== 'package.json').sort();

describe('what is loaded', function () {
  this.timeout(30_000);
  it('to read a command line: what reads it, and nothing that a command does', async () => {
    const loaded = await partsOf('src/cli/main.ts');
    assert.deepEqual(libraries(loaded), ['commander']);
    assert.ok(!loaded.has('src/repo/'), [...loaded].join());
  });

  it('to do what a command does: no library that speaks a protocol, a parser or a tokenizer', async () => {
    const loaded = libraries(await partsOf('src/cli/commands/index.ts'));
    for (const library of ['@modelcontextprotocol/sdk', 'ajv', 'typescript', 'gpt-tokenizer', 'web-tree-sitter'])
      assert.ok(!loaded.includes(library), `${library} is among ${loaded.join()}`);
    assert.ok(libraries(await partsOf('src/cli/mcp/library.ts')).includes('@modelcontextprotocol/sdk'));
  });

  it('to read functions: no policy, and no library to read one with', async () => {
    const loaded = libraries(await partsOf('src/cli/commands/functions.ts'));
    for (const library of ['zod', 'yaml', 'commander', 'picomatch', 'mdast-util-from-markdown', 'typescript'])
      assert.ok(!loaded.includes(library), `${library} is among ${loaded.join()}`);
  });
});
