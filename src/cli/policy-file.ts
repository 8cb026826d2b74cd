import { fail, type LawPlace } from '#app';
import { failure, success } from '#core';
import { explainRefusal, type Machine } from '#repo';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

const absent = new Set<unknown>(['ENOENT', 'ENOTDIR', 'EISDIR']);

const readFrom =
  (folder: string) =>
  async (path: string): ReturnType<LawPlace['readText']> => {
    try {
      return success(await readFile(join(folder, path), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && absent.has(error.code)) return success(undefined);
      const why = explainRefusal(error);
      return failure(fail('unreadable', `${join(folder, path)} cannot be read: ${why}.`, 'Name a file you may read.'));
    }
  };

/**
 * Where a policy file that a person named is read: as a file of the repository, or of its own folder where it stands
 * outside of it. What it extends is looked for in the same place.
 */
export const placeOfPolicy = async (
  file: string,
  folder: string,
  repository: Machine['repository'] | undefined,
): Promise<LawPlace> => {
  const named = resolve(folder, file);
  const home = await realpath(dirname(named)).catch(() => dirname(named));
  const path = join(home, basename(named));
  const inside = repository === undefined ? '..' : relative(repository.root, path);
  if (repository !== undefined && !isAbsolute(inside) && inside.split(sep)[0] !== '..')
    return {
      readFrom: 'in the working tree',
      path: inside.split(sep).join('/'),
      readText: (wanted) => repository.read(wanted),
      findLink: (wanted) => repository.findLink(wanted),
    };
  return { readFrom: `in ${home}`, path: basename(path), readText: readFrom(home) };
};
