import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What lies below a folder, without following links; undefined as soon as it is more than `most`, so that no more is looked at than
 * may be taken. Folders count too: they cost as much.
 */
export const listBelow = async (root: string, most: number): Promise<readonly Dirent[] | undefined> => {
  const found: Dirent[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(folder)) {
      if (found.push(entry) > most) return undefined;
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
    }
  }
  return found;
};
