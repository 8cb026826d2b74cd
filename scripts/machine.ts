// Sees to it that the machine has what the project runs on. On Debian, as root, it installs what is missing; elsewhere it
// names what is missing and how to get it, and ends with 2. Quick when all is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { hostIsInstalled, installHost } from '../test/host/install.ts';
import { allOnPath, findChromium, findOnPath, serverNodeMajor } from '../test/host/places.ts';

/** Something of the machine that the project needs. */
interface Part {
  readonly name: string;
  readonly purpose: string;
  readonly isThere: () => boolean;
  /** The Debian packages that hold it; none where Debian has no fitting one. */
  readonly packages: readonly string[];
  readonly elsewhere: string;
}

const git: Part = {
  name: 'git',
  purpose: 'the tool measures changes with it',
  isThere: () => findOnPath('git') !== undefined,
  packages: ['git'],
  elsewhere: 'install Git from your system’s packages',
};
const chromium: Part = {
  name: 'Chromium',
  purpose: 'it shows the workbench to the tests',
  isThere: () => {
    const file = findChromium();
    return file !== undefined && existsSync(file);
  },
  // A name in CHROME_BIN is the person's own choice: another browser would not mend it.
  packages: (process.env['CHROME_BIN'] ?? '') === '' ? ['chromium'] : [],
  elsewhere: 'install Chromium or Chrome, or name one in CHROME_BIN',
};
const node: Part = {
  name: `Node ${serverNodeMajor}`,
  purpose: 'the VS Code server runs on it',
  isThere: () =>
    Number(process.versions.node.split('.')[0]) >= serverNodeMajor ||
    (process.platform === 'linux' && process.arch === 'x64'), // npm brings it there
  packages: [],
  elsewhere: `run with Node ${serverNodeMajor} or newer`,
};
const compiler: readonly Part[] = ['python3', 'make', 'g++'].map((name) => ({
  name,
  purpose: 'one native module of the VS Code server is compiled',
  isThere: () => findOnPath(name) !== undefined,
  packages: [name],
  elsewhere: 'install Python 3, make and a C++ compiler from your system’s packages',
}));

const hasMccabe = (python: string): boolean =>
  spawnSync(python, ['-c', 'import mccabe, ast; ast.TryStar']).status === 0;
/** The first Python on the path that has mccabe; there may be several, and only the system's gets its packages. */
export const findMccabe = (): string | undefined => allOnPath('python3').find(hasMccabe);
const mccabe: Part = {
  name: 'mccabe for Python 3.11 or newer',
  purpose: 'our numbers of Python are compared with its',
  isThere: () => findMccabe() !== undefined,
  packages: ['python3', 'python3-mccabe'],
  elsewhere: 'install Python 3.11 or newer, and mccabe with its package tool',
};

const archives: readonly Part[] = [
  ['apt-get', 'apt'],
  ['tar', 'tar'],
  ['xz', 'xz-utils'],
].map(([name = '', holder = '']) => ({
  name,
  purpose: 'our numbers are compared on the sources of Debian’s packages',
  isThere: () => findOnPath(name) !== undefined,
  packages: [holder],
  elsewhere: 'run on Debian',
}));

/** One of Debian's packages, for a tool that is looked for under its package's name only. */
const packageOf = (name: string): Part => ({
  name,
  purpose: 'our numbers are compared with its',
  isThere: () =>
    spawnSync('dpkg-query', ['--show', '--showformat', '${db:Status-Status}', name]).stdout?.toString() === 'installed',
  packages: [name],
  elsewhere: 'run on Debian',
});

/** What a run wants of the machine: the VS Code of the tests, and the tools whose numbers ours are compared with. */
export interface Wish {
  readonly host: boolean;
  readonly references?: boolean;
  /** To fetch the code that numbers are compared on. */
  readonly corpora?: boolean;
  /** More packages of Debian. */
  readonly packages?: readonly string[];
}

/** What the test host needs; the compiler only until the host is installed. */
const hostParts = (): readonly Part[] => [chromium, node, ...(hostIsInstalled() ? [] : compiler)];

/**
 * Makes the machine ready: git alone, or the VS Code of the tests too.
 * @returns what is still missing, one line each with the way to get it; empty when all is there.
 */
export function readyMachine(wish: Wish): readonly string[] {
  const parts = [
    git,
    ...(wish.references === true ? [mccabe] : []),
    ...(wish.corpora === true ? archives : []),
    ...(wish.packages ?? []).map(packageOf),
    ...(wish.host ? hostParts() : []),
  ];
  const packages = parts.filter(isMissing).flatMap((part) => part.packages);
  if (packages.length > 0 && canInstall()) aptInstall(packages);
  const missing = parts.filter(isMissing);
  if (missing.length === 0 && wish.host) installHost();
  return missing.map(describe);
}

/** As `readyMachine`, for a program that cannot go on: says what is missing and ends it with 2. */
export function demandMachine(wish: Wish): void {
  const missing = readyMachine(wish);
  if (missing.length === 0) return;
  for (const line of missing) console.error(line);
  process.exit(2);
}

const isMissing = (part: Part): boolean => !part.isThere();

function describe(part: Part): string {
  const debian = part.packages.length > 0 && isDebian();
  const command = `as root: apt-get install --no-install-recommends ${part.packages.join(' ')}`;
  return `missing: ${part.name} (${part.purpose}). To get it: ${debian ? command : part.elsewhere}`;
}

function isDebian(): boolean {
  // Not Ubuntu: its package named chromium is a stub for another package system.
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

const canInstall = (): boolean => isDebian() && process.getuid?.() === 0;

function apt(...words: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  // What did not get installed is named afterwards; apt's own words say why.
  if (done.status !== 0) console.error(done.error?.message ?? done.stderr.trim());
}

function aptInstall(packages: readonly string[]): void {
  console.log(`[machine] apt-get install ${packages.join(' ')}`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const all = !process.argv.includes('--git-only');
  demandMachine({ host: all, references: all, corpora: all });
  console.log('[machine] ready');
}
