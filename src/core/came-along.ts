import { touches } from './change.ts';
import { keptLines } from './line-difference/line-difference.ts';
import { remember } from './remember.ts';
import type { ChangedFile } from './rule-kind.ts';
import type { Facts } from './syntax/facts.ts';
import { holdsWord } from './whole-word.ts';

/** Lines by what they say, however they are laid out. */
type Lines = ReadonlySet<string>;

/** A bracket or an `else` is found anywhere. */
const leastLine = 8;

/** The lines of a text that count, of those that do some work: an import alone shows of no code that it was moved. */
const linesOf = (text = '', facts: Facts | undefined, counts: (line: number) => boolean): Lines => {
  const imports = new Set<number>();
  for (const { place } of facts?.imports ?? [])
    for (let line = place.line; line <= place.endLine; line++) imports.add(line);
  const squeezed = text
    .split('\n')
    .flatMap((line, index) =>
      counts(index + 1) && !imports.has(index + 1) ? [line.replaceAll(/\s+/g, ' ').trim()] : [],
    );
  return new Set(squeezed.filter((line) => line.length >= leastLine && /\p{L}{2}/u.test(line)));
};

const lostBy = ({ before, after, factsBefore }: ChangedFile): Lines => {
  const kept = new Set(after === undefined ? [] : keptLines(before ?? '', after).before);
  return linesOf(before, factsBefore, (line) => !kept.has(line));
};

const writtenIn = (file: ChangedFile): Lines => linesOf(file.after, file.facts, (line) => touches(file, line, line));

/** Tells whether code that has one of these names in it was moved from a file to another; without names, whether any was. */
export type CameAlong = (from: ChangedFile, to: ChangedFile, names: readonly string[]) => boolean;

/** Each file of a change is read once, when it is asked about. */
export const openMoves = (): CameAlong => {
  const [lost, written] = [remember(lostBy), remember(writtenIn)];
  return (from, to, names) => {
    const gone = lost(from);
    const says = (line: string): boolean => names.length === 0 || names.some((name) => holdsWord(line, name));
    return [...written(to)].some((line) => gone.has(line) && says(line));
  };
};
