import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure, Unread } from '#app';
import { valueOf, type Git } from './git.ts';
import { inOneGo } from '../in-one-go.ts';
import { createKept, type Kept } from '../kept.ts';

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

interface BlobReading {
  /** Bytes that may be held in all; left out: as many as there are. */
  readonly room?: number;
  /** `latin1`: each byte as a character. */
  readonly encoding?: 'utf8' | 'latin1';
}

/** The texts of blobs, in the order of their ids as long as `room` suffices; a reason for those left out. */
export const readBlobs = async (
  git: Git,
  ids: readonly string[],
  { room = Number.POSITIVE_INFINITY, encoding = 'utf8' }: BlobReading = {},
): Promise<Result<BlobTexts, Failure>> => {
  if (ids.length === 0) return success(new Map());
  const batch = openBatch(room, encoding);
  const poured = await git.pour(['cat-file', '--batch'], batch.take, { input: lines(ids) });
  if (!poured.ok) return poured;
  const lost = batch.lost();
  return lost === undefined ? success(batch.texts) : failure(lostObject(lost));
};

/** A blob that is being read; `pieces` are left out where it is not kept. */
interface Open {
  readonly id: string;
  readonly pieces: Buffer[] | undefined;
  /** The bytes that are still to come. */
  left: number;
}

/** Reads, piece by piece, what `git cat-file --batch` writes: for each blob a line of id, kind and size, then its bytes. */
const openBatch = (room: number, encoding: 'utf8' | 'latin1') => {
  const texts = new Map<string, BlobText>();
  let left = room;
  let lost: string | undefined;
  let head = '';
  let open: Open | undefined;
  const refuse = (id: string, why: Unread): undefined => void texts.set(id, why);
  const begin = (line: string): void => {
    const [, id = '', digits] = /^(\S+) \S+ ([0-9]+)$/.exec(line) ?? [];
    if (digits === undefined) {
      lost ??= line;
      return;
    }
    const size = Number(digits);
    const refused = size > mostText ? tooLarge : size > left ? tooMuch : undefined;
    if (refused === undefined) left -= size;
    // A line break follows the bytes.
    open = { id, pieces: refused === undefined ? [] : refuse(id, refused), left: size + 1 };
  };
  const end = ({ id, pieces }: Open): void => {
    open = undefined;
    if (pieces !== undefined) texts.set(id, Buffer.concat(pieces).toString(encoding).slice(0, -1));
  };
  /** Takes what it can of a piece; how many bytes that were. */
  const takePart = (piece: Buffer): number => {
    if (open !== undefined) {
      const part = piece.subarray(0, open.left);
      open.pieces?.push(part);
      open.left -= part.length;
      if (open.left === 0) end(open);
      return part.length;
    }
    const at = piece.indexOf(10);
    head += piece.toString('latin1', 0, at < 0 ? piece.length : at);
    if (at < 0) return piece.length;
    begin(head);
    head = '';
    return at + 1;
  };
  const take = (piece: Buffer): void => {
    for (let rest = piece; rest.length > 0;) rest = rest.subarray(takePart(rest));
  };
  return { texts, take, lost: () => lost };
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
  // What nobody expected may still be asked for in one go: by a rule that looks at many files.
  const fetch = inOneGo(async (ids) => valueOf(await readBlobs(git, ids)));
  const fetchOne = async (id: string): Promise<BlobText> => (await fetch(id)).get(id) ?? tooLarge;
  return (id) =>
    texts.recall(id, async () => {
      const part = parts.get(id);
      return (part === undefined ? undefined : (await fetchPart(part)).get(id)) ?? fetchOne(id);
    });
};
