import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { readBlobs } from './blobs.ts';
import type { Git } from './git.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import { readWorkingFile, splitRecords } from './working-files.ts';

type Texts = ReadonlyMap<string, string>;

const unreadable = (path: string, why: string): Failure => ({
  reason: 'unreadable',
  message: `${path} cannot be read: ${why}.`,
  remedy: 'Make sure that you may read it, then try again.',
});

/** Path and id of each regular file that `git ls-tree -z` lists. */
const filesIn = (listing: Buffer): readonly (readonly [path: string, id: string])[] =>
  splitRecords(listing).flatMap((record) => {
    const [mode = '', kind = '', id = ''] = record.slice(0, record.indexOf('\t')).split(' ');
    return kind === 'blob' && mode.startsWith('100') ? [[record.slice(record.indexOf('\t') + 1), id] as const] : [];
  });

/** The files right in a folder of a commit as texts, by path. Fails with `unreadable` for one that is too large. */
export const readFolderAt = async (git: Git, revision: string, folder: string): Promise<Result<Texts, Failure>> => {
  const listed = await git.run(['ls-tree', '-z', '--full-tree', revision, `${folder}/`]);
  if (!listed.ok) return listed;
  const files = filesIn(listed.value.output);
  const blobs = await readBlobs(git, [...new Set(files.map(([, id]) => id))].sort());
  if (!blobs.ok) return blobs;
  const texts = new Map<string, string>();
  for (const [path, id] of files) {
    const text = blobs.value.get(id);
    if (typeof text === 'object') return failure(unreadable(path, text.unread));
    texts.set(path, text ?? '');
  }
  return success(texts);
};

const listNames = async (root: string, folder: string): Promise<Result<readonly string[], Failure>> => {
  try {
    return success((await readdir(join(root, folder))).sort());
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')
      ? success([])
      : failure(unreadable(folder, explainRefusal(error)));
  }
};

/** The files right in a folder of the working tree as texts, by path; links that lead out of it are left out. */
export const readWorkingFolder = async (root: string, folder: string): Promise<Result<Texts, Failure>> => {
  const names = await listNames(root, folder);
  if (!names.ok) return names;
  const texts = new Map<string, string>();
  for (const name of names.value) {
    const path = `${folder}/${name}`;
    const read = await readWorkingFile(root, path);
    if (!read.ok) return read;
    if (read.value !== undefined) texts.set(path, read.value);
  }
  return success(texts);
};
