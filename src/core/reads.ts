import { pathAtBase } from './change.ts';
import type { Keeping, KeptFinds } from './kept-finds.ts';
import { askKey, type Ask, type Known } from './known.ts';
import { present } from './present.ts';
import { rememberWeakly } from './remember.ts';
import type { ChangedFile } from './rule-kind.ts';

/*
 * What was found out of a repository holds as long as all that was read for it is the same. So it is noted what is read, and
 * what was found is remembered with that: after a change in a few files nearly all of it still holds.
 */

/** What a repository is taken to be: the files of a change, and what was gathered around it. The same two are the same one. */
export interface View {
  readonly files: readonly ChangedFile[];
  readonly known: Known;
}

/** Stand for the list of all paths, and for what the change says of itself, among the paths that were read. */
export const everyPath = '';
export const mentions = '\0mentions';

/** What was read to find something out. */
interface Reads {
  /** Paths that anything was asked of, on either side; no more than their names: what it was is for a view to say. */
  readonly paths: ReadonlySet<string>;
  /** What was not at hand, by `askKey`. */
  readonly asks: ReadonlyMap<string, Ask>;
  /** By path, why nothing is known of it. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** A value with what was read to find it. */
export interface Found<Value> {
  readonly value: Value;
  readonly reads: Reads;
}

/** Notes what is read of a view. */
export interface Reader {
  readonly view: View;
  /** What was found by the same rule in other processes; left out where nobody keeps that. */
  readonly kept?: KeptFinds;
  /** All that was read through it. */
  readonly all: Reads;
  readonly read: (path: string) => void;
  readonly ask: (ask: Ask) => void;
  readonly doubt: (path: string, why: string) => void;
  /** Finds something out, and notes what is read for it apart; whoever is at work around it has read that, too. */
  readonly follow: <Value>(find: () => Value) => Found<Value>;
  /** Notes what was read for something that is remembered, as if it were read again. */
  readonly repeat: (reads: Reads) => void;
}

const noAsks: ReadonlyMap<string, Ask> = new Map();
const noDoubts: ReadonlyMap<string, string> = new Map();

/** What was read so far. Nearly always all of it is at hand, and known: there is a map only for what is not. */
interface Noted extends Reads {
  readonly paths: Set<string>;
  asks: ReadonlyMap<string, Ask>;
  doubts: ReadonlyMap<string, string>;
}

const nothingRead = (): Noted => ({ paths: new Set(), asks: noAsks, doubts: noDoubts });

/** A map with more in it: itself, once it is one of somebody's own. */
const noteIn = <Value>(
  map: ReadonlyMap<string, Value>,
  none: ReadonlyMap<string, Value>,
  more: Iterable<readonly [string, Value]>,
): ReadonlyMap<string, Value> => {
  const own = map === none ? new Map<string, Value>() : (map as Map<string, Value>);
  for (const [key, value] of more) own.set(key, value);
  return own;
};

export const openReader = (view: View, kept?: KeptFinds): Reader => {
  const all = nothingRead();
  let now = all;
  const noteAsks = (asks: Iterable<readonly [string, Ask]>): void => {
    now.asks = noteIn(now.asks, noAsks, asks);
  };
  const noteDoubts = (doubts: Iterable<readonly [string, string]>): void => {
    now.doubts = noteIn(now.doubts, noDoubts, doubts);
  };
  const repeat = ({ paths, asks, doubts }: Reads): void => {
    // Of the whole nobody asks which paths were read.
    if (now !== all) for (const path of paths) now.paths.add(path);
    if (asks.size > 0) noteAsks(asks);
    if (doubts.size > 0) noteDoubts(doubts);
  };
  return {
    view,
    ...present('kept', kept),
    all,
    read: (path) => {
      if (now !== all) now.paths.add(path);
    },
    ask: (ask) => noteAsks([[askKey(ask), ask]]),
    doubt: (path, why) => noteDoubts([[path, why]]),
    follow: (find) => {
      const around = now;
      const reads = nothingRead();
      now = reads;
      try {
        return { value: find(), reads };
      } finally {
        now = around;
        repeat(reads);
      }
    },
    repeat,
  };
};

const views = new WeakMap<View['files'], WeakMap<Known, View>>();

/** The view of files and of what is known: one object for the same two, so that what is known of it is found again. */
export const viewOf = (files: View['files'], known: Known): View => {
  const ofFiles = views.get(files) ?? new WeakMap<Known, View>();
  views.set(files, ofFiles);
  const view = ofFiles.get(known) ?? { files, known };
  ofFiles.set(known, view);
  return view;
};

const byPath = rememberWeakly(
  ({ files }: View): ReadonlyMap<string, ChangedFile> => new Map(files.map((file) => [file.path, file])),
);

/** The files that are in the first view, and not as they are in the second. */
const filesApart = (one: View, other: View): readonly ChangedFile[] => {
  const others = byPath(other);
  return one.files.filter((file) => others.get(file.path) !== file);
};

const keysApart = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): readonly string[] =>
  [...one].filter(([key, value]) => !other.has(key) || other.get(key) !== value).map(([key]) => key);

