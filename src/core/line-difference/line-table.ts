/*
 * A text cut into lines that are numbered by what they say. A text that others are compared with again and again, as the
 * base is with every keystroke, is cut and numbered once. The code units are read in place: a string for every line would
 * cost more than all the rest of a comparison.
 */

/** The lines of a text. They keep their terminators: a missing last newline or a carriage return makes another line. */
export interface LineTable {
  readonly text: string;
  /** Where each line starts, and after the last one where the text ends. */
  readonly starts: Int32Array;
  /** The number of each line: the index of the first line that says the same. */
  readonly numbers: Int32Array;
  /** How often each number occurs. */
  readonly occurrences: Int32Array;
  /** The hash of each line. */
  readonly hashes: Int32Array;
  /** Open addressing: by hash, the index of a first line and 1; 0 where there is none. */
  readonly slots: Int32Array;
}

const newline = 10;
// FNV-1a's, over code units.
const [basis, prime] = [0x811c9dc5 | 0, 0x01000193];
/** Lookups may meet so many other lines on their way, for each line; more only meet in a text that was made for it. */
export const mostMeetings = 16;
/** Some 50 ms of work; no text that people work on has more. */
const mostLines = 400_000;

const areEqual = (one: string, at: number, other: string, place: number, length: number): boolean => {
  for (let unit = 0; unit < length; unit++)
    if (one.charCodeAt(at + unit) !== other.charCodeAt(place + unit)) return false;
  return true;
};

/** True when two lines of a text say the same. */
export const areSameLines = (text: string, starts: Int32Array, one: number, other: number): boolean => {
  const [start = 0, end = 0] = [starts[one], starts[one + 1]];
  const [place = 0, until = 0] = [starts[other], starts[other + 1]];
  return end - start === until - place && areEqual(text, start, text, place, end - start);
};

const slotOf = (hash: number, slots: Int32Array): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (slots.length - 1);
};

type Places = Pick<LineTable, 'text' | 'starts' | 'hashes' | 'slots'>;

export interface Line {
  text: string;
  start: number;
  end: number;
  hash: number;
}

/** Moves on to the line that starts where the last one ended. */
export const readLine = (line: Line, until: number): void => {
  const { text, end } = line;
  let hash = basis;
  let at = end;
  for (let unit = 0; unit !== newline && at < until; at++) {
    unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ unit, prime);
  }
  line.start = end;
  line.end = at;
  line.hash = hash;
};

/** True for a line of the table that could be the same, as far as its hash and its length tell. */
const isLike = ({ starts, hashes }: Places, index: number, { start, end, hash }: Line): boolean =>
  hashes[index] === hash && (starts[index + 1] ?? 0) - (starts[index] ?? 0) === end - start;

/** The slot that holds a line, or the empty one that it would have. */
export const findSlot = (places: Places, line: Line, meetings: { left: number }): number => {
  const { text, starts, slots } = places;
  const length = line.end - line.start;
  for (let slot = slotOf(line.hash, slots); ; slot = (slot + 1) & (slots.length - 1)) {
    const first = (slots[slot] ?? 0) - 1;
    if (first < 0) return slot;
    const like = isLike(places, first, line);
    if (like && areEqual(text, starts[first] ?? 0, line.text, line.start, length)) return slot;
    meetings.left -= like ? length : 1;
    if (meetings.left < 0) return slot;
  }
};

const cut = (text: string): Pick<LineTable, 'starts' | 'hashes'> | undefined => {
  const starts: number[] = [0];
  const hashes: number[] = [];
  const line: Line = { text, start: 0, end: 0, hash: 0 };
  while (line.end < text.length) {
    if (hashes.length === mostLines) return undefined;
    readLine(line, text.length);
    starts.push(line.end);
    hashes.push(line.hash);
  }
  return { starts: new Int32Array(starts), hashes: new Int32Array(hashes) };
};

/** Numbers lines; undefined where their hashes meet too often. */
const number = (places: Places): Pick<LineTable, 'numbers' | 'occurrences'> | undefined => {
  const { text, starts, hashes, slots } = places;
  const numbers = new Int32Array(hashes.length);
  const occurrences = new Int32Array(hashes.length);
  const meetings = { left: mostMeetings * hashes.length };
  const line: Line = { text, start: 0, end: 0, hash: 0 };
  for (let index = 0; index < hashes.length; index++) {
    line.start = line.end;
    line.end = starts[index + 1] ?? 0;
    line.hash = hashes[index] ?? 0;
    const slot = findSlot(places, line, meetings);
    if (meetings.left < 0) return undefined;
    // A slot holds 1 more than the index.
    const own = (slots[slot] ||= index + 1) - 1;
    numbers[index] = own;
    occurrences[own] = (occurrences[own] ?? 0) + 1;
  }
  return { numbers, occurrences };
};

/** Cuts a text into lines and numbers them; undefined where that would take too long. */
export const tabulate = (text: string): LineTable | undefined => {
  const lines = cut(text);
  if (lines === undefined) return undefined;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * lines.hashes.length + 2)));
  const places: Places = { text, ...lines, slots };
  const numbered = number(places);
  return numbered && { ...places, ...numbered };
};
