// npm start: opens the extension on a fresh sample repository in a real VS Code.
//   npm start                 the desktop `code` where it is on the PATH, in a profile of its own; else in the browser
//   npm start -- --browser    in the browser, also where there is a desktop build
//   npm start -- --check      in a headless browser: ends with 0 once the extension shows itself
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findOnPath, projectRoot } from '../test/host/places.ts';
import { installVsix, startServer, workbenchAddress } from '../test/host/server.ts';
import type { Server } from '../test/host/server.ts';
import { writeSettings } from '../test/host/settings.ts';
import { makeSample, shippedPolicy } from '../test/sample/make-sample.ts';
import { demandMachine } from './machine.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { build, packVsix } from './vsix.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, browser: { type: 'boolean' } } });
const statusBarLimit = 60_000;

const desktop = values.check === true || values.browser === true ? undefined : findDesktop();
demandMachine({ host: desktop === undefined });

const temporary = makeTemporaryFolder('codex-governor');
const sample = join(temporary.path, 'meridian');
const userData = join(temporary.path, 'user');
const extensions = join(temporary.path, 'extensions');
const owned: { server?: Server } = {};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(0));

try {
  console.log('Building the extension and starting VS Code. This takes a moment.');
  build();
  makeSample(sample, { policy: shippedPolicy(), lastDay: 'today' });
  if (desktop === undefined) await openInBrowser();
  else await openDesktop(desktop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** The desktop build, where there is a screen to show it on. */
function findDesktop(): string | undefined {
  const screen =
    process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  return screen ? findOnPath('code') : undefined;
}

async function openDesktop(executable: string): Promise<void> {
  writeSettings(userData);
  console.log(`VS Code opens on ${sample}. It ends when its window is closed, or with Ctrl+C here.`);
  const words = [
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    `--extensionDevelopmentPath=${projectRoot}`,
    '--user-data-dir',
    userData,
    '--extensions-dir',
    extensions,
    sample,
  ];
  const status = await new Promise<number>((resolve, reject) => {
    const child = spawn(executable, words, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
  await end(status);
}

async function openInBrowser(): Promise<void> {
  const vsix = join(temporary.path, 'codex-governor.vsix');
  packVsix(vsix);
  installVsix(vsix, extensions);
  // Without the secret in the address, other users of this machine and other pages of the browser are not let in.
  const token = randomBytes(16).toString('hex');
  const server = await startServer({ userData, extensions, token, ownHome: true });
  owned.server = server;
  const address = workbenchAddress(server, { folder: sample, token });
  console.log(`\nCodex Governor runs in VS Code on the sample repository ${sample}`);
  console.log(`Open   ${address}`);
  console.log('Stop   Ctrl+C (the sample and the profile are removed)');
  if (values.check === true) {
    await check(address);
    console.log('OK');
    await end(0);
  } else {
    server.process.once('exit', () => void end(1));
  }
}

/** Opens the workbench once and waits for the extension's status bar item. */
async function check(address: string): Promise<void> {
  // Loaded late: the browser's library is there only once the host is installed.
  const { launchBrowser } = await import('../test/host/browser.ts');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const item = page.locator('.statusbar-item', { hasText: 'No Codex task' });
    await item.waitFor({ timeout: statusBarLimit });
  } finally {
    await browser.close();
  }
}

async function end(status: number): Promise<void> {
  owned.server?.process.removeAllListeners('exit');
  await owned.server?.dispose();
  temporary.dispose();
  process.exit(status);
}
