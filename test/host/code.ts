// The desktop `code` executable, played by the VS Code server: runs a test index in the extension host.
// Exit codes: 0 passed, 1 failed, 2 no result. Environment, all for looking into a failure:
//   CODE_HOST_QUIET     say nothing of one's own        CODE_HOST_VERBOSE   print the workbench's log
//   CODE_HOST_SHOT      a PNG of the last screen        CODE_HOST_LOGS      a folder for VS Code's own logs
//   CODE_HOST_KEEP      keep the server's folder        CODE_HOST_LIMIT_MS  how long a run may take
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { launchBrowser } from './browser.ts';
import type { Browser, Page } from './browser.ts';
import { readCodeArguments } from './code-arguments.ts';
import type { CodeArguments } from './code-arguments.ts';
import { openConsoleFile } from './console-file.ts';
import type { ConsoleFile } from './console-file.ts';
import { here } from './places.ts';
import { runServerCommand, startServer, workbenchAddress } from './server.ts';
import type { Server } from './server.ts';

const environment = process.env;
const limit = Number(environment['CODE_HOST_LIMIT_MS'] ?? 600_000);
const started = Date.now();

/** Does what the words ask; gives the exit code. */
export async function runCode(words: readonly string[]): Promise<number> {
  const wanted = readCodeArguments(words);
  if (wanted.version || wanted.installs) {
    const { status, text } = runServerCommand(wanted.version ? ['--version'] : words);
    process.stdout.write(text);
    return status;
  }
  if (wanted.tests === undefined) {
    console.error('[host] only test runs are supported (--extensionTestsPath)');
    return 2;
  }
  return runTests(wanted, wanted.tests);
}

async function runTests(wanted: CodeArguments, tests: string): Promise<number> {
  const screen = openConsoleFile();
  const owned: { server?: Server; browser?: Browser } = {};
  const finish = async (): Promise<void> => {
    screen.dispose();
    await owned.browser?.close().catch(() => undefined);
    await owned.server?.dispose();
  };
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopped = true;
      void finish().finally(() => process.exit(130));
    });
  }
  try {
    owned.server = await startServer({
      driver: true,
      userData: wanted.userData,
      extensions: wanted.extensions,
      environment: { CODE_HOST_CONSOLE: screen.path, CODE_HOST_TESTS: tests },
    });
    say(`VS Code server on 127.0.0.1:${owned.server.port}`);
    owned.browser = await launchBrowser();
    return await runInWorkbench(wanted, owned.server, owned.browser, screen);
  } catch (error) {
    // The signal's own way out is under way; there is no result to give.
    if (stopped) return await new Promise<number>(() => undefined);
    console.error('[host]', error instanceof Error ? error.message : error);
    if (environment['CODE_HOST_VERBOSE'] !== undefined) console.error(owned.server?.log().slice(-4000));
    return 2;
  } finally {
    if (!stopped) await finish();
  }
}

async function runInWorkbench(
  wanted: CodeArguments,
  server: Server,
  browser: Browser,
  screen: ConsoleFile,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const errors: string[] = [];
  const result = listen(page, server, errors);
  result.catch(() => undefined); // awaited below; until then a rejection must not count as unhandled
  try {
    const { folder, workspace, unpacked } = wanted;
    await page.goto(workbenchAddress(server, { folder, workspace, unpacked, tests: bundleWrapper(screen) }));
    say('workbench loaded');
    const status = await result;
    if (status === 0 && !screen.isDone()) throw new Error('the extension host ended before the tests did');
    say(`the extension host's tests ended with ${status}`);
    return status;
  } catch (error) {
    for (const line of errors.slice(-10)) console.error('[host] workbench:', line.split('\n')[0]?.slice(0, 300));
    throw error;
  } finally {
    const shot = environment['CODE_HOST_SHOT'];
    if (shot !== undefined) await page.screenshot({ path: shot }).catch(() => undefined);
  }
}

/** The exit code, once the workbench gives it; rejects when it no longer can. */
async function listen(page: Page, server: Server, errors: string[]): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`no result after ${limit} ms`)), limit).unref();
    page.on('crash', () => reject(new Error('the workbench page crashed')));
    server.process.on('exit', (status) => reject(new Error(`the VS Code server exited (${status ?? 'killed'})`)));
    const exit = (status: number, logs: readonly Log[]): void => {
      keepLogs(logs);
      resolve(status);
    };
    Promise.all([
      page.exposeFunction('codeAutomationExit', exit),
      page.exposeFunction('codeAutomationLog', (type: string, words: readonly unknown[]) =>
        noteLine(errors, type, words.map(String).join(' ')),
      ),
    ]).catch(reject);
  });
}

function noteLine(errors: string[], type: string, line: string): void {
  if (environment['CODE_HOST_VERBOSE'] !== undefined) console.error(`[${type}]`, line);
  // The workbench offers itself for use without a network; that needs an address with a certificate.
  else if (type === 'error' && !line.includes('Service Worker')) errors.push(line);
}

interface Log {
  readonly relativePath: string;
  readonly contents: string;
}

function keepLogs(logs: readonly Log[]): void {
  const folder = environment['CODE_HOST_LOGS'];
  if (folder === undefined) return;
  for (const { relativePath, contents } of logs) {
    mkdirSync(dirname(join(folder, relativePath)), { recursive: true });
    writeFileSync(join(folder, relativePath), contents);
  }
}

/** The extension host loads CommonJS alone. */
function bundleWrapper(screen: ConsoleFile): string {
  const outfile = join(dirname(screen.path), 'in-extension-host.cjs');
  buildSync({
    entryPoints: [join(here, 'in-extension-host.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}

function say(text: string): void {
  if (environment['CODE_HOST_QUIET'] !== undefined) return;
  console.error(`[host] ${((Date.now() - started) / 1000).toFixed(1)}s ${text}`);
}
