import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { valueOf, type Git } from './git.ts';

/** Bytes beyond which a text is not read whole; it counts as binary for whoever reads it. */
export const mostText = 5 * 1024 * 1024;

/** The texts of blobs; those that are too large are left out. */
export const readBlobs = async (
  git: Git,
  ids: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, Failure>> => {
  const small = await chooseSmall(git, ids);
  if (!small.ok) return small;
  if (small.value.length === 0) return success(new Map());
  const answer = await git.run(['cat-file', '--batch'], { input: lines(small.value) });
  return answer.ok ? success(readBatch(answer.value.output)) : answer;
};

const chooseSmall = async (git: Git, ids: readonly string[]): Promise<Result<readonly string[], Failure>> => {
  if (ids.length === 0) return success([]);
  const sizes = await git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input: lines(ids) });
  if (!sizes.ok) return sizes;
  const told = sizes.value.output.toString().trimEnd().split('\n');
  const lost = told.find((line) => !/ [0-9]+$/.test(line));
  if (lost !== undefined) return failure(lostObject(lost));
  return success(
    told.flatMap((line) => {
      const [id = '', size = ''] = line.split(' ');
      return Number(size) <= mostText ? [id] : [];
    }),
  );
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

// Whoever reads one changed file will mostly read the next, and a process for each would be slow.
const together = 100;

/** What was read of blobs that git cannot be asked for any more; those that are too large have no text here. */
export interface Fetched {
  readonly ids: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
}

/** A reader of blobs that fetches many at once and keeps them. */
export const createBlobReader = (
  git: Git,
  wanted: readonly string[],
  fetched: Fetched,
): ((id: string) => Promise<string | undefined>) => {
  const ids = wanted.filter((id) => !fetched.ids.has(id));
  const places = new Map(ids.map((id, index) => [id, Math.floor(index / together)]));
  const parts = new Map<number, Promise<ReadonlyMap<string, string>>>();
  const fetchPart = async (part: number): Promise<ReadonlyMap<string, string>> =>
    valueOf(await readBlobs(git, ids.slice(part * together, (part + 1) * together)));
  return async (id) => {
    const place = places.get(id);
    if (place === undefined) return fetched.texts.get(id);
    const part = parts.get(place) ?? fetchPart(place);
    parts.set(place, part);
    return (await part).get(id);
  };
};
