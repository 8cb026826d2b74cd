import { success, type Result } from '#core';
import type { Failure, MeasuredChange } from '#app';
import type { Base } from './base-tree.ts';
import { createBlobReader, listLooseObjects, readBlobs, type Fetched } from './blobs.ts';
import type { MeasuredFile } from './compare-trees.ts';
import { valueOf, type Git } from './git.ts';
import type { Scratch } from './scratch.ts';
import { splitRecords } from './working-files.ts';

export type Readers = Pick<MeasuredChange, 'readBefore' | 'readAfter'>;

interface Places {
  /** Git that sees the scratch. */
  readonly git: Git;
  /** Git that does not, for when the scratch is gone. */
  readonly lasting: Git;
  readonly scratch: Scratch;
}

interface Entry {
  readonly mode: string;
  readonly id: string;
}

// A regular file, executable or not. The text of a link is a path, and a submodule has none.
const isFile = (mode: string): boolean => mode.startsWith('100');

/**
 * Readers for the texts on both sides of a comparison. What only the scratch holds is read at once, all else when it
 * is asked for, many files at a time, and kept.
 */
export const openReaders = async (
  { git, lasting, scratch }: Places,
  base: Base,
  files: readonly MeasuredFile[],
): Promise<Result<Readers, Failure>> => {
  const entries = base.lasts ? success(new Map<string, Entry>()) : await listEntries(git, base.tree);
  if (!entries.ok) return entries;
  const { before, after } = sortSides(files);
  const loose = await listLooseObjects(scratch.objectsFolder);
  const unchanged = [...entries.value.values()].map(({ id }) => id);
  const ids = new Set([...before.values(), ...after.values(), ...unchanged].filter((id) => loose.has(id)));
  const texts = await readBlobs(git, [...ids]);
  if (!texts.ok) return texts;
  const fetched = { ids, texts: texts.value };
  const changed = new Set(files.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]));
  const readChanged = readSide(lasting, before, fetched);
  const readUnchanged = createBaseReader(lasting, { ...base, entries: entries.value }, fetched);
  return success({
    readBefore: async (path) => (changed.has(path) ? readChanged(path) : readUnchanged(path)),
    readAfter: readSide(lasting, after, fetched),
  });
};

/** The blobs of the changed texts, by path. */
const sortSides = (files: readonly MeasuredFile[]) => {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const file of files) {
    if (file.binary) continue;
    if (isFile(file.modeAfter)) after.set(file.path, file.blobAfter);
    if (!isFile(file.modeBefore)) continue;
    before.set(file.path, file.blobBefore);
    // Nothing stood where a renamed file is now: git would have told that as a change of what stood there.
    if (file.from !== undefined) before.set(file.from, file.blobBefore);
  }
  return { before, after };
};

const readSide = (git: Git, side: ReadonlyMap<string, string>, fetched: Fetched) => {
  const read = createBlobReader(git, [...new Set(side.values())], fetched);
  return async (path: string): Promise<string | undefined> => {
    const id = side.get(path);
    return id === undefined ? undefined : read(id);
  };
};

/** The regular files of a tree, or of the part of it that pathspecs name. */
const listEntries = async (
  git: Git,
  tree: string,
  ...pathspecs: readonly string[]
): Promise<Result<ReadonlyMap<string, Entry>, Failure>> => {
  const answer = await git.run(['ls-tree', '-r', '-z', '--full-tree', tree, '--', ...pathspecs]);
  if (!answer.ok) return answer;
  const entries = new Map<string, Entry>();
  for (const record of splitRecords(answer.value.output)) {
    const end = record.indexOf('\t');
    const [mode = '', , id = ''] = record.slice(0, end).split(' ');
    if (isFile(mode)) entries.set(record.slice(end + 1), { mode, id });
  }
  return success(entries);
};

// As far as git looks into a file to see whether it is text.
const looked = 8_000;

/** Reads files of the base that did not change. A path is asked for once; the editor does so with every key. */
const createBaseReader = (
  git: Git,
  base: Base & { readonly entries: ReadonlyMap<string, Entry> },
  fetched: Fetched,
): ((path: string) => Promise<string | undefined>) => {
  const texts = new Map<string, Promise<string | undefined>>();
  const find = async (path: string): Promise<string | undefined> => {
    const entries = base.lasts ? valueOf(await listEntries(git, base.tree, `:(top,literal)${path}`)) : base.entries;
    const id = entries.get(path)?.id;
    if (id === undefined) return undefined;
    const texts = fetched.ids.has(id) ? fetched.texts : valueOf(await readBlobs(git, [id]));
    const text = texts.get(id);
    return text?.slice(0, looked).includes('\0') === true ? undefined : text;
  };
  return async (path) => {
    const text = texts.get(path) ?? find(path);
    texts.set(path, text);
    return text;
  };
};
