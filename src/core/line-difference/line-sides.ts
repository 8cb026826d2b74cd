import { countCommon, startsLine } from './common-ends.ts';
import { lookUpLines } from './line-lookup.ts';
import { areSameLines, type LineTable } from './line-table.ts';
import { firstFrom } from '../order.ts';

/** The lines of one of two texts that are compared. */
export interface Side {
  /** What says the same has the same number in both texts; below 0 is what the text before does not have. */
  readonly lines: Int32Array;
  /** How often every number occurs in this text. */
  readonly occurrences: Int32Array;
  /** 1 for every line that differs. */
  readonly changed: Uint8Array;
  /** True when two lines of this text say the same. */
  readonly repeats: (one: number, other: number) => boolean;
}

export interface Sides {
  readonly old: Side;
  readonly now: Side;
  /** So many lines are common at the start, and at the end. */
  readonly head: number;
  readonly tail: number;
}

/** The first line that starts at a place or after it. */
const lineFrom = ({ starts }: LineTable, place: number): number => firstFrom(starts, place);

interface Middle {
  /** The lines of the text before that are not in the common ends; the end exclusive. */
  readonly first: number;
  readonly end: number;
  /** Where they stand in the text after. */
  readonly from: number;
  readonly until: number;
}

/** What two texts that differ have between the whole lines that are common at their ends. */
const findMiddle = (table: LineTable, after: string): Middle => {
  const { text, starts } = table;
  const shorter = Math.min(text.length, after.length);
  let first = lineFrom(table, countCommon(text, after, 'start', shorter) + 1) - 1;
  // A last line without a newline is common only where the other text ends with it as well.
  while (first > 0 && !startsLine(text, starts[first] ?? 0)) first--;
  const from = starts[first] ?? 0;
  let end = lineFrom(table, text.length - countCommon(text, after, 'end', shorter - from));
  const moved = after.length - text.length;
  while (end < starts.length - 1 && !startsLine(after, (starts[end] ?? 0) + moved)) end++;
  return { first, end, from, until: (starts[end] ?? 0) + moved };
};

const countNumbers = (lines: Int32Array, size: number): Int32Array => {
  const occurrences = new Int32Array(size);
  for (const number of lines) if (number >= 0) occurrences[number] = (occurrences[number] ?? 0) + 1;
  return occurrences;
};

/** Sets two different texts side by side; undefined where that would take too long. */
export const openSides = (table: LineTable, after: string): Sides | undefined => {
  const { numbers, occurrences } = table;
  const { first, end, from, until } = findMiddle(table, after);
  const middle = lookUpLines(table, { text: after, from, until, likely: first });
  if (middle === undefined) return undefined;
  const lines = new Int32Array(first + middle.numbers.length + numbers.length - end);
  lines.set(numbers.subarray(0, first));
  lines.set(middle.numbers, first);
  lines.set(numbers.subarray(end), first + middle.numbers.length);
  const old: Side = {
    lines: numbers,
    occurrences,
    changed: new Uint8Array(numbers.length),
    repeats: (one, other) => numbers[one] === numbers[other],
  };
  const now: Side = {
    lines,
    occurrences: countNumbers(lines, numbers.length),
    changed: new Uint8Array(lines.length),
    repeats: (one, other) => {
      const number = lines[one] ?? 0;
      if (number !== lines[other]) return false;
      return number >= 0 || areSameLines(after, middle.starts, one - first, other - first);
    },
  };
  return { old, now, head: first, tail: numbers.length - end };
};
