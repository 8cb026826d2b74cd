// Builds the product and packs it as people install it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../test/host/places.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/**
 * Bundles the extension and the command line into dist/; throws when the bundler finds an error. For production they are
 * small, so that they load fast, and without the maps that a debugger wants.
 */
export function build(...words: readonly '--production'[]): void {
  const done = spawnSync(process.execPath, ['esbuild.config.mjs', ...words], { cwd: projectRoot, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the build failed, see above');
}

/** Packs what was built as a VSIX at the given path; throws with what the packer said when that fails. */
export function packVsix(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  askPacker('package', '--allow-missing-repository', '--out', resolve(file));
}

/** The files that a VSIX of what was built would hold, relative to the project; throws as packing does. */
export function listVsix(): readonly string[] {
  return askPacker('ls').split('\n').filter(Boolean);
}

/**
 * Runs the packer in a folder that holds nothing but links to what may be packed: in the project it would look at every file
 * of libraries and corpora before it leaves them out, for half a minute.
 */
function askPacker(...words: readonly string[]): string {
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const folder = makeTemporaryFolder('codex-governor-vsix');
  try {
    for (const name of ['.vscodeignore', ...packedEntries()])
      symlinkSync(join(projectRoot, name), join(folder.path, name));
    // The libraries are in the bundles, so nothing of node_modules goes along.
    const packing = [vsce, ...words, '--no-dependencies', '--follow-symlinks'];
    const done = spawnSync(process.execPath, packing, { cwd: folder.path, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`the extension could not be packed:\n${done.stdout}${done.stderr}`);
    return done.stdout;
  } finally {
    folder.dispose();
  }
}

/** What stands first in the paths that `.vscodeignore` lets through. */
function packedEntries(): readonly string[] {
  const lines = readFileSync(join(projectRoot, '.vscodeignore'), 'utf8').split('\n');
  const paths = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  return [...new Set(paths.map((path) => path.split('/')[0] ?? path))].filter((name) =>
    existsSync(join(projectRoot, name)),
  );
}

/** The packed extension of a test run: the one its suite made, else one made now. */
export function packedVsix(): string {
  const made = process.env['CODEX_GOVERNOR_VSIX'];
  if (made !== undefined && existsSync(made)) return made;
  const file = join(projectRoot, 'artifacts/codex-governor.vsix');
  build('--production');
  packVsix(file);
  process.env['CODEX_GOVERNOR_VSIX'] = file;
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  build('--production');
  const file = resolve(process.argv[2] ?? 'artifacts/codex-governor.vsix');
  packVsix(file);
  console.log(file);
}
