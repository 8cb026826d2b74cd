import { compareText } from './order.ts';
import { leastSimilar, similarityOf } from './similarity.ts';

/** A file that is gone or that came, with its text. */
export interface LooseFile {
  readonly path: string;
  readonly text: string;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly score: number;
}

const byScore = (one: Pair, other: Pair): number => {
  const same = (pair: Pair): number => (baseName(pair.from) === baseName(pair.to) ? 1 : 0);
  return (
    other.score - one.score ||
    same(other) - same(one) ||
    compareText(one.to, other.to) ||
    compareText(one.from, other.from)
  );
};

/**
 * Which files were moved where, as git finds it: each that came is paired with the one it is most like, of those that are
 * gone, if it is like enough. New path → old path.
 */
export const pairMoved = (gone: readonly LooseFile[], come: readonly LooseFile[]): ReadonlyMap<string, string> => {
  const pairs = gone.flatMap((old) =>
    come.map((file): Pair => ({ from: old.path, to: file.path, score: similarityOf(old.text, file.text) })),
  );
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const { from, to } of pairs.filter(({ score }) => score >= leastSimilar).sort(byScore)) {
    if (taken.has(from) || found.has(to)) continue;
    taken.add(from);
    found.set(to, from);
  }
  return found;
};
