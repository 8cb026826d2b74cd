import { keptLines } from '../line-difference/line-difference.ts';
import type { Leaves } from './leaves.ts';

/** Two texts as leaves, and which of them an edit leaves. Indices are of leaves. */
export interface LeafEdit {
  readonly before: Leaves;
  readonly after: Leaves;
  /** By index before: the index after of the same leaf. Without an entry: it is deleted. */
  readonly kept: ReadonlyMap<number, number>;
}

export const editOf = (before: Leaves, after: Leaves): LeafEdit => {
  const lines = keptLines(`${before.texts.join('\n')}\n`, `${after.texts.join('\n')}\n`);
  const kept = new Map(lines.before.map((line, index) => [line - 1, (lines.after[index] ?? 0) - 1]));
  // The ends are kept: what stood behind the last leaf stands there still.
  kept.set(before.texts.length, after.texts.length);
  return { before, after, kept };
};

/** The line at which something deleted from before a leaf shows: that of the next leaf which is left, or the last line. */
export const lineFor = ({ before, after, kept }: LeafEdit, index: number): number => {
  for (let next = index; next <= before.texts.length; next++) {
    const now = kept.get(next);
    if (now !== undefined) return after.lines[now] ?? after.lines.at(-1) ?? 1;
  }
  return 1;
};

/** A sign that a change was made to fit a budget rather than made smaller. */
export interface Squeeze {
  /** `skip`: a test was switched off. */
  readonly kind: 'comment' | 'test' | 'skip' | 'assertion' | 'line';
  /** The line of the text after the change at which it shows, 1-based. */
  readonly line: number;
  /** The comment, the name of the test, the assertion as it begins; how many statements stand in the line. */
  readonly what: string;
  /** Of a test: what it did, as in `newTests`. */
  readonly body?: string;
  /** Of an assertion: its first and its last line in the text before. */
  readonly source?: readonly [first: number, last: number];
}
