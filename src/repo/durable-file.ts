import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './system-refusal.ts';

const ending = '.part';

// What we keep for a task is nobody else's to read.
const personal = 0o600;

/** Writes a file of a name nobody else uses beside where it will go, down to the disk; its path. */
export const writeBeside = async (target: string, text: string | Buffer, mode = personal): Promise<string> => {
  await mkdir(dirname(target), { recursive: true });
  const path = join(dirname(target), `${basename(target)}.${randomBytes(8).toString('hex')}${ending}`);
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return path;
};

/** Writes a file whole or not at all, in place of the one that is there. */
export const replaceFile = async (target: string, text: string): Promise<void> => {
  const part = await writeBeside(target, text);
  await moveInto(part, target);
};

/** Moves a written part to its place; takes it away when that fails. */
export const moveInto = async (part: string, target: string): Promise<void> => {
  try {
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
};

export type Link = (existing: string, made: string) => Promise<void>;

export type Move = (from: string, to: string) => Promise<void>;

export interface CreateOptions {
  /** Makes a hard link; the system's own when left out. */
  readonly makeLink?: Link | undefined;
  /** The permissions the file may have at most. */
  readonly mode?: number;
}

/**
 * Writes a file whole, and only where none is: false when there is one already. A hard link is what the system makes in
 * one step and never over another file.
 */
export const createFile = async (
  target: string,
  text: string,
  { makeLink = link, mode }: CreateOptions = {},
): Promise<boolean> => {
  const part = await writeBeside(target, text, mode);
  try {
    await makeLink(part, target);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
    return await moveUnderLock(part, target);
  } finally {
    await rm(part, { force: true });
  }
  await syncFolder(dirname(target));
  return true;
};

// What file systems without hard links answer (FAT, some network shares).
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

// A lock is held for a few milliseconds; one this old was left by a process that died.
const lockAge = 10_000;

/** The way without hard links: a folder as a lock, which the system also makes in one step. */
const moveUnderLock = async (part: string, target: string): Promise<boolean> => {
  const lock = `${target}.lock`;
  if (!(await takeLock(lock))) return false;
  try {
    if (await isThere(target)) return false;
    await rename(part, target);
    await syncFolder(dirname(target));
    return true;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};

const takeLock = async (lock: string): Promise<boolean> => {
  for (const isLast of [false, true]) {
    try {
      await mkdir(lock);
      return true;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      if (isLast || !(await isOld(lock, lockAge))) return false;
      await rm(lock, { recursive: true, force: true });
    }
  }
  return false;
};

/** The text of a file; undefined where there is none. */
export const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
};

export const isThere = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** True when a file or folder has not been written to for that many milliseconds. */
const isOld = async (path: string, age: number): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > age,
    () => false,
  );

// Not every system can do this (Windows cannot), and what it guards against is a power cut.
const syncFolder = async (path: string): Promise<void> => {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
};

// Writing takes a moment: a part this old was left by a process that was killed.
const partAge = 60_000;

/** The paths of what is in a folder; none where there is no folder, or it cannot be read. */
export const listPaths = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error;
    return [];
  });
  return names.map((name) => join(folder, name));
};

/** Names in a folder with that ending that nobody is writing any more. */
export const listAbandoned = async (folder: string, end: string): Promise<readonly string[]> => {
  const paths = (await listPaths(folder)).filter((path) => path.endsWith(end));
  const old = await Promise.all(paths.map(async (path) => isOld(path, partAge)));
  return paths.filter((_, index) => old[index] === true);
};

/** Removes what killed processes left half written in a folder. */
export const sweepParts = async (folder: string): Promise<void> => {
  for (const path of await listAbandoned(folder, ending)) await rm(path, { force: true }).catch(() => undefined);
};
