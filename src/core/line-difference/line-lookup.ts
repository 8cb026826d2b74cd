import { startsLine } from './common-ends.ts';
import { findSlot, mostMeetings, readLine, type Line, type LineTable } from './line-table.ts';

/** Lines of another text, by what a table has of them. */
export interface FoundLines {
  /** Where each line starts, and after the last one where the part ends. */
  readonly starts: Int32Array;
  /** The number that each line has in the table; -1 for one that it does not have. */
  readonly numbers: Int32Array;
}

/** A part of a text, from the start of a line on. */
export interface Part {
  readonly text: string;
  readonly from: number;
  readonly until: number;
  /** The line of the table that the part most likely goes on with. */
  readonly likely: number;
}

/** Lines that do not follow the one before them in the table as well; some 50 ms of work. */
const mostLookUps = 200_000;
const firstPiece = 512;
/** After so many lines in the order of the table, the next ones most likely follow it as well. */
const enoughInOrder = 4;

/** How many whole lines from one of the table on stand at a place of the part. Many are compared in one go. */
const countFollowing = ({ text, starts }: LineTable, first: number, part: Part, place: number): number => {
  const start = starts[first] ?? text.length;
  const most = Math.min(text.length - start, part.until - place);
  let equal = 0;
  for (let size = firstPiece; equal + size <= most; size *= 2) {
    const [one, other] = [start + equal, place + equal];
    if (text.slice(one, one + size) !== part.text.slice(other, other + size)) break;
    equal += size;
  }
  let following = first;
  while ((starts[following + 1] ?? Number.POSITIVE_INFINITY) <= start + equal) following++;
  // The last line of the table may have no newline, and go on here.
  if (following > first && !startsLine(text, starts[following] ?? 0)) following--;
  return following - first;
};

/** Where in the table a part goes on, as far as its lines tell. */
interface Trail {
  likely: number;
  /** So many lines stood where they were likely. */
  inOrder: number;
}

const follow = (trail: Trail, { numbers }: LineTable, number: number): void => {
  if (number < 0) {
    trail.inOrder = 0;
    return;
  }
  trail.inOrder = numbers[trail.likely] === number ? trail.inOrder + 1 : 0;
  trail.likely = (trail.inOrder > 0 ? trail.likely : number) + 1;
};

/** Looks up the lines of a part of another text; undefined where that would take too long. */
export const lookUpLines = (table: LineTable, part: Part): FoundLines | undefined => {
  const starts: number[] = [part.from];
  const numbers: number[] = [];
  const meetings = { left: mostMeetings * mostLookUps };
  const line: Line = { text: part.text, start: part.from, end: part.from, hash: 0 };
  const trail: Trail = { likely: part.likely, inOrder: 0 };
  const takeFollowing = (): void => {
    const first = trail.likely;
    trail.likely += countFollowing(table, first, part, line.end);
    if (trail.likely === first) trail.inOrder = 0;
    const moved = line.end - (table.starts[first] ?? 0);
    for (let following = first; following < trail.likely; following++) {
      line.end = (table.starts[following + 1] ?? 0) + moved;
      starts.push(line.end);
      numbers.push(table.numbers[following] ?? 0);
    }
  };
  for (let lookUps = 0; line.end < part.until; lookUps++) {
    readLine(line, part.until);
    const number = (table.slots[findSlot(table, line, meetings)] ?? 0) - 1;
    if (meetings.left < 0 || lookUps === mostLookUps) return undefined;
    starts.push(line.end);
    numbers.push(number);
    follow(trail, table, number);
    if (trail.inOrder >= enoughInOrder) takeFollowing();
  }
  return { starts: new Int32Array(starts), numbers: new Int32Array(numbers) };
};
