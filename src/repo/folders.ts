import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { readBlobs } from './git/blobs.ts';
import type { Git } from './git/git.ts';
import { inOneGo } from './in-one-go.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import { isFile } from './git/tree-entries.ts';
import { readWorkingFile, splitRecords } from './git/working-files.ts';

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
    return kind === 'blob' && isFile(mode) ? [[record.slice(record.indexOf('\t') + 1), id] as const] : [];
  });

/** The texts of blobs by path. */
const readFiles = async (git: Git, files: ReturnType<typeof filesIn>): Promise<Result<Texts, Failure>> => {
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

type ReadFolderAt = (revision: string, folder: string) => Promise<Result<Texts, Failure>>;

const isRightIn =
  (folder: string) =>
  (path: string): boolean =>
    path.startsWith(`${folder}/`) && !path.includes('/', folder.length + 1);

/**
 * Reads the files right in a folder of a commit as texts, by path; several folders that are asked for at once are listed by
 * one git. Fails with `unreadable` for a file that is too large.
 */
export const openFoldersAt = (git: Git): ReadFolderAt => {
  const listFolders = (revision: string) =>
    inOneGo(async (folders) =>
      git.run(['ls-tree', '-z', '--full-tree', revision, ...[...new Set(folders)].map((folder) => `${folder}/`)]),
    );
  const listers = new Map<string, ReturnType<typeof listFolders>>();
  return async (revision, folder) => {
    const list = listers.get(revision) ?? listFolders(revision);
    listers.set(revision, list);
    const listed = await list(folder).finally(() => listers.delete(revision));
    if (!listed.ok) return listed;
    return readFiles(
      git,
      filesIn(listed.value.output).filter(([path]) => isRightIn(folder)(path)),
    );
  };
};

/** Path and id of the regular files that are staged at a path or below it; what is in conflict is not staged. */
const listStaged = async (git: Git, path: string): Promise<Result<ReturnType<typeof filesIn>, Failure>> => {
  const listed = await git.run(['ls-files', '-z', '--stage', '--full-name', '--', `:(top,literal)${path}`]);
  if (!listed.ok) return listed;
  return success(
    splitRecords(listed.value.output).flatMap((record) => {
      const end = record.indexOf('\t');
      const [mode = '', id = '', stage = ''] = record.slice(0, end).split(' ');
      return isFile(mode) && stage === '0' ? [[record.slice(end + 1), id] as const] : [];
    }),
  );
};

/** A staged file as text; undefined where none is staged. Fails with `unreadable` for one that is too large. */
export const readStaged = async (git: Git, path: string): Promise<Result<string | undefined, Failure>> => {
  const listed = await listStaged(git, path);
  if (!listed.ok) return listed;
  const texts = await readFiles(
    git,
    listed.value.filter(([staged]) => staged === path),
  );
  return texts.ok ? success(texts.value.get(path)) : texts;
};

/** The staged files right in a folder as texts, by path. Fails as `readStaged` does. */
export const readStagedFolder = async (git: Git, folder: string): Promise<Result<Texts, Failure>> => {
  const listed = await listStaged(git, `${folder}/`);
  if (!listed.ok) return listed;
  const isRight = isRightIn(folder);
  return readFiles(
    git,
    listed.value.filter(([path]) => isRight(path)),
  );
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
