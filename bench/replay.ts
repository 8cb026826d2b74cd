// What the policy would have said of 1,000 commits, from the start of Node to its end: `npm run bench -- replay`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { makeHistory } from '../test/sample/make-history.ts';
import { shippedPolicy } from '../test/sample/make-sample.ts';

type Tell = (...cells: readonly string[]) => void;

const promised = 60;

interface Report {
  readonly commits: number;
  readonly complete: boolean;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

/** Runs a command line; what it wrote, and how long it took. */
const run = (folder: string, [program = '', ...words]: readonly string[]) => {
  const start = performance.now();
  const { status, stdout } = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed`);
  return { stdout, took: performance.now() - start };
};

const replayIn = (folder: string, words: readonly string[]) =>
  run(folder, [process.execPath, join(process.cwd(), 'dist', 'cli.cjs'), 'replay', '--format', 'json', ...words]);

const benchOne = (title: string, folder: string, words: readonly string[], tell: Tell): void => {
  const { stdout, took } = replayIn(folder, words);
  const { commits, complete } = JSON.parse(stdout) as Report;
  if (!complete) throw new Error('the replay was not complete');
  const log = run(folder, ['git', 'log', '--first-parent', '--numstat', '-M', '-p', '-n', String(commits)]);
  const beside = `promised ${promised} s; \`git log --numstat -p -M\` ${seconds(log.took)}`;
  tell(`\`replay\` of ${commits} commits, ${title}`, seconds(took), beside, `${(took / log.took).toFixed(1)} times it`);
};

/** A line for a history that is made, in the mode with most budgets, and one for this repository. */
export const benchReplay = (tell: Tell): void => {
  const made = makeTemporaryFolder('codex-governor-replay');
  try {
    makeHistory(made.path, { commits: 1_000, policy: shippedPolicy() });
    benchOne('made', made.path, ['--last', '1000', '--mode', 'linter-refactor'], tell);
    benchOne('this repository', process.cwd(), ['--last', '1000', '--merges'], tell);
  } finally {
    made.dispose();
  }
};
