// Line counts of real changes: what is typed is counted by us, in place of a git that would be started for every key.
import { countDifference, countFrom } from '#core';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchCorpora } from '../test/oracle/corpora.ts';
import { releases, wantedReleases } from '../test/oracle/releases.ts';

interface Pair {
  readonly files: readonly [before: string, after: string];
  readonly texts: readonly [before: string, after: string];
}

// As in a measurement: what is larger has no text.
const mostText = 5 * 1024 * 1024;

const changedFiles = (): readonly Pair[] =>
  releases.flatMap(({ before, after }) =>
    readdirSync(after, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.corpus.json')
      .flatMap((entry): readonly Pair[] => {
        const file = join(entry.parentPath, entry.name);
        const earlier = join(before, file.slice(after.length));
        const bytes = [earlier, file].map((path) => readOr(path));
        const [old, now] = bytes;
        if (old === undefined || now === undefined || old.equals(now)) return [];
        if (bytes.some((all) => all === undefined || all.length > mostText || all.subarray(0, 8_000).includes(0)))
          return [];
        return [{ files: [earlier, file], texts: [old.toString(), now.toString()] }];
      }),
  );

const readOr = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};

const took = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

// A single one of thousands is more likely slow because the machine did something else.
const tookAtBest = (work: () => unknown): number => Math.min(...[1, 2, 3].map(() => took(work)));

/** The time that a share of them did not exceed. */
const at = (times: readonly number[], share: number): number =>
  [...times].sort((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

const startGit = ({ files }: Pair): void => {
  spawnSync('git', ['diff', '--no-index', '--numstat', ...files]);
};

/** Prints a row: what was measured, ours in milliseconds, and a reference. */
export type Row = (what: string, ours: number, reference?: { readonly name: string; readonly took: number }) => void;

// Starting git for each of them would take minutes.
const gitEvery = 20;

const benchKeystrokes = (row: Row): void => {
  for (const lines of [5_000, 130_000]) {
    const all = Array.from({ length: lines }, (_, index) => `    const value${index} = compute(${index});\n`);
    const count = countFrom(all.join(''));
    const typed = Array.from({ length: 200 }, (_, key) => all.with((key * 7919) % lines, 'typed\n').join(''));
    count(typed[0] ?? '');
    const name = `count lines after a keystroke in a file of ${lines.toLocaleString('en')} lines, `;
    const times = typed.map((text) => tookAtBest(() => count(text)));
    row(`${name}p50`, at(times, 0.5));
    row(`${name}p95`, at(times, 0.95));
  }
};

export const benchLineDifferences = async (row: Row): Promise<void> => {
  await fetchCorpora(wantedReleases);
  const pairs = changedFiles();
  const ours = pairs.map(({ texts: [before, after] }) => tookAtBest(() => countDifference(before, after)));
  const git = pairs.filter((_, index) => index % gitEvery === 0).map((pair) => took(() => startGit(pair)));
  const name = `count the lines of ${pairs.length.toLocaleString('en')} real changes of files, `;
  for (const [what, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
    ['the longest', 1],
  ] as const)
    row(name + what, at(ours, share), { name: 'git diff --no-index --numstat', took: at(git, share) });
  benchKeystrokes(row);
};
