// Builds the product and packs it as people install it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { projectRoot } from '../test/host/places.ts';

/**
 * Bundles the extension and the command line into dist/; throws when the bundler finds an error. For production they are
 * small, so that they load fast, and without the maps that a debugger wants.
 */
export function build(...words: readonly '--production'[]): void {
  const done = spawnSync(process.execPath, ['esbuild.config.mjs', ...words], { cwd: projectRoot, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the build failed, see above');
}

/** Packs what was built as a VSIX at the given path. */
export async function packVsix(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  // The libraries are in the bundles, so nothing of node_modules goes along.
  await createVSIX({ cwd: projectRoot, packagePath: file, dependencies: false, allowMissingRepository: true });
}

/** The packed extension of a test run: the one its suite made, else one made now. */
export async function packedVsix(): Promise<string> {
  const made = process.env['CODEX_GOVERNOR_VSIX'];
  if (made !== undefined && existsSync(made)) return made;
  const file = join(projectRoot, 'artifacts/codex-governor.vsix');
  build('--production');
  await packVsix(file);
  process.env['CODEX_GOVERNOR_VSIX'] = file;
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  build('--production');
  await packVsix(resolve(process.argv[2] ?? 'artifacts/codex-governor.vsix'));
}
