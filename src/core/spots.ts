import { pathAtBase, touches } from './change.ts';
import { groupBy } from './group.ts';
import type { Place } from './lines.ts';
import { compareText } from './order.ts';
import { present } from './present.ts';
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
  /** What it is, without any place: `import requests`. Two spots with the same one are the same debt. */
  readonly text: string;
}

/** The name of the function that a fact stands in; empty where it stands in none. */
export const symbolOf = (facts: Facts | undefined, { in: index }: { readonly in?: number }): string =>
  index === undefined ? '' : (facts?.functions[index]?.name ?? '');

interface Located {
  readonly file: ChangedFile;
  readonly spot: Spot;
  /** True where the change wrote the lines that it stands in. */
  readonly written: boolean;
}

// What stands in lines that nobody wrote was there before, and goes first when debt is set off.
const locate = (file: ChangedFile, spots: readonly Spot[]): readonly Located[] =>
  spots
    .map((spot) => {
      const { line, endLine = line } = spot.place;
      return { file, spot, written: touches(file, line, endLine) };
    })
    .sort((one, other) => Number(one.written) - Number(other.written));

type KeyOf = (located: Located) => string;

const inSymbol: KeyOf = ({ file, spot }) => JSON.stringify([pathAtBase(file), spot.symbol, spot.text]);
const inFile: KeyOf = ({ file, spot }) => JSON.stringify([pathAtBase(file), spot.text]);
const anywhere: KeyOf = ({ spot }) => spot.text;

/** Takes away from both lists what they have in common. */
const setOff = (
  [before, after]: readonly [readonly Located[], readonly Located[]],
  keyOf: KeyOf,
): readonly [readonly Located[], readonly Located[]] => {
  const debts = groupBy(before, keyOf);
  const left = after.filter((located) => debts.get(keyOf(located))?.pop() === undefined);
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

/** The spots of one side, of the files that are in the rule's place on that side. */
const findSpots = (
  { files, applies, around }: Pick<Scene<unknown>, 'files' | 'applies' | 'around'>,
  side: 'before' | 'after',
  spot: (side: Side) => readonly Spot[],
): readonly Located[] =>
  files.flatMap((file) => {
    const isThere = side === 'before' ? file.status !== 'added' : file.status !== 'deleted';
    const seen = side === 'before' ? sideBefore(file, around.before) : sideAfter(file, around.after);
    return isThere && applies(seen.path) ? locate(file, spot(seen)) : [];
  });

/**
 * What a change brings of the spots that a text can have. What stood there before is old debt: in the same function first,
 * then anywhere in its file, then anywhere in the change, for code that was moved. Where more stand there than before, those
 * count as new that the change wrote.
 */
export const seeNew = <Options>(scene: Scene<Options>, spot: (side: Side) => readonly Spot[]): readonly Sighting[] => {
  const all = [findSpots(scene, 'before', spot), findSpots(scene, 'after', spot)] as const;
  const [, left] = [inSymbol, inFile, anywhere].reduce(setOff, all);
  return left
    .map(({ file, spot: { place, message, symbol, text } }) => ({
      path: file.path,
      line: place.line,
      column: place.column,
      message,
      identity: JSON.stringify([symbol, text]),
    }))
    .sort((one, other) => compareText(one.path, other.path) || one.line - other.line || one.column - other.column);
};
