import type { Entry } from './reference.ts';

/** One place where we and the reference tool do not say the same; one side may say nothing. */
export interface Difference {
  readonly line: number;
  readonly ours?: Entry | undefined;
  readonly theirs?: Entry | undefined;
}

/** An entry as far as it can be compared with the other: what one of the two does not say is left out. */
const asFarAs = ({ modified, ...entry }: Entry, other: Entry): Entry => ({
  ...entry,
  column: other.column === 0 ? 0 : entry.column,
  name: other.name === '' ? '' : entry.name,
  ...(modified === undefined || other.modified === undefined ? {} : { modified }),
});

const isSame = (ours: Entry, theirs: Entry): boolean =>
  sayEntry(asFarAs(ours, theirs)) === sayEntry(asFarAs(theirs, ours));
const sayNumber = ({ complexity, modified }: Entry): string =>
  modified === undefined ? String(complexity) : `${complexity}/${modified}`;
const sayEntry = (entry: Entry): string => `${entry.line}:${entry.column} ${entry.name} ${sayNumber(entry)}`;

/** Compares the entries of one file. What differs is paired with what is at the same line, by name if it can be. */
export function compareEntries(ours: readonly Entry[], theirs: readonly Entry[]): readonly Difference[] {
  const byLine = new Map<number, Entry[]>();
  for (const entry of ours) {
    const there = byLine.get(entry.line);
    if (there === undefined) byLine.set(entry.line, [entry]);
    else there.push(entry);
  }
  const left: Entry[] = [];
  const take = (wanted: Entry, isIt: (entry: Entry) => boolean): Entry | undefined => {
    const there = byLine.get(wanted.line) ?? [];
    const at = there.findIndex(isIt);
    return at === -1 ? undefined : there.splice(at, 1)[0];
  };
  for (const entry of theirs) if (take(entry, (one) => isSame(one, entry)) === undefined) left.push(entry);
  const changed = left.map((entry): Difference => {
    const namesake = take(entry, ({ name }) => name === entry.name) ?? take(entry, () => true);
    if (namesake === undefined) return { line: entry.line, theirs: entry };
    return { line: entry.line, theirs: asFarAs(entry, namesake), ours: asFarAs(namesake, entry) };
  });
  const added = [...byLine.values()].flat().map((entry): Difference => ({ line: entry.line, ours: entry }));
  return [...changed, ...added].sort((one, other) => one.line - other.line);
}

/** A difference in one line: the complexities, or where these are equal, the names and columns. */
export function sayDifference({ line, ours, theirs }: Difference): string {
  const onlyPlaces = ours !== undefined && theirs !== undefined && sayNumber(ours) === sayNumber(theirs);
  const say = (entry: Entry | undefined): string => {
    if (entry === undefined) return 'none';
    return onlyPlaces ? `${entry.name}:${entry.column}` : sayNumber(entry);
  };
  return `${line} theirs ${say(theirs)} ours ${say(ours)}`;
}
