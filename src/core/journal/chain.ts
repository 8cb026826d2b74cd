import type { Hash } from '../hash.ts';
import { chainStart, readJournalLine, type ChainEnd, type JournalLine } from './line.ts';
import type { JournalBreak } from './journal.ts';

/** The last entry that is known to have been written, as it is kept beside the journal; `damaged`: it cannot be read. */
export type JournalTip = ChainEnd | 'damaged' | undefined;

/** A file of the journal as it is on disk, one sign for each byte. */
export interface JournalFile {
  readonly file: string;
  readonly text: string;
}

/** What a look at a whole journal found. */
export interface ChainFound {
  /** How many entries are as they were written. */
  readonly entries: number;
  /** In the order of files and lines. */
  readonly breaks: readonly JournalBreak[];
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Seen extends Place {
  /** Undefined where the line is not as it was written. */
  readonly is: JournalLine | undefined;
  readonly isCutOff: boolean;
}

const linesOf = ({ file, text }: JournalFile, digestOf: Hash): readonly Seen[] => {
  const lines = text.split('\n');
  // After the last line end there is nothing, unless a line was cut off.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const isCutOff = index === lines.length - 1 && !text.endsWith('\n');
    return { file, line: index + 1, isCutOff, is: isCutOff ? undefined : readJournalLine(line, digestOf) };
  });
};

const tellMissing = (from: number, to: number, where: string): string =>
  from === to ? `Entry ${from} is missing ${where}.` : `Entries ${from} to ${to} are missing ${where}.`;

const unlike = 'This line is not as it was written.';
const replaced = 'This is not the entry that stood here when the next one was written.';
const cutOff = 'This line was cut off while it was written; the next entry sets it aside.';
const unknownEnd =
  'What tells the number of the last entry is gone or damaged: whether entries are missing after this line is not known.';

/** The chain as far as it was followed. `digest` is undefined after a line that is not as it was written. */
interface Followed extends Place {
  readonly number: number;
  readonly digest: string | undefined;
}

const follow = (seen: Seen, before: Followed): { readonly found?: JournalBreak; readonly end: Followed } => {
  const place = { file: seen.file, line: seen.line };
  // It may have been an entry, whose number is not missing then.
  if (seen.is === undefined)
    return {
      found: seen.isCutOff ? { ...place, message: cutOff, torn: true } : { ...place, message: unlike },
      end: { ...place, number: before.number + (seen.isCutOff ? 0 : 1), digest: undefined },
    };
  const { entry, digest, previous } = seen.is;
  const expected = before.number + 1;
  const end = { ...place, number: entry.number, digest };
  if (entry.number > expected)
    return { found: { ...place, message: tellMissing(expected, entry.number - 1, 'before this line') }, end };
  if (entry.number < expected) {
    const message = `Here stands entry ${entry.number}, where entry ${expected} belongs: it was moved or repeated.`;
    return { found: { ...place, message }, end: before };
  }
  if (before.digest === undefined || before.digest === previous) return { end };
  // What was put in the place of a line hangs on the one before it as it should: the next one tells.
  return { found: { file: before.file, line: before.line, message: replaced }, end };
};

const remarkOnEnd = (tip: JournalTip, end: Followed, seen: readonly Seen[]): JournalBreak | undefined => {
  const place = { file: end.file, line: end.line };
  // The first entry is written before anything tells of it.
  if (tip === 'damaged' || (tip === undefined && end.number > 1)) return { ...place, message: unknownEnd };
  if (tip === undefined) return undefined;
  if (tip.number > end.number) return { ...place, message: tellMissing(end.number + 1, tip.number, 'after this line') };
  const named = seen.find(({ is }) => is?.entry.number === tip.number);
  if (named === undefined || named.is?.digest === tip.digest) return undefined;
  return { file: named.file, line: named.line, message: 'This is not the entry that was written here.' };
};

/** Follows the chain of a journal through its files, in their order, and tells each line where it does not hold. */
export const checkChain = (files: readonly JournalFile[], tip: JournalTip, digestOf: Hash): ChainFound => {
  const seen = files.flatMap((file) => linesOf(file, digestOf));
  let end: Followed = { file: files[0]?.file ?? '', line: 1, ...chainStart };
  const breaks: JournalBreak[] = [];
  for (const one of seen) {
    const step = follow(one, end);
    if (step.found !== undefined) breaks.push(step.found);
    end = step.end;
  }
  const atEnd = remarkOnEnd(tip, end, seen);
  if (atEnd !== undefined) breaks.push(atEnd);
  return { entries: seen.filter(({ is }) => is !== undefined).length, breaks };
};

/** The entries of a file that are as they were written, the oldest first. */
export const entriesOf = (file: JournalFile, digestOf: Hash): readonly JournalLine['entry'][] =>
  linesOf(file, digestOf).flatMap(({ is }) => (is === undefined ? [] : [is.entry]));
