import { lstat, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure, PutFiles } from '#app';
import { explainRefusal } from '../system-refusal.ts';

export const refused = (root: string, error: unknown): Failure => ({
  reason: 'cannot-keep',
  message: `The copy of the tree in ${root} cannot be made: ${explainRefusal(error)}.`,
  remedy: 'Make room there, or set TMPDIR to a folder you may write to.',
});

/** The nearest folder above a path that is there already. */
const folderAbove = async (path: string): Promise<string> => {
  const folder = dirname(path);
  const found = await realpath(folder).catch(() => undefined);
  return found ?? folderAbove(folder);
};

/** Nothing is written through a link: installed packages are the person's own, and a link of the repository may lead anywhere. */
const leadsOut = async (root: string, path: string): Promise<boolean> => {
  const target = join(root, path);
  const above = await folderAbove(target);
  if (above !== root && !above.startsWith(root + sep)) return true;
  return lstat(target).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
};

const putOne = async (root: string, path: string, text: string | null): Promise<Result<void, Failure>> => {
  if (await leadsOut(root, path))
    return failure({ reason: 'bad-path', message: `${path} is a link, or stands behind one, so it is not broken.` });
  const target = join(root, path);
  try {
    if (text === null) return success(await rm(target, { force: true }));
    await mkdir(dirname(target), { recursive: true });
    return success(await writeFile(target, text));
  } catch (error) {
    return failure(refused(root, error));
  }
};

/** Writes files below a folder that is a copy, and nowhere else. */
export const putFiles = async (root: string, files: PutFiles): Promise<Result<void, Failure>> => {
  for (const [path, text] of files) {
    const put = await putOne(root, path, text);
    if (!put.ok) return put;
  }
  return success(undefined);
};
