import { lstat, readFile, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { createFile, moveInto, writeBeside } from '../durable-file.ts';
import type { Git } from './git.ts';
import { explainRefusal, systemCode } from '../system-refusal.ts';

/** Texts apart at NUL, as git's `-z` writes them. */
export const splitRecords = (output: Buffer): readonly string[] => {
  const records = output.toString().split('\0');
  records.pop();
  return records;
};

const [submodule, link] = ['160000', '120000'];

/** What git lists of a folder. */
export interface Listing {
  /** Tracked and untracked files that are not ignored; without the ones deleted from the working tree, and submodules. */
  readonly files: ReadonlySet<string>;
  /** Those of them that may be symbolic links: what is tracked as one, and what is untracked. */
  readonly maybeLinks: ReadonlySet<string>;
  /** Folders of repositories inside this one that are no submodules of it, each with a slash at its end. */
  readonly repositories: ReadonlySet<string>;
}

// Git's own marks. What is tracked has one of several; where it is gone it stands there once more, marked so.
const marks = { gone: 'R', untracked: '?' } as const;

/** What is tracked and untracked in the folder of a git, and not ignored; paths are relative to that folder. */
export const listTree = async (git: Git): Promise<Result<Listing, Failure>> => {
  const listed = await git.run(['ls-files', '-z', '-t', '--stage', '--deleted', '--others', '--exclude-standard']);
  if (!listed.ok) return listed;
  const files = new Set<string>();
  const maybeLinks = new Set<string>();
  const gone = new Set<string>();
  const repositories = new Set<string>();
  for (const record of splitRecords(listed.value.output)) {
    const mark = record.slice(0, 1);
    if (mark === marks.untracked) {
      const path = record.slice(2);
      if (path.endsWith('/')) repositories.add(path);
      else {
        files.add(path);
        maybeLinks.add(path);
      }
      continue;
    }
    const path = record.slice(record.indexOf('\t') + 1);
    if (mark === marks.gone) gone.add(path);
    // Its files are those of another repository, at a commit of their own.
    else if (!record.startsWith(submodule, 2)) files.add(path);
    if (record.startsWith(link, 2)) maybeLinks.add(path);
  }
  for (const path of gone) files.delete(path);
  return success({ files, maybeLinks, repositories });
};

/** The files of a repository, sorted by code unit; without those of repositories inside it. */
export const listFiles = async (git: Git): Promise<Result<readonly string[], Failure>> => {
  const listed = await listTree(git);
  return listed.ok ? success([...listed.value.files].sort()) : listed;
};

/** Bytes beyond which a file is not read: no policy, specification or document of a pack needs as many. */
const mostOfFile = 2 * 1024 * 1024;

const tooLarge = (path: string, bytes: number): Failure => ({
  reason: 'too-large',
  message: `${path} has ${(bytes / 1024 / 1024).toFixed(1)} MB; texts of more than ${mostOfFile / 1024 / 1024} MB are not read.`,
  remedy: 'Split it, or name a smaller file.',
});

const cannotRead = (path: string, why: string): Failure => ({
  reason: 'unreadable',
  message: `${path} cannot be read: ${why}.`,
  remedy: 'Make sure that it is a file you may read, then try again.',
});

/**
 * A file of the working tree as text; undefined when it is not there, or lies outside the worktree. Fails with
 * `too-large` and `unreadable`.
 */
export const readWorkingFile = async (root: string, path: string): Promise<Result<string | undefined, Failure>> => {
  if (path === '' || path.includes('\0')) return success(undefined);
  try {
    // A path from a policy, or a link in the tree, must not lead to the person's other files.
    const [top, target] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!target.startsWith(top.endsWith(sep) ? top : top + sep)) return success(undefined);
    const found = await stat(target);
    // A pipe or a device might never end.
    if (!found.isFile()) return success(undefined);
    return found.size > mostOfFile ? failure(tooLarge(path, found.size)) : success(await readFile(target, 'utf8'));
  } catch (error) {
    const code = systemCode(error) ?? '';
    return absent.has(code) ? success(undefined) : failure(cannotRead(path, explainRefusal(error)));
  }
};

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

/**
 * A file of a commit as text, links inside the repository followed; undefined when it is not there. Fails with
 * `too-large`, and with what git fails with.
 */
export const readFileAt = async (
  git: Git,
  revision: string,
  path: string,
): Promise<Result<string | undefined, Failure>> => {
  const name = `${revision}:${path}`;
  // Git takes one name a line here.
  if (revision === '' || name.includes('\n')) return success(undefined);
  const options = { input: `${name}\n`, enough: mostOfFile + longestHead };
  const answer = await git.run(['cat-file', '--follow-symlinks', '--batch'], options);
  if (!answer.ok) return answer;
  const { output } = answer.value;
  const start = output.indexOf('\n') + 1;
  const size = blobSize.exec(output.toString('latin1', 0, start))?.[1];
  if (size === undefined) return success(undefined);
  if (Number(size) > mostOfFile) return failure(tooLarge(path, Number(size)));
  return success(output.toString('utf8', start, start + Number(size)));
};

// What git says of a file before its bytes: id, kind and size.
const longestHead = 100;
const blobSize = /^[0-9a-f]+ blob ([0-9]+)\n/;

/** Writes a new file of the working tree, and the folders it needs; one that is there is left alone. */
export const createWorkingFile = async (root: string, path: string, text: string): Promise<Result<void, Failure>> => {
  try {
    const target = join(await realpath(root), path);
    if (!(await staysInside(root, target))) return failure(cannotWrite(target, 'it is outside the repository'));
    const made = await createFile(target, text, { mode: 0o666 });
    return made ? success(undefined) : failure(alreadyThere(path));
  } catch (error) {
    return failure(cannotWrite(join(root, path), explainRefusal(error)));
  }
};

const permissionsOf = (target: string): Promise<number> =>
  lstat(target).then(
    ({ mode }) => mode & 0o777,
    () => 0o666,
  );

/** Writes a file of the working tree in place of what is there, with its permissions; without a text it is taken away. */
export const replaceWorkingFile = async (
  root: string,
  path: string,
  text: string | undefined,
): Promise<Result<void, Failure>> => {
  try {
    const target = join(await realpath(root), path);
    if (!(await staysInside(root, target))) return failure(cannotWrite(target, 'it is outside the repository'));
    if (text === undefined) await rm(target, { force: true });
    else await moveInto(await writeBeside(target, text, await permissionsOf(target)), target);
    return success(undefined);
  } catch (error) {
    return failure(cannotWrite(join(root, path), explainRefusal(error)));
  }
};

/** Whether the nearest folder above a path that is there lies in the worktree, links followed. */
export const staysInside = async (root: string, target: string): Promise<boolean> => {
  const top = await realpath(root);
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined) return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
    if (folder === dirname(folder)) return false;
  }
};

const alreadyThere = (path: string): Failure => ({
  reason: 'exists',
  message: `There is a ${path} already; it was left as it is.`,
  remedy: 'Change that file, or move it away first.',
});

const cannotWrite = (path: string, why: string): Failure => ({
  reason: 'cannot-keep',
  message: `${path} cannot be written: ${why}.`,
  remedy: 'Make sure that the disk has room and that you may write there, then try again.',
});
