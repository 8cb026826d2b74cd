import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { failure, success, type Result } from '#core';
import type { Failure, Unread } from '#app';
import { valueOf, type Git } from './git.ts';
import { createKept, type Kept } from './kept.ts';

/** What a blob reads as. */
export type BlobText = string | Unread;
type BlobTexts = ReadonlyMap<string, BlobText>;

const megabyte = 1024 * 1024;

/** Bytes beyond which a text is not read whole. */
export const mostText = 5 * megabyte;
const tooLarge: Unread = { unread: 'it is larger than 5 MB' };

/** Bytes of text of a change that are held in memory because git forgets them. */
export const mostHeld = 64 * megabyte;
const tooMuch: Unread = { unread: 'the change holds more than 64 MB of text that is not committed' };

// Far below what git's answer may hold.
const mostOfOneAnswer = 32 * megabyte;

/** The texts of blobs, in the order of their ids as long as `room` bytes suffice; a reason for those left out. */
export const readBlobs = async (
  git: Git,
  ids: readonly string[],
  room = Number.POSITIVE_INFINITY,
): Promise<Result<BlobTexts, Failure>> => {
  const texts = new Map<string, BlobText>();
  const sizes = await readSizes(git, ids);
  if (!sizes.ok) return sizes;
  for (const batch of chooseBatches(sizes.value, room, (id, why) => texts.set(id, why))) {
    const answer = await git.run(['cat-file', '--batch'], { input: lines(batch) });
    if (!answer.ok) return answer;
    for (const [id, text] of readBatch(answer.value.output)) texts.set(id, text);
  }
  return success(texts);
};

type Sizes = readonly (readonly [id: string, size: number])[];

const readSizes = async (git: Git, ids: readonly string[]): Promise<Result<Sizes, Failure>> => {
  if (ids.length === 0) return success([]);
  const sizes = await git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input: lines(ids) });
  if (!sizes.ok) return sizes;
  const told = sizes.value.output.toString().trimEnd().split('\n');
  const lost = told.find((line) => !/ [0-9]+$/.test(line));
  if (lost !== undefined) return failure(lostObject(lost));
  return success(
    told.map((line) => {
      const [id = '', size = ''] = line.split(' ');
      return [id, Number(size)];
    }),
  );
};

const chooseBatches = (
  sizes: Sizes,
  room: number,
  refuse: (id: string, why: Unread) => void,
): readonly (readonly string[])[] => {
  const batches: string[][] = [];
  let left = room;
  let open = 0;
  for (const [id, size] of sizes) {
    if (size > mostText) refuse(id, tooLarge);
    else if (size > left) refuse(id, tooMuch);
    else {
      left -= size;
      if (batches.length === 0 || open + size > mostOfOneAnswer) [open] = [0, batches.push([])];
      open += size;
      batches.at(-1)?.push(id);
    }
  }
  return batches;
};

/** Reads what `git cat-file --batch` writes: for each blob its id, kind and size, then its bytes. */
const readBatch = (output: Buffer): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length;) {
    const start = output.indexOf('\n', at) + 1;
    const [id = '', , size = ''] = output.toString('latin1', at, start - 1).split(' ');
    texts.set(id, output.toString('utf8', start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return texts;
};

const lostObject = (told: string): Failure => ({
  reason: 'git-failed',
  message: `A text of the change cannot be read from the repository: ${told}.`,
  remedy: 'Look with: git fsck',
});

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** The ids of the objects that stand one by one in an objects folder. */
export const listLooseObjects = async (objectsFolder: string): Promise<ReadonlySet<string>> => {
  const folders = (await readdir(objectsFolder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(join(objectsFolder, folder))).map((name) => folder + name)),
  );
  return new Set(names.flat());
};

/** As far as git looks into a blob to see whether it is text. */
export const looked = 8_000;

/** What the bytes of a blob are: a text, one that a NUL or UTF-16 keeps git from showing, or none. */
export type BlobLook = 'text' | 'hidden-text' | 'bytes';

/** What was read of a repository and stays true: what a blob's id, or a tree's, stands for never changes. */
export interface TextStore {
  /** Texts by the id of their blob. */
  readonly texts: Kept<BlobText>;
  /** The blob at a path of a tree, by both; undefined where there is none. */
  readonly places: Kept<string | undefined>;
  /** What blobs that git takes for binary seem to be, by id. */
  readonly looks: Map<string, BlobLook>;
}

export const openTextStore = (): TextStore => ({
  texts: createKept<BlobText>(32 * megabyte, (text) => (typeof text === 'string' ? text.length : 1)),
  places: createKept<string | undefined>(10_000, () => 1),
  looks: new Map(),
});

// Whoever reads one changed file will mostly read the next, and a process for each would be slow.
const together = 100;

/** A reader of blobs through the store; those that are `expected` are fetched many at a time. */
export const createBlobReader = (
  git: Git,
  { texts }: TextStore,
  expected: readonly string[],
): ((id: string) => Promise<BlobText | undefined>) => {
  const parts = new Map(expected.map((id, index) => [id, Math.floor(index / together)]));
  const underWay = new Map<number, Promise<BlobTexts>>();
  // Those of them that nobody waits for yet will be asked for next.
  const fetchAndKeep = async (ids: readonly string[]): Promise<BlobTexts> => {
    const fetched = valueOf(await readBlobs(git, ids));
    for (const [id, text] of fetched) void texts.recall(id, async () => text);
    return fetched;
  };
  const fetchPart = (part: number): Promise<BlobTexts> => {
    const known = underWay.get(part);
    if (known !== undefined) return known;
    const ids = expected.slice(part * together, (part + 1) * together).filter((id) => !texts.has(id));
    const fetching = fetchAndKeep(ids).finally(() => underWay.delete(part));
    underWay.set(part, fetching);
    return fetching;
  };
  let waiting: string[] = [];
  let next: Promise<BlobTexts> | undefined;
  const fetchAll = async (): Promise<BlobTexts> => {
    await setImmediate();
    const ids = waiting;
    [waiting, next] = [[], undefined];
    return valueOf(await readBlobs(git, ids));
  };
  // What nobody expected may still be asked for in one go: by a rule that looks at many files.
  const fetchOne = async (id: string): Promise<BlobText> => {
    waiting.push(id);
    return (await (next ??= fetchAll())).get(id) ?? tooLarge;
  };
  return (id) =>
    texts.recall(id, async () => {
      const part = parts.get(id);
      return (part === undefined ? undefined : (await fetchPart(part)).get(id)) ?? fetchOne(id);
    });
};
