import { openMoves } from './came-along.ts';
import { pathAtBase, touches } from './change.ts';
import { groupBy } from './group.ts';
import { keptLines, type KeptLines } from './line-difference/line-difference.ts';
import type { Keeping } from './kept-finds.ts';
import { linesOf, offsetAt, type Place } from './lines.ts';
import { compareText, firstFrom } from './order.ts';
import { present } from './present.ts';
import { rememberAround } from './reads.ts';
import type { ChangedFile, Scene, SecretSighting, Sighting } from './rule-kind.ts';
import type { Tree } from './surroundings.ts';
import type { Facts } from './syntax/facts.ts';
import type { SqlText } from './syntax/sql/texts.ts';

/** A changed file on one side of the change. */
export interface Side {
  /** Its path on that side. */
  readonly path: string;
  readonly file: ChangedFile;
  readonly text?: string;
  readonly facts?: Facts;
  readonly sql?: readonly SqlText[];
  readonly secrets?: readonly SecretSighting[];
  /** The whole repository on that side. */
  readonly tree: Tree;
}

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

/** The name of the function that a fact stands in; empty where it stands in none. */
export const symbolOf = (facts: Facts | undefined, { in: index }: { readonly in?: number }): string =>
  index === undefined ? '' : (facts?.functions[index]?.name ?? '');

interface Located {
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

// What stands in lines that nobody wrote was there before, and goes first when debt is set off.
const locate = ({ file, text }: Side, side: Located['side'], spots: readonly Spot[]): readonly Located[] => {
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
type Both = readonly [readonly Located[], readonly Located[]];

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

const sideBefore = (file: ChangedFile, tree: Tree): Side => ({
  path: pathAtBase(file),
  file,
  tree,
  ...(file.before === undefined ? {} : { text: file.before }),
  ...(file.factsBefore === undefined ? {} : { facts: file.factsBefore }),
  ...(file.sqlBefore === undefined ? {} : { sql: file.sqlBefore }),
  ...present('secrets', file.secretsBefore),
});

const sideAfter = (file: ChangedFile, tree: Tree): Side => ({
  path: file.path,
  file,
  tree,
  ...(file.after === undefined ? {} : { text: file.after }),
  ...(file.facts === undefined ? {} : { facts: file.facts }),
  ...(file.sql === undefined ? {} : { sql: file.sql }),
  ...present('secrets', file.secrets),
});

type Spotter = (side: Side) => readonly Spot[];

/** The spots of a file, on each side on which it is in the rule's place. */
const findSpots = (
  { applies, around }: Pick<Scene<unknown>, 'applies' | 'around'>,
  spot: Spotter,
  file: ChangedFile,
): Both => {
  const on = (side: Located['side'], isThere: boolean, seen: Side): readonly Located[] =>
    isThere && applies(seen.path) ? locate(seen, side, spot(seen)) : [];
  return [
    on('before', file.status !== 'added', sideBefore(file, around.before)),
    on('after', file.status !== 'deleted', sideAfter(file, around.after)),
  ];
};

const join = (all: readonly Both[]): Both => [all.flatMap(([before]) => before), all.flatMap(([, after]) => after)];

const inTheirFile = (both: Both): Both => waysInFile().reduce(setOff, both);

const rememberLeft = rememberAround<Both>();

/** What is left of a file is kept without the file itself. */
const keepBoth = (file: ChangedFile): Keeping<Both> => ({
  file,
  write: (both) => both.map((side) => side.map(({ file: _file, ...located }) => located)),
  read: (written) => {
    const [before, after] = written as readonly [readonly Omit<Located, 'file'>[], readonly Omit<Located, 'file'>[]];
    const inFile = (located: Omit<Located, 'file'>): Located => ({ file, ...located });
    return [before.map(inFile), after.map(inFile)];
  },
});

/** What is left of a file once what stood in it is set off. */
const leftInFile = (scene: Scene<unknown>, label: string, spot: Spotter, file: ChangedFile): Both => {
  const { options, around } = scene;
  const find = (): Both => inTheirFile(findSpots(scene, spot, file));
  return rememberLeft(around.after.reader, [options, file], label, find, keepBoth(file));
};

/** True where two files were one path at the base, so that what stood in it may be in either. */
const shareBases = (files: readonly ChangedFile[]): boolean => new Set(files.map(pathAtBase)).size < files.length;

/**
 * What a change brings of the spots that a text can have. What stood there before is old debt, as far as it can be the same
 * code: one that is gone pays for no more than one. Where more stand there than before, those count as new that the change
 * wrote.
 *
 * What is seen of a file is remembered as long as the file, and what is read around it, stay the same: so `spot` may go by
 * nothing but the options, the side, and what it reads of the side's tree. The label tells what is looked for by the same options.
 */
export const seeNew = (scene: Scene<unknown>, label: string, spot: Spotter): readonly Sighting[] => {
  const { files } = scene;
  const all = shareBases(files)
    ? inTheirFile(join(files.map((file) => findSpots(scene, spot, file))))
    : join(files.map((file) => leftInFile(scene, label, spot, file)));
  const [, left] = setOff(all, toAnotherFile());
  return left
    .map(({ file, code, spot: { place, message, symbol, text } }) => ({
      path: file.path,
      line: place.line,
      column: place.column,
      message,
      identity: JSON.stringify([symbol, text, code]),
    }))
    .sort((one, other) => compareText(one.path, other.path) || one.line - other.line || one.column - other.column);
};
