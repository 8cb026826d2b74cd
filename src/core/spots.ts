import { pathAtBase } from './change.ts';
import type { Keeping } from './kept-finds.ts';
import { compareText } from './order.ts';
import { present } from './present.ts';
import { rememberAround } from './reads.ts';
import { rememberWeakly } from './remember.ts';
import type { ChangedFile, Scene, SecretSighting, Sighting } from './rule-kind.ts';
import { locate, setOffElsewhere, setOffInFile, type Located, type Spot } from './set-off.ts';
import type { Tree } from './surroundings.ts';
import type { Facts } from './syntax/facts.ts';
import type { SqlText } from './syntax/sql/texts.ts';

export type { Spot } from './set-off.ts';

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

/** The name of the function that a fact stands in; empty where it stands in none. */
export const symbolOf = (facts: Facts | undefined, { in: index }: { readonly in?: number }): string =>
  index === undefined ? '' : (facts?.functions[index]?.name ?? '');

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

/** What finds the spots of a scene. */
interface Search {
  readonly scene: Scene<unknown>;
  /** Tells what is looked for by the same options. */
  readonly label: string;
  readonly spot: Spotter;
}

/** What the spots on one side are found in. */
type Text = Pick<Side, 'path' | 'text' | 'sql' | 'secrets'>;

const isSameText = (one: Text, other: Text): boolean =>
  one.text === other.text && one.sql === other.sql && one.secrets === other.secrets;

const textsOf = rememberWeakly((_facts: Facts) => new Map<string, Text>());

/** One object for the same text of a path, as long as its facts are kept; undefined for a text without facts. */
const textOf = ({ path, text, facts, sql, secrets }: Side): Text | undefined => {
  if (facts === undefined) return undefined;
  const texts = textsOf(facts);
  const last = texts.get(path);
  const now: Text = { path, ...present('text', text), ...present('sql', sql), ...present('secrets', secrets) };
  if (last !== undefined && isSameText(last, now)) return last;
  texts.set(path, now);
  return now;
};

const rememberBefore = rememberAround<readonly Spot[]>();

/** The spots at the base, where they stay what they are while the file is edited. */
const spotsBefore = ({ scene, label, spot }: Search, side: Side): readonly Spot[] => {
  const text = textOf(side);
  const find = (): readonly Spot[] => spot(side);
  return text === undefined
    ? find()
    : rememberBefore(side.tree.reader, [scene.options, text], `${label} at the base`, find);
};

/** The spots of a file at the base, where that is in the rule's place. */
const findBefore = (search: Search, file: ChangedFile): readonly Located[] => {
  const { applies, around } = search.scene;
  const side = sideBefore(file, around.before);
  return file.status === 'added' || !applies(side.path) ? [] : locate(side, 'before', spotsBefore(search, side));
};

/** Those that are there after the change. */
const findAfter = ({ scene: { applies, around }, spot }: Search, file: ChangedFile): readonly Located[] => {
  const side = sideAfter(file, around.after);
  return file.status === 'deleted' || !applies(side.path) ? [] : locate(side, 'after', spot(side));
};

/** What is left of a file once what stood in it is set off; `before` is left out where there was nothing to set it off from. */
interface Left {
  readonly before?: readonly Located[];
  readonly after: readonly Located[];
}

const clear: Left = { after: [] };

type Fileless = readonly Omit<Located, 'file'>[];

const withoutFile = (all: readonly Located[] | undefined): Fileless | undefined =>
  all?.map(({ file: _file, ...located }) => located);

const withFile = (file: ChangedFile, all: Fileless): readonly Located[] => all.map((located) => ({ file, ...located }));

/** What is left of a file is kept without the file itself. */
const keepLeft = (file: ChangedFile): Keeping<Left> => ({
  file,
  write: ({ before, after }) => ({ ...present('before', withoutFile(before)), after: withoutFile(after) }),
  read: (written) => {
    const { before, after } = written as { readonly before?: Fileless; readonly after: Fileless };
    return { ...present('before', before && withFile(file, before)), after: withFile(file, after) };
  },
});

const keepLocated = (file: ChangedFile): Keeping<readonly Located[]> => ({
  file,
  write: withoutFile,
  read: (written) => withFile(file, written as Fileless),
});

const rememberLeft = rememberAround<Left>();
const rememberOwed = rememberAround<readonly Located[]>();

const leftInFile = (search: Search, file: ChangedFile): Left => {
  const { scene, label } = search;
  const find = (): Left => {
    const found = findAfter(search, file);
    // Most files have nothing: of those nobody has to know what was in them, as long as there is nothing new elsewhere.
    if (found.length === 0) return clear;
    const [before, after] = setOffInFile([findBefore(search, file), found]);
    return { before, after };
  };
  return rememberLeft(scene.around.after.reader, [scene.options, file], label, find, keepLeft(file));
};

/** What may pay for something in another file. */
const owedIn = (search: Search, file: ChangedFile, { before }: Partial<Left> = {}): readonly Located[] => {
  const { scene, label } = search;
  const find = (): readonly Located[] => findBefore(search, file);
  if (before !== undefined) return before;
  return rememberOwed(scene.around.after.reader, [scene.options, file], `${label} before`, find, keepLocated(file));
};

/** True where two files were one path at the base, so that what stood in it may be in either. */
const shareBases = (files: readonly ChangedFile[]): boolean =>
  files.some(({ from }) => from !== undefined) && new Set(files.map(pathAtBase)).size < files.length;

/** What a change brings of the spots in its files. */
const findNew = (search: Search): readonly Located[] => {
  const { files } = search.scene;
  if (shareBases(files)) {
    const before = files.flatMap((file) => findBefore(search, file));
    return setOffElsewhere(setOffInFile([before, files.flatMap((file) => findAfter(search, file))]));
  }
  const left = files.map((file) => leftInFile(search, file));
  if (left.every(({ after }) => after.length === 0)) return [];
  const owed = files.flatMap((file, index) => owedIn(search, file, left[index]));
  return setOffElsewhere([owed, left.flatMap(({ after }) => after)]);
};

/**
 * What a change brings of the spots that a text can have. What stood there before is old debt, as far as it can be the same
 * code: one that is gone pays for no more than one. Where more stand there than before, those count as new that the change
 * wrote.
 *
 * What is seen of a file is remembered as long as the file, and what is read around it, stay the same: so `spot` may go by
 * nothing but the options, the side, and what it reads of the side's tree, and at the base by nothing of the file as it is
 * after the change. The label tells what is looked for by the same options.
 */
export const seeNew = (scene: Scene<unknown>, label: string, spot: Spotter): readonly Sighting[] =>
  findNew({ scene, label, spot })
    .map(({ file, code, spot: { place, message, symbol, text } }) => ({
      path: file.path,
      line: place.line,
      column: place.column,
      message,
      identity: JSON.stringify([symbol, text, code]),
    }))
    .sort((one, other) => compareText(one.path, other.path) || one.line - other.line || one.column - other.column);
