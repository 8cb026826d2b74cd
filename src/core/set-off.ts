import { openMoves } from './came-along.ts';
import { pathAtBase, touches } from './change.ts';
import { groupBy } from './group.ts';
import { keptLines, type KeptLines } from './line-difference/line-difference.ts';
import { linesOf, offsetAt, type Place } from './lines.ts';
import { firstFrom } from './order.ts';
import type { ChangedFile } from './rule-kind.ts';

/*
 * What a rule objects to, on both sides of a change, and what of it stood there before.
 */

/** Something that a text says, and that a rule objects to. */
export interface Spot {
  readonly place: Pick<Place, 'line' | 'column'> & Partial<Place>;
  readonly message: string;
  /** What it stands in, qualified: `Store.load`; empty for the file as a whole. */
  readonly symbol: string;
  /** What it is, without any place: `import requests`. */
  readonly text: string;
  /** What of its code `text` does not tell; left out: the lines of its place, however they are laid out. */
  readonly code?: string;
  /**
   * Of an import the names that it brings, none where it has none: its code is the same in every file, so that it was moved
   * to another one only where code came along that has them.
   */
  readonly brings?: readonly string[];
}

/** A spot in its file. */
export interface Located {
  readonly file: ChangedFile;
  readonly spot: Spot;
  readonly side: 'before' | 'after';
  /** The code that it is, and what stands in just its place, however they are laid out. */
  readonly code: string;
  readonly stretch: string;
  /** True where the change wrote the lines that it stands in. */
  readonly written: boolean;
}

const squeeze = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What stands in the lines of a place, and in just the place where its end is known. */
const readPlaces = (text = ''): ((place: Spot['place']) => Readonly<Record<'code' | 'stretch', string>>) => {
  const lines = linesOf(text);
  return (place) => {
    const { line, endLine = line, endColumn } = place;
    const code = squeeze(text.slice(lines.starts[line - 1] ?? text.length, lines.starts[endLine]));
    if (endColumn === undefined) return { code, stretch: code };
    const end = { line: endLine, column: endColumn };
    return { code, stretch: squeeze(text.slice(offsetAt(lines, place), offsetAt(lines, end))) };
  };
};

/** Spots in the text of their file: those first that nobody wrote, as they were there before, and go first when debt is set off. */
export const locate = (
  { file, text }: Pick<Located, 'file'> & { readonly text?: string },
  side: Located['side'],
  spots: readonly Spot[],
): readonly Located[] => {
  if (spots.length === 0) return [];
  const read = readPlaces(text);
  return spots
    .map((spot) => {
      const { line, endLine = line } = spot.place;
      const { code, stretch } = spot.code === undefined ? read(spot.place) : { code: spot.code, stretch: spot.code };
      return { file, spot, side, code, stretch, written: touches(file, line, endLine) };
    })
    .sort((one, other) => Number(one.written) - Number(other.written));
};

type KeyOf = (located: Located) => string;

const keyIn = ({ file, spot }: Located, ...more: readonly (string | number)[]): string =>
  JSON.stringify([pathAtBase(file), spot.text, ...more]);

/** What has a name around a spot; all callbacks are called alike, so none of them is told by its name. */
const namedAround = (symbol: string): string =>
  symbol.replace(/(?:^|\.)(?:arrow function|function|lambda)(?:\.|$).*/, '');

/** By what has a name around them; where nothing has, they stand between the same two lines that the edit kept. */
const editedWith = (): KeyOf => {
  const kept = new Map<ChangedFile, KeptLines>();
  const keptIn = (file: ChangedFile): KeptLines => {
    const lines = kept.get(file) ?? keptLines(file.before ?? '', file.after ?? '');
    kept.set(file, lines);
    return lines;
  };
  return (located) => {
    const { file, side, spot } = located;
    const name = namedAround(spot.symbol);
    return name === '' ? keyIn(located, firstFrom(keptIn(file)[side], spot.place.line)) : keyIn(located, name);
  };
};

/**
 * How something that stood there before may be told again, from the surest on: as it was, elsewhere in its file, edited where
 * it stood, the same expression in another statement of its file, and moved to another file. The message alone tells nothing:
 * other code that is as bad is new.
 */
const waysInFile = (): readonly Way[] => [
  [(located) => keyIn(located, located.spot.symbol, located.code), always],
  [(located) => keyIn(located, located.code), always],
  [editedWith(), always],
  [(located) => keyIn(located, located.stretch), always],
];

/** How one is told from others, and whether it pays. */
type Way = readonly [keyOf: KeyOf, pays: Pays];

/** True where one pays for the other, as far as their keys do not tell. */
type Pays = (was: Located, now: Located) => boolean;

const always: Pays = () => true;

/** What the text of an import tells too little of. */
const broughtAlong = (): Pays => {
  const cameAlong = openMoves();
  return ({ file: from }, { file, spot: { brings } }) => brings === undefined || cameAlong(from, file, brings);
};

/** The last and least sure way. */
const toAnotherFile = (): Way => [({ spot, code }) => JSON.stringify([spot.text, code]), broughtAlong()];

/** Spots on both sides, before and after. */
export type Both = readonly [readonly Located[], readonly Located[]];

/** Takes the last one that pays out of what is owed; false where none does. */
const pay = (debts: Located[], now: Located, pays: Pays): boolean => {
  const at = debts.findLastIndex((was) => pays(was, now));
  if (at !== -1) debts.splice(at, 1);
  return at !== -1;
};

/** Takes away from both lists what they have in common. */
const setOff = ([before, after]: Both, [keyOf, pays]: Way): Both => {
  if (before.length === 0 || after.length === 0) return [before, after];
  const debts = groupBy(before, keyOf);
  const left = after.filter((located) => !pay(debts.get(keyOf(located)) ?? [], located, pays));
  return [[...debts.values()].flat(), left];
};

/** What is left of spots on both sides of one file, once what stood in it is set off. */
export const setOffInFile = (both: Both): Both => waysInFile().reduce(setOff, both);

/** What is new in all files, once what stood in others is set off as well. */
export const setOffElsewhere = (both: Both): readonly Located[] => setOff(both, toAnotherFile())[1];
