import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { failure, success, type PackFile, type PackFiles, type Result } from '#core';
import type { Failure, PackPlace, ReadPackFiles } from '#app';
import { createHash } from 'node:crypto';
import { explainRefusal, systemCode } from '../system-refusal.ts';
import { listBelow } from './list-below.ts';
import { readTar, writeTar } from './tar.ts';

const isArchive = (path: string): boolean => path.endsWith('.tar');

const cannotRead = (path: string, why: string): Failure => ({
  reason: 'unreadable',
  message: `The evidence pack ${path} cannot be read: ${why}.`,
  remedy: 'Name the folder or the .tar file that `evidence pack` has written.',
});

const cannotWrite = (path: string, error: unknown): Failure => ({
  reason: 'cannot-keep',
  message: `Nothing can be written to ${path}: ${explainRefusal(error)}.`,
  remedy: 'Name a place with --output where you may write.',
});

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const textOf = (bytes: Buffer): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
};

const describe = (bytes: Buffer): PackFile => {
  const text = textOf(bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { digest, bytes: bytes.length, ...(text === undefined ? {} : { text }) };
};

const describeAll = (files: ReadonlyMap<string, Buffer>): PackFiles =>
  new Map([...files].map(([path, bytes]) => [path, describe(bytes)]));

// A pack has a few files, of which none is large: whatever is larger, in all, is none.
const mostBytes = 256 * 1024 * 1024;
const mostFiles = 10_000;

const tooMany = 'it has too many files to be one';
const tooLarge = 'it is too large to be one';

const readFolder = async (root: string): Promise<Result<ReadPackFiles, Failure>> => {
  const entries = await listBelow(root, mostFiles);
  if (entries === undefined) return failure(cannotRead(root, tooMany));
  const files = new Map<string, PackFile>();
  const odd: string[] = [];
  let sum = 0;
  for (const entry of entries) {
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) {
      odd.push(path);
      continue;
    }
    sum += (await stat(join(root, path))).size;
    if (sum > mostBytes) return failure(cannotRead(root, tooLarge));
    files.set(path, describe(await readFile(join(root, path))));
  }
  return success({ files, odd: odd.sort().map((path) => ({ path, message: 'It is no plain file of a pack.' })) });
};

const readArchive = async (path: string): Promise<Result<ReadPackFiles, Failure>> => {
  const { size } = await stat(path);
  if (size > mostBytes) return failure(cannotRead(path, tooLarge));
  const { files, isOurs } = readTar(await readFile(path));
  const message = 'The archive is not as it was written: something beside what its files hold was changed.';
  return success({ files: describeAll(files), odd: isOurs ? [] : [{ path: basename(path), message }] });
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const writeAt = async (path: string, files: ReadonlyMap<string, string>): Promise<void> => {
  const bytes = new Map([...files].map(([name, text]) => [name, Buffer.from(text)]));
  // Under another name until it is whole: half a pack must never look like one.
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await mkdir(dirname(path), { recursive: true });
    if (isArchive(path)) await writeFile(part, writeTar(bytes));
    else
      for (const [name, content] of bytes) {
        await mkdir(dirname(join(part, name)), { recursive: true });
        await writeFile(join(part, name), content);
      }
    await rename(part, path);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
};

/** Writes packs where a person wants them, and reads what is said to be one; paths are absolute. */
export const packPlace: PackPlace = {
  write: async (path, files) => {
    if (await exists(path))
      return failure({
        reason: 'exists',
        message: `${path} is there already.`,
        remedy: 'Name another place with --output, or remove it.',
      });
    try {
      return success(await writeAt(path, files));
    } catch (error) {
      return failure(cannotWrite(path, error));
    }
  },
  remove: async (path) => {
    try {
      return success(await rm(path, { recursive: true, force: true }));
    } catch (error) {
      return failure(cannotWrite(path, error));
    }
  },
  read: async (path) => {
    try {
      return (await stat(path)).isDirectory() ? await readFolder(path) : await readArchive(path);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
      return failure(cannotRead(path, explainRefusal(error)));
    }
  },
  findInside: async (root, path) => {
    const nearest = async (from: string): Promise<string> =>
      realpath(from).catch(async () => join(await nearest(dirname(from)), basename(from)));
    const inside = relative(root, await nearest(resolve(path)));
    const isInside = inside !== '' && inside.split(sep)[0] !== '..' && resolve(root, inside) !== inside;
    return isInside ? inside.split(sep).join('/') : undefined;
  },
};
