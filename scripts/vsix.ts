// Builds the product and packs it as people install it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../test/host/places.ts';

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
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  // The libraries are in the bundles, so nothing of node_modules goes along.
  const words = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file];
  const done = spawnSync(process.execPath, words, { cwd: projectRoot, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the extension could not be packed:\n${done.stdout}${done.stderr}`);
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
