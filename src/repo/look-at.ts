import type { Stats } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { failure, success, type Result, type StandingFile } from '#core';
import type { Failure } from '#app';
import { explainRefusal, systemCode } from './system-refusal.ts';

/** Bytes beyond which a file is left to people: nobody judges a patch of it in the time that an agent waits. */
const mostText = 5 * 1024 * 1024;

const place = (what: string): StandingFile => ({ is: 'place', what });

/** The path of the nearest thing above that is there, as the file system itself spells it, and as it was named. */
const findReal = async (path: string): Promise<{ readonly real: string; readonly named: string }> => {
  for (let named = path; ; named = dirname(named)) {
    const real = await realpathOf(named);
    if (real !== undefined) return { real, named };
    if (named === dirname(named)) return { real: named, named };
  }
};

const absent = new Set(['ENOENT', 'ENOTDIR']);

const realpathOf = async (path: string): Promise<string | undefined> => {
  try {
    // The file system's own answer: also the case of letters, where it does not tell them apart.
    return await realpath(path);
  } catch (error) {
    if (absent.has(systemCode(error) ?? '')) return undefined;
    throw error;
  }
};

const readText = async (path: string, { size, ctimeMs: since }: Stats): Promise<StandingFile> => {
  if (size > mostText) return { is: 'unread', what: 'too large to be read' };
  const bytes = await readFile(path);
  const isText = !bytes.includes(0) && Buffer.compare(Buffer.from(bytes.toString('utf8')), bytes) === 0;
  return isText ? { is: 'text', text: bytes.toString('utf8'), since } : { is: 'unread', what: 'binary, or no UTF-8' };
};

const lookOnce = async (path: string): Promise<Stats | undefined> => {
  try {
    return await lstat(path);
  } catch (error) {
    if (absent.has(systemCode(error) ?? '')) return undefined;
    throw error;
  }
};

const elsewhere = place('It lies in another repository.');

/** Where nothing is: whether a file may come there, given what is nearest above it. */
const findRoom = async (top: string, above: string): Promise<StandingFile> => {
  if ((await lookOnce(above))?.isDirectory() !== true) return place('A file stands where one of its folders would.');
  return (await isForeign(top, above)) ? elsewhere : { is: 'absent' };
};

const find = async (root: string, path: string): Promise<StandingFile> => {
  const top = (await realpathOf(root)) ?? root;
  const target = join(top, ...path.split('/'));
  const found = await lookOnce(target);
  if (found?.isSymbolicLink() === true) return place('It is a symbolic link.');
  const { real, named } = await findReal(target);
  if (real !== named) return place('On the way to it is a symbolic link, or its name is spelled otherwise.');
  if (found === undefined) return findRoom(top, named);
  if (!found.isFile()) return place(found.isDirectory() ? 'It is a folder.' : 'It is no regular file.');
  return (await isForeign(top, dirname(target))) ? elsewhere : readText(target, found);
};

/** Whether a folder belongs to a repository inside this one: its files are no part of a change here. */
const isForeign = async (top: string, folder: string): Promise<boolean> => {
  for (let at = folder; at !== top && at.startsWith(top + sep); at = dirname(at))
    if ((await realpathOf(join(at, '.git'))) !== undefined) return true;
  return false;
};

/** What stands at a path of a working tree, links not followed. Fails with `unreadable`. */
export const lookAt = async (root: string, path: string): Promise<Result<StandingFile, Failure>> => {
  try {
    return success(await find(root, path));
  } catch (error) {
    return failure({
      reason: 'unreadable',
      message: `${path} cannot be read: ${explainRefusal(error)}.`,
      remedy: 'Make sure that it is a file you may read, then try again.',
    });
  }
};
