// Bundles the product. Two entries that start fast (the extension, the command line), what each of them does, and the
// heavy libraries, each in a file of its own that is loaded on first use: neither activation nor `--help` may pay for a
// parser, a tokenizer or a secret scanner.
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { bundleOptions } = await tsImport('./scripts/bundle-options.ts', import.meta.url);
const { parserAlone } = await tsImport('./scripts/typescript-parser.ts', import.meta.url);
const { withoutExamples } = await tsImport('./scripts/without-examples.ts', import.meta.url);

const lazy = {
  'web-tree-sitter': 'tree-sitter',
  'gpt-tokenizer/encoding/o200k_base': 'tokens',
  '@secretlint/core': 'secretlint-core',
  '@secretlint/secretlint-rule-preset-recommend': 'secretlint-rules',
  'libpg-query': 'sql',
};
const parser = 'src/repo/typescript-parser.ts';
const production = process.argv.includes('--production');
const watching = process.argv.includes('--watch');
/** Where bundles are made; a whole build comes into its place at its end, as programs may run what lies there. */
const outdir = watching ? 'dist' : `.dist-${process.pid}`;

/** What of our own is loaded late: the import that loads it, and the bundle it is in. */
const late = {
  './governor.ts': './governor.cjs',
  './commands/index.ts': './commands.cjs',
  './commands/functions.ts': './functions.cjs',
  './commands/hook.ts': './hook.cjs',
  './commands/cold-hook.ts': './cold-hook.cjs',
  './list-folder.ts': './list-folder.cjs',
  './read-text.ts': './read-text.cjs',
  './typescript-parser.ts': './lazy/typescript.cjs',
  './mcp/library.ts': './lazy/mcp.cjs',
  './charts.ts': './lazy/charts.cjs',
};

/** Points the import of what is heavy, a library or the bulk of what an entry does, at its own bundle beside the entry. */
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

// The grammars of tree-sitter and the runtime they need, copied beside the code.
const { resolve } = createRequire(import.meta.url);
const grammars = Object.values(JSON.parse(readFileSync('src/repo/grammars.json', 'utf8')));
const webAssembly = ['web-tree-sitter/web-tree-sitter.wasm', ...grammars];
const copyWebAssembly = () => {
  mkdirSync(`${outdir}/grammars`, { recursive: true });
  for (const file of webAssembly) copyFileSync(resolve(file), `${outdir}/grammars/${basename(file)}`);
  // The parser of SQL looks for its machine code beside its own file.
  mkdirSync(`${outdir}/lazy`, { recursive: true });
  copyFileSync(resolve('libpg-query/wasm/libpg-query.wasm'), `${outdir}/lazy/libpg-query.wasm`);
};

/** In the bundles there is no node_modules to ask where a file lies. */
const besideTheCode = {
  name: 'beside-the-code',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]repo[\\/]grammar-files\.ts$/ }, () => ({
      loader: 'js',
      resolveDir: 'src/repo',
      contents: `
        import { basename, dirname, join, relative } from 'node:path';
        const folderOf = (specifier) => (specifier.startsWith('libpg-query/') ? 'lazy' : 'grammars');
        export const packageFile = (specifier) => join(__dirname, folderOf(specifier), basename(specifier));`,
    }));
    onLoad({ filter: /[\\/]analysis[\\/]worker-file\.ts$/ }, () => ({
      loader: 'js',
      resolveDir: 'src/repo',
      contents: `
        import { join } from 'node:path';
        export const workerFile = join(__dirname, 'worker.cjs');
        export const asideFile = join(__dirname, 'aside.cjs');`,
    }));
    onLoad({ filter: /[\\/]cli[\\/]policies-folder\.ts$/ }, () => ({
      loader: 'js',
      contents: `
        import { join } from 'node:path';
        export const policiesFolder = join(__dirname, '..', 'policies');`,
    }));
  },
};

/** What is kept of files between runs is believed by the very build that read them alone. */
const ownEdition = {
  name: 'own-edition',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]analysis[\\/]edition\.ts$/ }, () => ({
      loader: 'js',
      contents: `export const edition = '${digestOf(['src', 'scripts', 'esbuild.config.mjs', 'package-lock.json'])}';`,
    }));
  },
};

const inside = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name));

/** The digest of files, and of those in folders. */
const digestOf = (paths) => {
  const all = paths.flatMap((path) => (statSync(path).isDirectory() ? inside(path) : [path]));
  const hash = createHash('sha256');
  for (const path of all.filter((file) => statSync(file).isFile()).sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
};

/** Of our own manifest only the version is known to the product. */
const versionAlone = {
  name: 'version-alone',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) =>
      path === fileURLToPath(new URL('package.json', import.meta.url))
        ? { loader: 'json', contents: JSON.stringify({ version: JSON.parse(readFileSync(path, 'utf8')).version }) }
        : undefined,
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
  ...bundleOptions,
  outdir,
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
    cli: 'src/cli/start.ts',
    main: 'src/cli/main.ts',
    commands: 'src/cli/commands/index.ts',
    functions: 'src/cli/commands/functions.ts',
    hook: 'src/cli/commands/hook.ts',
    'list-folder': 'src/repo/list-folder.ts',
    'read-text': 'src/repo/analysis/read-text.ts',
    worker: 'src/repo/analysis/worker.ts',
    aside: 'src/repo/analysis/aside-worker.ts',
  },
  external: ['vscode'],
  // What is loaded late is CommonJS, too: the loader of ES modules would have to start first, and to look for its exports.
  supported: { 'dynamic-import': false },
  plugins: [loadLate, besideTheCode, ownEdition, versionAlone],
  banner: { js: '"use strict";' },
};
/** What a hook waits for. */
const judging = {
  ...product,
  entryPoints: { 'cold-hook': 'src/cli/commands/cold-hook.ts' },
  plugins: [...product.plugins, withoutExamples],
};
const libraries = {
  ...shared,
  entryPoints: {
    ...Object.fromEntries(Object.entries(lazy).map(([library, file]) => [`lazy/${file}`, library])),
    // Its module for `import` asks where it lies, which no CommonJS file can tell; the one for `require` does not.
    'lazy/tree-sitter': resolve('web-tree-sitter'),
    'lazy/typescript': parser,
    'lazy/mcp': 'src/cli/mcp/library.ts',
    'lazy/charts': 'src/editor/report/charts.ts',
  },
  plugins: [withoutStopwatch, parserAlone(parser)],
  minify: true,
  sourcemap: false,
};

/** The files in a folder, as paths below it. */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** Puts what was built into dist file by file, so that none is missing meanwhile, and removes what is of an earlier build. */
const putIntoPlace = () => {
  mkdirSync('dist', { recursive: true });
  const built = filesIn(outdir);
  for (const file of built) {
    mkdirSync(dirname(join('dist', file)), { recursive: true });
    renameSync(join(outdir, file), join('dist', file));
  }
  for (const file of filesIn('dist').filter((one) => !built.includes(one))) rmSync(join('dist', file), { force: true });
};

if (watching) {
  copyWebAssembly();
  const [watched, watchedToo] = await Promise.all([context(product), context(judging), build(libraries)]);
  await Promise.all([watched.watch(), watchedToo.watch()]);
} else {
  try {
    copyWebAssembly();
    await Promise.all([build(product), build(judging), build(libraries)]);
    putIntoPlace();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
