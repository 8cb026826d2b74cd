// Runs tests in the extension host of a real VS Code, on a fresh sample repository, through @vscode/test-electron.
//   by default                the VS Code of test/host, in headless Chromium
//   VSCODE_TEST=desktop       the desktop build, which @vscode/test-electron downloads (on Linux it needs a display)
//   VSCODE_EXECUTABLE=path    that executable
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { buildSync } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.ts';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { codeExecutable, projectRoot } from './host/places.ts';
import { writeSettings } from './host/settings.ts';
import { makeSample, shippedPolicy } from './sample/make-sample.ts';

// No hook that a test asks leaves an engine behind.
process.env['CODEX_GOVERNOR_ENGINE'] = 'off';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { named: { type: 'string' } } });
const out = join(projectRoot, 'out');
const temporary = makeTemporaryFolder('codex-governor-host');

function executable(): string | undefined {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named !== undefined && named !== '') return named;
  return process.env['VSCODE_TEST'] === 'desktop' ? undefined : codeExecutable;
}

/** The extension host loads CommonJS alone; mocha stays outside, so that index and tests share one. */
function bundleTests(files: readonly string[]): readonly string[] {
  rmSync(out, { recursive: true, force: true });
  buildSync({
    ...bundleOptions,
    absWorkingDir: projectRoot,
    entryPoints: ['test/editor/index.ts', ...files],
    outbase: 'test/editor',
    outdir: out,
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return files.map((file) => join(out, file.replace(/^test\/editor\//, '').replace(/\.ts$/, '.cjs')));
}

let status = 1;
try {
  const tests = bundleTests(positionals);
  const folder = join(temporary.path, 'meridian');
  const userData = join(temporary.path, 'user');
  makeSample(folder, { policy: shippedPolicy(), lastDay: 'today' });
  // The server build saves by itself after a second; these tests say when.
  writeSettings(userData, { 'files.autoSave': 'off' });
  const vscodeExecutablePath = executable();
  status = await runTests({
    ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: join(out, 'index.cjs'),
    extensionTestsEnv: {
      TEST_FILES: JSON.stringify(tests),
      ...(values.named === undefined ? {} : { TEST_NAMED: values.named }),
    },
    launchArgs: [
      folder,
      '--disable-extensions',
      '--user-data-dir',
      userData,
      '--extensions-dir',
      join(temporary.path, 'extensions'),
    ],
  });
} catch (error) {
  console.error(`${basename(import.meta.url)}: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  temporary.dispose();
}
process.exit(status);
