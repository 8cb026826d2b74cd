// Test files as bundles: no loader stands between Node and the sources then. They load in a tenth of the time and take half of
// the memory, which Linux copies for each program that a test starts.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import type { Plugin } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.ts';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { bundleOf } from './bundle-of.ts';
import { projectRoot } from './host/places.ts';

/** Tests and sources find files from where they lie, and so do their bundles. */
const fromTheirSources: Plugin = {
  name: 'from-their-sources',
  setup: (building) => {
    building.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const define = {
        'import.meta.url': JSON.stringify(pathToFileURL(path).href),
        'import.meta.dirname': JSON.stringify(dirname(path)),
      };
      return {
        contents: (await transform(text, { loader: 'ts', define, sourcefile: path, sourcemap: 'inline' })).code,
      };
    });
  },
};

/** The files that threads start from, by the names under which the sources have them. */
interface Threads {
  readonly workerFile: string;
  readonly asideFile: string;
}

const threadsOfTests: Threads = { workerFile: 'src/repo/analysis/worker.ts', asideFile: 'test/aside-worker.ts' };

/** Threads start from bundles, too: to read their sources takes each of them two seconds. */
const startThreads = ({ workerFile, asideFile }: Threads): Plugin => ({
  name: 'threads',
  setup: (building) => {
    building.onLoad({ filter: /[\\/]analysis[\\/]worker-file\.ts$/ }, () => ({
      loader: 'js',
      contents: `export const [workerFile, asideFile] = ${JSON.stringify([workerFile, asideFile])};`,
    }));
  },
});

const builtFile = (name: string): string => join(projectRoot, 'dist', name);
const threadsThatShip: Threads = { workerFile: builtFile('worker.cjs'), asideFile: builtFile('aside.cjs') };

const threadsIn = (folder: string): Threads => ({
  workerFile: bundleOf(folder, threadsOfTests.workerFile),
  asideFile: bundleOf(folder, threadsOfTests.asideFile),
});

export interface BundleWishes {
  /** True for what is measured: its threads run what was built. */
  readonly asShipped?: boolean;
}

const linkPackages = (from: string, into: string): void =>
  symlinkSync(join(from, 'node_modules'), join(into, 'node_modules'), 'junction');

/**
 * Bundles test files, by their paths from the root of the project; gives the folder they are in (`bundleOf`), which goes when
 * this program ends. What several of them import is there once, as it would be without.
 */
export async function bundleTests(files: readonly string[], { asShipped = false }: BundleWishes = {}): Promise<string> {
  const folder = makeTemporaryFolder('codex-governor-bundled');
  process.once('exit', () => folder.dispose());
  const outdir = join(folder.path, 'bundles');
  mkdirSync(outdir);
  // Packages are looked for from where the bundle is, upwards: ours first, then those of the VS Code of the tests.
  linkPackages(projectRoot, outdir);
  linkPackages(join(projectRoot, 'test/host'), folder.path);
  await build({
    bundle: true,
    platform: 'node',
    target: bundleOptions.target,
    absWorkingDir: projectRoot,
    entryPoints: asShipped ? [...files] : [...files, ...Object.values(threadsOfTests)],
    outbase: '.',
    outdir,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    packages: 'external',
    sourcemap: 'linked',
    // Node keeps the map of all that is loaded in memory, and looks for no text in it.
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [startThreads(asShipped ? threadsThatShip : threadsIn(outdir)), fromTheirSources],
  });
  return outdir;
}
