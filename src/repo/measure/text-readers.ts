import { success, type Result } from '#core';
import type { Failure, MeasuredChange, Unread } from '#app';
import type { Base } from '../base-tree.ts';
import {
  createBlobReader,
  listLooseObjects,
  looked,
  mostHeld,
  readBlobs,
  type BlobText,
  type TextStore,
} from '../git/blobs.ts';
import type { MeasuredFile } from './compare-trees.ts';
import { inOneGo } from '../in-one-go.ts';
import { valueOf, type Git } from '../git/git.ts';
import type { Scratch } from '../scratch.ts';
import { isFile, listEntries, type BaseTree, type Entries, type FindBlob } from '../git/tree-entries.ts';

export type TextReaders = Pick<MeasuredChange, 'readBefore' | 'readAfter' | 'listBefore'>;

export interface ReaderPlaces {
  /** Git that sees the scratch. */
  readonly git: Git;
  /** Git that does not, for when the scratch is gone. */
  readonly lasting: Git;
  readonly scratch: Scratch;
  readonly store: TextStore;
}

const notAsked: Unread = { unread: 'nobody asked for it when the change was measured' };

type ReadBlob = (id: string) => Promise<BlobText | undefined>;
/**
 * Readers for the texts on both sides of a comparison. What only the scratch holds is read at once, that of the wanted
 * files first, as far as it can be held; all else when it is asked for, many files at a time.
 */
export const openTextReaders = async (
  { git, lasting, scratch, store }: ReaderPlaces,
  base: Base,
  files: readonly MeasuredFile[],
  isWanted: (path: string) => boolean,
): Promise<Result<TextReaders, Failure>> => {
  const entries = base.lasts ? success(new Map<string, string>()) : await listEntries(git, base.tree);
  if (!entries.ok) return entries;
  const { before, after, wanted } = sortSides(files, isWanted);
  const loose = await listLooseObjects(scratch.objectsFolder);
  // A base that goes with the scratch may be asked for with any text that is typed later.
  const passing = base.lasts ? [] : [...before.values(), ...entries.value.values()];
  const held = await readBlobs(
    git,
    [...new Set([...wanted, ...passing])].filter((id) => loose.has(id)),
    { room: mostHeld },
  );
  if (!held.ok) return held;
  const expected = [...new Set(wanted)].filter((id) => !loose.has(id));
  const readLasting = createBlobReader(lasting, store, expected);
  const read: ReadBlob = async (id) => (loose.has(id) ? (held.value.get(id) ?? notAsked) : readLasting(id));
  const passingTree: BaseTree = { list: async () => entries, find: async (path) => entries.value.get(path) };
  const tree = base.lasts ? lastingTree(lasting, store, base.tree) : passingTree;
  return success(readersOf({ files, before, after }, tree, read));
};

/** Compared files of trees that stay, and those of them whose texts will be read. */
export interface PastComparison {
  readonly files: readonly MeasuredFile[];
  readonly isWanted: (path: string) => boolean;
}

/**
 * Opens readers for the texts of comparisons, each by its files and the tree before them. Git is asked for the wanted texts of all of them together, many at a time.
 */
export const openPastReaders = (
  { git, store }: { readonly git: Git; readonly store: TextStore },
  comparisons: readonly PastComparison[],
): ((files: readonly MeasuredFile[], treeBefore: BaseTree) => TextReaders) => {
  const wanted = comparisons.flatMap(({ files, isWanted }) => sortSides(files, isWanted).wanted);
  const read = createBlobReader(git, store, [...new Set(wanted)]);
  return (files, treeBefore) => readersOf({ files, ...sortSides(files, () => false) }, treeBefore, read);
};

interface Sides extends Pick<ReturnType<typeof sortSides>, 'before' | 'after'> {
  readonly files: readonly MeasuredFile[];
}

const readersOf = ({ files, before, after }: Sides, tree: BaseTree, read: ReadBlob): TextReaders => {
  const changed = new Set(files.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]));
  const readUnchanged = readBase(tree.find, read);
  const readChanged = readSide(before, read);
  return {
    listBefore: async () => {
      const all = await tree.list();
      return all.ok ? success([...all.value.keys()].sort()) : all;
    },
    readBefore: async (path) => (changed.has(path) ? readChanged(path) : readUnchanged(path)),
    readAfter: readSide(after, read),
  };
};

/** The blobs of the changed texts, by path, and those of them that are wanted. */
const sortSides = (files: readonly MeasuredFile[], isWanted: (path: string) => boolean) => {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const wanted: string[] = [];
  for (const file of files) {
    if (file.binary) continue;
    const hadText = isFile(file.modeBefore);
    const hasText = isFile(file.modeAfter);
    if (hasText) after.set(file.path, file.blobAfter);
    if (hadText) before.set(file.path, file.blobBefore);
    // Nothing stood where a renamed file is now: git would have told that as a change of what stood there.
    if (hadText && file.from !== undefined) before.set(file.from, file.blobBefore);
    if (isWanted(file.path)) wanted.push(...(hadText ? [file.blobBefore] : []), ...(hasText ? [file.blobAfter] : []));
  }
  return { before, after, wanted };
};

const readSide =
  (side: ReadonlyMap<string, string>, read: ReadBlob): TextReaders['readAfter'] =>
  async (path) => {
    const id = side.get(path);
    return id === undefined ? undefined : read(id);
  };

// A command line holds about so many paths on every system.
const atOnce = 100;

const findEntries = async (git: Git, tree: string, paths: readonly string[]): Promise<Entries> => {
  const entries = new Map<string, string>();
  for (let next = 0; next < paths.length; next += atOnce) {
    const pathspecs = paths.slice(next, next + atOnce).map((path) => `:(top,literal)${path}`);
    for (const [path, id] of valueOf(await listEntries(git, tree, ...pathspecs))) entries.set(path, id);
  }
  return entries;
};

// Who lists a tree will look for files in it; a list of more than these would take too much memory for that.
const mostListed = 20_000;

/** A tree that is asked for a file now and then, by whoever types. What a tree holds never changes: it is listed once. */
const lastingTree = (git: Git, { places }: TextStore, tree: string): BaseTree => {
  const find = inOneGo((paths) => findEntries(git, tree, paths));
  let listed: Entries | undefined;
  return {
    list: async () => {
      if (listed !== undefined) return success(listed);
      const entries = await listEntries(git, tree);
      if (entries.ok && entries.value.size <= mostListed) listed = entries.value;
      return entries;
    },
    find: async (path) =>
      listed === undefined
        ? places.recall(`${tree} ${path}`, async () => (await find(path)).get(path))
        : listed.get(path),
  };
};

/** Reads files of the base that did not change; the editor asks for them with every key. */
const readBase =
  (find: FindBlob, read: ReadBlob): TextReaders['readBefore'] =>
  async (path) => {
    const id = await find(path);
    const text = id === undefined ? undefined : await read(id);
    return typeof text === 'string' && text.slice(0, looked).includes('\0') ? undefined : text;
  };
