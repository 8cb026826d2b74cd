import type { LawPlace } from '#app';
import type { Machine } from '#repo';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

const readFrom =
  (folder: string) =>
  async (path: string): Promise<string | undefined> => {
    try {
      return await readFile(join(folder, path), 'utf8');
    } catch (error) {
      // What cannot be read is not there: the law is refused for it, with its path.
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
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
    };
  return { readFrom: `in ${home}`, path: basename(path), readText: readFrom(home) };
};
