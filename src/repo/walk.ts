import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { Failure } from '#app';
import { failure, success, type Result } from '#core';

/** A file that was named, or is in a folder that was. */
export interface WalkedFile {
  /** As a person would write it: relative to where they stand, posix. */
  readonly path: string;
  /** Where it is, absolute. */
  readonly place: string;
}

const inPosix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The files that were found. */
export interface Walk {
  readonly files: readonly WalkedFile[];
  /** Our private folder in the repository of the first folder that was walked; undefined where there is none. */
  readonly memory: string | undefined;
}

const emptyPath: Failure = {
  reason: 'bad-path',
  message: "One of the paths is empty: ''.",
  remedy: 'Name a file or folder; the current folder is a dot.',
};

/**
 * The files that paths name: a file is itself, a folder is walked as git would (tracked and untracked, not ignored; links
 * in it are not followed). Sorted, each once.
 */
export const walkPaths = async (
  paths: readonly string[],
  from: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<Walk, Failure>> => {
  const found = new Map<string, string>();
  let memory: string | undefined;
  // It would be the folder that the person stands in: an unset variable must not list all of that.
  if (paths.includes('')) return failure(emptyPath);
  for (const named of paths) {
    const place = resolve(from, named);
    const path = inPosix(relative(from, place));
    const known = await stat(place).catch(() => undefined);
    if (known === undefined)
      return failure({
        reason: 'bad-path',
        message: `There is no file or folder ${named}.`,
        remedy: 'Check the path.',
      });
    if (!known.isDirectory()) {
      found.set(path, place);
      continue;
    }
    // Only a folder needs git, and what talks with it takes longer to load than a file to be read.
    const { listFolder, findMemory } = await import('./list-folder.ts');
    const [listed, ours] = await Promise.all([
      listFolder(place, environment),
      memory ?? findMemory(place, environment),
    ]);
    if (!listed.ok) return listed;
    memory = ours;
    const [above, prefix] = [place.endsWith(sep) ? place : `${place}${sep}`, path === '' ? '' : `${path}/`];
    for (const file of listed.value) found.set(`${prefix}${file}`, `${above}${file}`);
  }
  const files = [...found].map(([path, place]) => ({ path, place }));
  return success({ files: files.sort((one, other) => (one.path < other.path ? -1 : 1)), memory });
};
