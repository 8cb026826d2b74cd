import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { ToldChange } from '#core';

/*
 * Codex writes a patch that was accepted in a sandbox that is opened for its files alone: it can make a file there, and no
 * folder. So the folders of new files are made before the patch is let through.
 */

/** Makes the folders that patches need. */
export interface NewFolders {
  /** One that the machine does not make is left out: Codex says then what it could not write. */
  make(changes: readonly ToldChange[]): Promise<void>;
  /** Takes away those that nothing was written to. */
  tidy(): Promise<void>;
}

const newPath = ({ path, kind }: ToldChange): string | undefined => {
  if (kind.type === 'add') return path;
  return kind.type === 'update' ? (kind.move_path ?? undefined) : undefined;
};

/** A folder and those around it up to an outer one, the innermost first, both included. */
const wayOut = (inner: string, outer: string): readonly string[] =>
  inner === outer || !inner.startsWith(outer) ? [inner] : [inner, ...wayOut(dirname(inner), outer)];

export const openNewFolders = (cwd: string): NewFolders => {
  const made: string[] = [];
  return {
    make: async (changes) => {
      for (const change of changes) {
        const path = newPath(change);
        if (path === undefined || isAbsolute(path)) continue;
        const folder = dirname(join(cwd, path));
        const first = await mkdir(folder, { recursive: true }).catch(() => undefined);
        if (first !== undefined) made.unshift(...wayOut(folder, first));
      }
    },
    tidy: async () => {
      for (const folder of made.splice(0)) await rmdir(folder).catch(() => undefined);
    },
  };
};