// `facts before src/a.py`
const pathOfKey = (key: string): string => key.replace(/^\w+ \w+ /, '');

const findApart = (one: View, other: View): ReadonlySet<string> | undefined => {
  if (one.known.paths !== other.known.paths) return undefined;
  const files = [...filesApart(one, other), ...filesApart(other, one)];
  const keys = (['texts', 'facts'] as const).flatMap((what) => [
    ...keysApart(one.known[what], other.known[what]),
    ...keysApart(other.known[what], one.known[what]),
  ]);
  // A file that comes or goes changes the list of all.
  const isListed = files.some(({ status }) => status !== 'modified');
  return new Set([
    ...files.flatMap((file) => [file.path, pathAtBase(file)]),
    ...keys.map(pathOfKey),
    ...(isListed ? [everyPath] : []),
    ...(one.known.mentions === other.known.mentions ? [] : [mentions]),
  ]);
};

const apart = new WeakMap<View, WeakMap<View, { readonly paths: ReadonlySet<string> | undefined }>>();

/** The paths of which two views may say something else; undefined: of any. */
const pathsApart = (one: View, other: View): ReadonlySet<string> | undefined => {
  const ofOne = apart.get(one) ?? new WeakMap<View, { readonly paths: ReadonlySet<string> | undefined }>();
  apart.set(one, ofOne);
  const known = ofOne.get(other) ?? { paths: findApart(one, other) };
  ofOne.set(other, known);
  return known.paths;
};

/** True where all that was read says the same in another view. */
const isReadAlike = ({ paths }: Reads, then: View, now: View): boolean => {
  if (then === now) return true;
  const differing = pathsApart(then, now);
  if (differing === undefined) return false;
  for (const path of differing) if (paths.has(path)) return false;
  return true;
};

interface Remembered<Value> {
  readonly found: Found<Value>;
  /** The view in which it was last seen to hold. */
  view: View;
}

// What was said of the files as they stand, and of them with a patch on top.
const mostRemembered = 2;

/** What other processes have found, else what is found now. */
const findKept = <Value>(
  reader: Reader,
  what: string,
  find: () => Value,
  keeping: Keeping<Value> | undefined,
): Found<Value> => {
  const kept = keeping === undefined ? undefined : reader.kept?.recall(what, keeping);
  if (kept !== undefined) {
    reader.repeat(kept.reads);
    return kept;
  }
  const found = reader.follow(find);
  if (keeping !== undefined) reader.kept?.learn(what, keeping, found);
  return found;
};

/**
 * Remembers what is found by options, out of an object and of what is read of the repository around it, under a name of what is
 * looked for. It is found anew only where something that was read is not what it was. It may depend on nothing else. With
 * `keeping`, it is remembered for other processes as well, and may depend on the file there alone, not on the object.
 */
export const rememberAround = <Value>() => {
  const known = rememberWeakly((_options: object) =>
    rememberWeakly((_of: object) => new Map<string, readonly Remembered<Value>[]>()),
  );
  return (
    reader: Reader | undefined,
    [options, of]: readonly [options: unknown, of: object],
    what: string,
    find: () => Value,
    keeping?: Keeping<Value>,
  ): Value => {
    if (reader === undefined || typeof options !== 'object' || options === null) return find();
    const ofObject = known(options)(of);
    const all = ofObject.get(what) ?? [];
    const last = all.find(({ found, view }) => isReadAlike(found.reads, view, reader.view));
    if (last !== undefined) {
      last.view = reader.view;
      reader.repeat(last.found.reads);
      return last.found.value;
    }
    const found = findKept(reader, what, find, keeping);
    ofObject.set(what, [{ found, view: reader.view }, ...all.slice(0, mostRemembered - 1)]);
    return found.value;
  };
};
