import type { LineCount, LineRange } from './change.ts';
import { findEdits } from './line-difference-search.ts';

/*
 * How two texts differ in lines, as `git diff --numstat` counts it with the default algorithm. Own code, because no
 * library measured gives git's numbers in bounded time: over 2,115 real edits the well-kept ones agreed on 98.7 %
 * (jsdiff, fast-myers-diff, @jest/diff-sequences) or 95.2 % (vscode-diff) and took from 6 to 110 seconds for the worst
 * (jsdiff 110, vscode-diff 35, fast-myers-diff 7, @jest/diff-sequences 6). What they lack is what git does before it
 * compares: it sets lines aside that would only mislead. Re-made from git's behaviour; no line of git's code is in here.
 */

/** How many lines were added and deleted, and where the added ones stand. */
export interface LineDifference extends LineCount {
  /** Runs of added lines in the text after, in order. */
  readonly addedLines: readonly LineRange[];
  /** False when the texts differ so much that the counts are an upper bound of the shortest difference. */
  readonly exact: boolean;
}

interface Side {
  /** A number for every line; equal lines have the same in both texts. */
  readonly lines: Int32Array;
  /** How often every line number occurs in this text. */
  readonly occurrences: readonly number[];
  /** 1 for every line that differs. */
  readonly changed: Uint8Array;
}

/** Lines with their terminators: a missing newline at the end and a carriage return make a different line. */
const splitLines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

const numberLines = (text: string, numbers: Map<string, number>): Side => {
  const occurrences: number[] = [];
  const lines = Int32Array.from(splitLines(text), (line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    occurrences[number] = (occurrences[number] ?? 0) + 1;
    return number;
  });
  return { lines, occurrences, changed: new Uint8Array(lines.length) };
};

/** The lines between the first and the last that differ; both sides end equally far from their ends. */
const commonEnds = (one: Int32Array, other: Int32Array): { readonly head: number; readonly tail: number } => {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return { head, tail };
};

const [alien, ordinary, frequent] = [0, 1, 2];
const mostFrequent = 1024;
const farthestLook = 100;

/** From how many occurrences on a line says little about its place: the square root of the text's length, roughly. */
const frequentFrom = (lines: number): number => {
  let root = 2;
  for (let rest = lines >> 2; rest > 0; rest >>= 2) root *= 2;
  return Math.min(root, mostFrequent);
};

/** Counts alien and frequent lines from a frequent one on, up to the next ordinary line. */
const lookAround = (
  kinds: Uint8Array,
  from: number,
  step: 1 | -1,
): { readonly aliens: number; readonly frequents: number } => {
  let aliens = 0;
  let frequents = 1;
  for (let at = from + step, left = farthestLook; left > 0 && at >= 0 && at < kinds.length; at += step, left--) {
    if (kinds[at] === ordinary) break;
    if (kinds[at] === alien) aliens++;
    else frequents++;
  }
  return { aliens, frequents };
};

/** A frequent line is misleading between alien ones, where it would hold apart what was rewritten as a whole. */
const misleads = (kinds: Uint8Array, at: number): boolean => {
  const above = lookAround(kinds, at, -1);
  const below = lookAround(kinds, at, 1);
  if (above.aliens === 0 || below.aliens === 0) return false;
  return 3 * (above.frequents + below.frequents) < above.aliens + below.aliens;
};

/** Indices of the lines worth comparing; the others, which the other text lacks or which mislead, are changed. */
const setAside = ({ lines, changed }: Side, other: Side, head: number, tail: number): Int32Array => {
  const limit = frequentFrom(lines.length);
  const kinds = Uint8Array.from(lines.subarray(head, lines.length - tail), (line) => {
    const matches = other.occurrences[line] ?? 0;
    if (matches === 0) return alien;
    return matches >= limit ? frequent : ordinary;
  });
  const kept: number[] = [];
  kinds.forEach((kind, at) => {
    if (kind === ordinary || (kind === frequent && !misleads(kinds, at))) kept.push(head + at);
    else changed[head + at] = 1;
  });
  return Int32Array.from(kept);
};

const pick = (lines: Int32Array, indices: Int32Array): Int32Array => indices.map((index) => lines[index] ?? -1);

const spread = (marks: Uint8Array, indices: Int32Array, changed: Uint8Array): void =>
  marks.forEach((mark, at) => {
    if (mark === 1) changed[indices[at] ?? 0] = 1;
  });

/** Marks what differs in both sides; false when less might do. */
const markChanged = (before: Side, after: Side): boolean => {
  const { head, tail } = commonEnds(before.lines, after.lines);
  const keptBefore = setAside(before, after, head, tail);
  const keptAfter = setAside(after, before, head, tail);
  const { deleted, added, shortest } = findEdits(pick(before.lines, keptBefore), pick(after.lines, keptAfter));
  spread(deleted, keptBefore, before.changed);
  spread(added, keptAfter, after.changed);
  return shortest;
};

/** Runs of changed lines, each moved down as far as equal lines let it: what was added ends with its closing bracket. */
const changedRuns = ({ lines, changed }: Side): readonly LineRange[] => {
  const runs: LineRange[] = [];
  for (let start = changed.indexOf(1); start !== -1; start = changed.indexOf(1, start)) {
    let end = start;
    while (changed[end] === 1 || (end < lines.length && lines[start] === lines[end])) {
      if (changed[end] !== 1) start++;
      end++;
    }
    runs.push({ start: start + 1, end });
    start = end;
  }
  return runs;
};

const sum = (marks: Uint8Array): number => marks.reduce((total, mark) => total + mark, 0);

/**
 * Counts the lines that an edit adds and deletes, live, without git. The numbers are git's for all but a few edits in a
 * thousand; a large rewrite takes about 100 ms at most.
 */
export const countDifference = (before: string, after: string): LineDifference => {
  if (before === after) return { added: 0, deleted: 0, addedLines: [], exact: true };
  const numbers = new Map<string, number>();
  const old = numberLines(before, numbers);
  const now = numberLines(after, numbers);
  const exact = markChanged(old, now);
  return { added: sum(now.changed), deleted: sum(old.changed), addedLines: changedRuns(now), exact };
};
