// Bundles the product. Two entries that start fast (the extension, the command line) and the heavy libraries each in a
// file of its own, loaded on first use: activation must not pay for a parser, a tokenizer or a secret scanner.
import { build, context } from 'esbuild';
import { rmSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { parserAlone } = await tsImport('./scripts/typescript-parser.ts', import.meta.url);

const lazy = {
  'gpt-tokenizer/encoding/o200k_base': 'tokens',
  '@secretlint/core': 'secretlint-core',
  '@secretlint/secretlint-rule-preset-recommend': 'secretlint-rules',
};
const parser = 'src/repo/typescript-parser.ts';
const production = process.argv.includes('--production');

/** What of our own is loaded late, by the import that loads it, and the bundle it is in. */
const late = {
  './governor.ts': './governor.cjs',
  './commands/index.ts': './commands.cjs',
  './commands/functions.ts': './functions.cjs',
  './typescript-parser.ts': './lazy/typescript.cjs',
};

/** Points the import of what is heavy, a library or the bulk of the extension, at its own bundle beside the entry. */
const loadLate = {
  name: 'load-late',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'dynamic-import' && path in lazy ? { path: `./lazy/${lazy[path]}.cjs`, external: true } : undefined,
    );
    onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' && path in late ? { path: late[path], external: true } : undefined,
    );
  },
};

/*
 * Secretlint's core measures itself: every scan leaves dozens of marks in the timeline that all of the process shares,
 * and walks all earlier ones, so that a thousand scans stall an editor for seconds. It gets a stopwatch that does nothing.
 */
const withoutStopwatch = {
  name: 'without-stopwatch',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?perf_hooks$/ }, ({ importer }) =>
      /[\\/]@secretlint[\\/]/.test(importer) ? { path: 'perf_hooks', namespace: 'without-stopwatch' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'without-stopwatch' }, () => ({
      contents: `
        const nothing = () => undefined;
        module.exports = {
          performance: { mark: nothing, measure: nothing },
          PerformanceObserver: class { observe() {} disconnect() {} },
        };`,
    }));
  },
};

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};
const product = {
  ...shared,
  entryPoints: {
    extension: 'src/editor/extension.ts',
    governor: 'src/editor/governor.ts',
    cli: 'src/cli/main.ts',
    commands: 'src/cli/commands/index.ts',
    functions: 'src/cli/commands/functions.ts',
  },
  external: ['vscode'],
  plugins: [loadLate],
  banner: { js: '"use strict";' },
};
const libraries = {
  ...shared,
  entryPoints: {
    ...Object.fromEntries(Object.entries(lazy).map(([library, file]) => [`lazy/${file}`, library])),
    'lazy/typescript': parser,
  },
  plugins: [withoutStopwatch, parserAlone(parser)],
  minify: true,
  sourcemap: false,
};

if (process.argv.includes('--watch')) {
  const [watched] = await Promise.all([context(product), build(libraries)]);
  await watched.watch();
} else {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all([build(product), build(libraries)]);
}
