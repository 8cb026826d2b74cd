// Starts the VS Code server on a free port of this machine, for this machine alone.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serverMain, serverNode } from './places.ts';
import { writeSettings } from './settings.ts';
import type { Settings } from './settings.ts';

export interface ServerWishes {
  /** Where the user's data is kept; a fresh folder unless given. */
  readonly userData?: string | undefined;
  /** Where extensions are installed; a fresh, empty folder unless given. */
  readonly extensions?: string | undefined;
  /** User settings, over the quiet ones. */
  readonly settings?: Settings | undefined;
  /** true: shells and git find the person's own files; left out, an empty home, in which nothing of theirs has a say. */
  readonly ownHome?: boolean | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /**
   * true: the workbench takes an unpacked extension and a test index from the address, but never draws notifications.
   * false: the workbench a person sees; an extension must be installed in `extensions`.
   */
  readonly driver?: boolean | undefined;
  /** The secret that an address must carry. Without one, whoever reaches the port is let in: for tests only. */
  readonly token?: string | undefined;
  /** true: VS Code asks whether the workspace is trusted, as it does for a person. */
  readonly asksForTrust?: boolean | undefined;
}

export interface Server {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly userData: string;
  readonly process: ChildProcess;
  /** What the server printed so far. */
  log(): string;
  /** Ends the server with all its children and removes its folder. */
  dispose(): Promise<void>;
}

/** What a workbench opens. */
export interface Address {
  readonly folder?: string | undefined;
  readonly workspace?: string | undefined;
  /** Folders of unpacked extensions to load; needs a server with a driver. */
  readonly unpacked?: readonly string[] | undefined;
  /** A test index to run in the extension host; needs a server with a driver. */
  readonly tests?: string | undefined;
  readonly token?: string | undefined;
}

// Should the one who started the server be killed outright, the server ends too; its own children inherit the flag.
const endWithParent =
  'data:text/javascript,const p=process.ppid;setInterval(()=>{if(process.ppid!==p)process.exit(1)},1000).unref()';
const startLimit = 60_000;

/** Runs the server's command line, as in `--install-extension FILE`, and returns when it has ended. */
export function runServerCommand(words: readonly string[]): { readonly status: number; readonly text: string } {
  const all = [serverMain, '--accept-server-license-terms', ...words];
  const done = spawnSync(serverNode(), all, { encoding: 'utf8', env: { ...process.env, EXTENSIONS_GALLERY: '{}' } });
  return { status: done.status ?? 2, text: done.error?.message ?? done.stdout + done.stderr };
}

/** Installs a packaged extension; throws with the server's words when it cannot. */
export function installVsix(vsix: string, extensions: string): void {
  const data = mkdtempSync(join(tmpdir(), 'vscode-install-'));
  try {
    const places = ['--extensions-dir', extensions, '--server-data-dir', data, '--user-data-dir', join(data, 'user')];
    const { status, text } = runServerCommand([...places, '--install-extension', vsix]);
    if (status !== 0) throw new Error(`could not install ${vsix}:\n${text}`);
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts a server and returns once it answers; throws with its log when it does not. */
export async function startServer(wishes: ServerWishes = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-server-'));
  const userData = wishes.userData ?? join(folder, 'user');
  const extensions = wishes.extensions ?? join(folder, 'extensions');
  mkdirSync(extensions, { recursive: true });
  writeSettings(userData, wishes.settings);
  const home = join(folder, 'home');
  mkdirSync(home);
  const logFile = join(folder, 'server.log');
  const output = openSync(logFile, 'w');
  const child = spawn(serverNode(), serverWords(wishes, folder, userData, extensions), {
    cwd: folder,
    stdio: ['ignore', output, output],
    detached: true, // a process group of its own, so that all of it can be ended at once
    // An empty gallery stops every call to a marketplace. Sockets go where they are removed with the rest.
    env: {
      ...process.env,
      EXTENSIONS_GALLERY: '{}',
      XDG_RUNTIME_DIR: folder,
      ...(wishes.ownHome === true ? {} : { HOME: home }),
      ...wishes.environment,
    },
  });
  closeSync(output);
  const log = (): string => readFileSync(logFile, 'utf8');
  const dispose = async (): Promise<void> => {
    await endGroup(child);
    if (process.env['CODE_HOST_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const port = await readPort(child, log);
  if (port !== undefined) {
    return { port, origin: `http://127.0.0.1:${port}`, userData, process: child, log, dispose };
  }
  const told = log();
  await dispose();
  throw new Error(`the VS Code server did not start:\n${told.slice(-2000)}`);
}

function serverWords(wishes: ServerWishes, folder: string, userData: string, extensions: string): readonly string[] {
  return [
    '--import',
    endWithParent,
    serverMain,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--accept-server-license-terms',
    // A page that goes has not always told so when its socket closes, and its extensions wait for it to come back: usually for hours.
    '--reconnection-grace-time',
    '20',
    ...(wishes.token === undefined ? ['--without-connection-token'] : ['--connection-token', wishes.token]),
    ...(wishes.driver === true ? ['--enable-smoke-test-driver'] : []),
    ...(wishes.asksForTrust === true ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
    '--disable-getting-started-override',
    '--force-disable-user-env',
    '--user-data-dir',
    userData,
    '--server-data-dir',
    join(folder, 'data'),
    '--extensions-dir',
    extensions,
  ];
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function readPort(child: ChildProcess, log: () => string): Promise<number | undefined> {
  const end = Date.now() + startLimit;
  while (Date.now() < end && !hasEnded(child)) {
    const port = /Server bound to 127\.0\.0\.1:(\d+)/.exec(log())?.[1];
    if (port !== undefined) return Number(port);
    await pause(50);
  }
  return undefined;
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return; // the group is gone
    }
    for (let tries = 0; tries < 30 && !hasEnded(child); tries++) await pause(100);
  }
}

/** The address of a workbench on this server. */
export function workbenchAddress(server: Server, address: Address): string {
  const remote = (path: string): string =>
    `vscode-remote://127.0.0.1:${server.port}${path.split('/').map(encodeURIComponent).join('/')}`;
  const query = new URLSearchParams();
  if (address.token !== undefined) query.set('tkn', address.token);
  if (address.folder !== undefined) query.set('folder', address.folder);
  else if (address.workspace !== undefined) query.set('workspace', address.workspace);
  else query.set('ew', 'true');
  const payload = [
    ...(address.unpacked ?? []).map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ...(address.tests === undefined ? [] : [['extensionTestsPath', remote(address.tests)]]),
  ];
  if (payload.length > 0) query.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
  return `${server.origin}/?${query.toString()}`;
}
