import { isGone, pathAtBase } from './change.ts';
import { openKeptFinds, type FindsOptions } from './kept-finds.ts';
import { askKey, type Ask, type Doubt, type FileAsk, type Known, type SideName } from './known.ts';
import { compareText } from './order.ts';
import { everyPath, mentions, openReader, viewOf, type Reader, type View } from './reads.ts';
import { rememberLast, rememberWeakly } from './remember.ts';
import type { ChangedFile } from './rule-kind.ts';
import type { Facts } from './syntax/facts.ts';
import { hasFacts } from './syntax/languages.ts';

/*
 * What rules may see of a repository beside the change. Reading is for others, and takes its time; judging is not. So a
 * kind asks as if all were at hand: what is not is noted, somebody gathers it, and the question is put anew.
 */

/** The repository on one side of a change. */
export interface Tree {
  /** Every regular file, sorted. */
  readonly paths: () => readonly string[];
  readonly has: (path: string) => boolean;
  /** Undefined for what is no file, is binary, or is not at hand yet. */
  readonly text: (path: string) => string | undefined;
  /** Undefined where there is no text, or its language has no facts; see `text`. */
  readonly facts: (path: string) => Facts | undefined;
  /** Follows what is read of it; left out where nobody remembers anything by that. */
  readonly reader?: Reader;
}

/** Both sides of a change, whole. */
export interface Surroundings {
  readonly before: Tree;
  readonly after: Tree;
  /** What the change says of itself: its commit messages, and the documents that its task links. */
  readonly mentions: () => string;
}

/** Surroundings that note what was asked of them. */
interface Looked {
  readonly surroundings: Surroundings;
  /** What was not at hand; each once, in the order in which it was asked for. */
  readonly asks: () => readonly Ask[];
  /** What cannot be known; by path, each once. */
  readonly doubts: () => readonly Doubt[];
}

interface Sides {
  readonly before: ReadonlyMap<string, ChangedFile>;
  readonly after: ReadonlyMap<string, ChangedFile>;
}

/** Every rule looks at the same view: it is put in order once. */
const sidesOf = rememberWeakly(({ files }: View): Sides => ({
  before: new Map(files.filter(({ status }) => status !== 'added').map((file) => [pathAtBase(file), file])),
  after: new Map(files.map((file) => [file.path, file])),
}));

const textIn = (file: ChangedFile | undefined, side: SideName): string | undefined =>
  side === 'before' ? file?.before : file?.after;

const factsIn = (file: ChangedFile | undefined, side: SideName): Facts | undefined =>
  side === 'before' ? file?.factsBefore : file?.facts;

const pathsBefore = ({ known: { paths = [] } }: View): readonly string[] => paths;

const setOf = rememberWeakly((paths: readonly string[]): ReadonlySet<string> => new Set(paths));

/** The list of all files with some of them left out and others put in, sorted; the last one is kept for each list before. */
const listed = rememberWeakly((before: readonly string[]) =>
  rememberLast((moves: string): readonly string[] => {
    const [gone, come] = JSON.parse(moves) as readonly [readonly string[], readonly string[]];
    const left = new Set(gone);
    return [...before.filter((path) => !left.has(path)), ...come].sort();
  }),
);

/** Every regular file after a change, from those before it; sorted. The same list as long as the same files come and go. */
const pathsAfter = rememberWeakly((view: View): readonly string[] => {
  const before = pathsBefore(view);
  const there = setOf(before);
  const now = new Set(view.files.flatMap((file) => (isGone(file) ? [] : [file.path])));
  const gone = view.files.map(pathAtBase).filter((path) => there.has(path) && !now.has(path));
  const come = [...now].filter((path) => !there.has(path));
  return gone.length + come.length === 0 ? before : listed(before)(JSON.stringify([gone, come]));
});

const givenUp = 'it is nested too deeply, or the parser of its language is missing';

const lookUpText = ({ ask: note, doubt }: Reader, known: Known, ask: FileAsk): string | undefined => {
  const read = known.texts.get(askKey(ask));
  if (read === undefined) note(ask);
  else if (read.unread !== undefined) doubt(ask.path, read.unread);
  return read?.text;
};

const lookUpFacts = ({ ask: note, doubt }: Reader, known: Known, ask: FileAsk): Facts | undefined => {
  if (!known.facts.has(askKey(ask))) {
    note(ask);
    return undefined;
  }
  const facts = known.facts.get(askKey(ask));
  const { text, unread } = known.texts.get(askKey({ ...ask, what: 'text' })) ?? {};
  if (unread !== undefined) doubt(ask.path, unread);
  else if (facts === undefined && text !== undefined) doubt(ask.path, givenUp);
  return facts;
};

/** True for a path where the change itself tells that no file is on that side: nobody has to look. */
const isAbsent = ({ before, after }: Sides, side: SideName, path: string): boolean => {
  if (side === 'before') return after.has(path) && !before.has(path);
  const file = after.get(path);
  return file === undefined ? before.has(path) : isGone(file);
};

const openTree = (side: SideName, reader: Reader): Tree => {
  const { view } = reader;
  const { known } = view;
  const sides = sidesOf(view);
  const { [side]: own } = sides;
  let paths: readonly string[] | undefined;
  let set: ReadonlySet<string> | undefined;
  // A file that did not change is the same on both sides, and read once.
  const sideOf = (path: string): SideName => (sides.after.has(path) || sides.before.has(path) ? side : 'before');
  const list = (): readonly string[] => {
    if (known.paths === undefined) reader.ask({ what: 'paths' });
    return (paths ??= side === 'before' ? pathsBefore(view) : pathsAfter(view));
  };
  return {
    reader,
    paths: () => {
      reader.read(everyPath);
      return list();
    },
    has: (path) => {
      reader.read(path);
      // Asked for each time: who remembers what was found by it has to know.
      const all = list();
      return (set ??= setOf(all)).has(path);
    },
    text: (path) => {
      reader.read(path);
      return isAbsent(sides, side, path)
        ? undefined
        : (textIn(own.get(path), side) ?? lookUpText(reader, known, { what: 'text', side: sideOf(path), path }));
    },
    facts: (path) => {
      reader.read(path);
      return hasFacts(path) && !isAbsent(sides, side, path)
        ? (factsIn(own.get(path), side) ?? lookUpFacts(reader, known, { what: 'facts', side: sideOf(path), path }))
        : undefined;
    },
  };
};

/** Opens what is known of a repository around the files of a change; `keeps` has what was found there in other processes. */
export const openSurroundings = (files: readonly ChangedFile[], known: Known, keeps?: FindsOptions): Looked => {
  const view = viewOf(files, known);
  const reader = openReader(view, keeps && openKeptFinds(keeps, view));
  const readMentions = (): string => {
    reader.read(mentions);
    if (known.mentions === undefined) reader.ask({ what: 'mentions' });
    return known.mentions ?? '';
  };
  const { all } = reader;
  return {
    surroundings: {
      before: openTree('before', reader),
      after: openTree('after', reader),
      mentions: readMentions,
    },
    asks: () => [...all.asks.values()],
    doubts: () =>
      [...all.doubts].map(([path, why]) => ({ path, why })).sort((one, other) => compareText(one.path, other.path)),
  };
};
