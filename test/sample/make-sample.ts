// Makes the sample repository, `meridian`, with its history: a main branch, a feature branch and a change half done.
// The same call gives the same commit ids on every machine.
//   node --import tsx test/sample/make-sample.ts FOLDER [LAST_DAY]
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { featureCommit, mainCommits } from './history.ts';
import type { SampleCommit } from './history.ts';

export interface SampleWishes {
  /** The text of the policy that main holds. */
  readonly policy: string;
  /**
   * The day of the last commit, as YYYY-MM-DD; the others come before it, a day each. A fixed day unless given, so that
   * commit ids stay. `today` for what is shown to a person: documents would go stale otherwise.
   */
  readonly lastDay?: string | undefined;
}

export const featureBranch = 'feature/currency-attribution';
export const policyPath = '.codex/governance.yaml';

const files = join(dirname(fileURLToPath(import.meta.url)), 'files');
const fixedDay = '2025-10-21';
const author = { name: 'Mara Lindqvist', email: 'mara@meridian.example' };

/** The policy that the project ships for this world. */
export function shippedPolicy(): string {
  return readFileSync(join(files, '../../../policies/dawsos/policy.yaml'), 'utf8');
}

/** Makes the repository in a folder that does not exist yet or is empty. */
export function makeSample(folder: string, { policy, lastDay = fixedDay }: SampleWishes): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  demandWholeHistory();
  mkdirSync(folder, { recursive: true });
  const commits = [...mainCommits, featureCommit];
  const last = lastDay === 'today' ? new Date().toISOString().slice(0, 10) : lastDay;
  const day = (index: number): string => daysBefore(last, commits.length - 1 - index);
  git(folder, fixedDay, ['init', '--quiet', '--template=', '--initial-branch=main']);
  git(folder, fixedDay, ['config', 'user.name', author.name]);
  git(folder, fixedDay, ['config', 'user.email', author.email]);
  mainCommits.forEach((commit, index) => addCommit(folder, day(index), commit, policy));
  git(folder, last, ['switch', '--quiet', '--create', featureBranch]);
  addCommit(folder, last, featureCommit, policy);
  cpSync(join(files, 'draft'), folder, { recursive: true });
}

function addCommit(folder: string, day: string, commit: SampleCommit, policy: string): void {
  for (const path of commit.paths) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (path === policyPath) writeFileSync(target, policy);
    else cpSync(join(files, commit.from, path), target, { recursive: true });
  }
  git(folder, day, ['add', '--all']);
  git(folder, day, ['commit', '--quiet', '--message', commit.message]);
}

/** A file that no commit adds, or that two add in the same state, would make the history tell a lie. */
function demandWholeHistory(): void {
  const added = mainCommits.filter(({ from }) => from === 'main').flatMap(({ paths }) => paths);
  const covers = (file: string): number => added.filter((path) => file === path || file.startsWith(`${path}/`)).length;
  const wrong = filesBelow(join(files, 'main')).filter((file) => covers(file) !== 1);
  if (wrong.length > 0) throw new Error(`not in exactly one commit of the sample: ${wrong.join(', ')}`);
}

function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    return entry.isDirectory() ? filesBelow(join(folder, entry.name), `${path}/`) : [path];
  });
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function git(folder: string, day: string, words: readonly string[]): void {
  const date = `${day}T09:30:00Z`;
  // Nothing of the person's own settings may reach the commits: ids must be the same everywhere.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = {
    ...Object.fromEntries(own),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  };
  execFileSync('git', ['-C', folder, '-c', 'core.autocrlf=false', '-c', 'gc.auto=0', ...words], { env });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, lastDay] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('usage: make-sample.ts FOLDER [LAST_DAY | today]');
    process.exit(2);
  }
  makeSample(resolve(folder), { policy: shippedPolicy(), lastDay });
  console.log(resolve(folder));
}
