import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { Failure } from '#app';
import { compareText, failure, success, type Result } from '#core';

/** A file that was named, or is in a folder that was. */
export interface WalkedFile {
  /** As a person would write it: relative to where they stand, posix. */
  readonly path: string;
  /** Where it is, absolute. */
  readonly place: string;
  /** True for a file that was named itself, and not a folder around it. */
  readonly isNamed: boolean;
}

const inPosix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The files that were found. */
export interface Walk {
  readonly files: readonly WalkedFile[];
  /** Our private folder in the repository of the first folder that was walked; undefined where there is none. */
  readonly memory: string | undefined;
}

const filesInFolder = (folder: { path: string; place: string }, files: readonly string[]): readonly WalkedFile[] => {
  const above = folder.place.endsWith(sep) ? folder.place : `${folder.place}${sep}`;
  const prefix = folder.path === '' ? '' : `${folder.path}/`;
  return files.map((file) => ({ path: `${prefix}${file}`, place: `${above}${file}`, isNamed: false }));
};

const emptyPath: Failure = {
  reason: 'bad-path',
  message: "One of the paths is empty: ''.",
  remedy: 'Name a file or folder; the current folder is a dot.',
};

const missingPath = (named: string): Failure => ({
  reason: 'bad-path',
  message: `There is no file or folder ${named}.`,
  remedy: 'Check the path.',
});

/**
 * The files that paths name: a file is itself, a folder is walked as git would (tracked and untracked, not ignored; links
 * in it are not followed). Sorted, each once.
 */
export const walkPaths = async (
  paths: readonly string[],
  from: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<Walk, Failure>> => {
  const found = new Map<string, WalkedFile>();
  let memory: string | undefined;
  // It would be the folder that the person stands in: an unset variable must not list all of that.
  if (paths.includes('')) return failure(emptyPath);
  for (const named of paths) {
    const place = resolve(from, named);
    const path = inPosix(relative(from, place));
    const known = await stat(place).catch(() => undefined);
    if (known === undefined) return failure(missingPath(named));
    if (!known.isDirectory()) {
      found.set(path, { path, place, isNamed: true });
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
    for (const inside of filesInFolder({ path, place }, listed.value))
      if (found.get(inside.path)?.isNamed !== true) found.set(inside.path, inside);
  }
  return success({ files: [...found.values()].sort((one, other) => compareText(one.path, other.path)), memory });
};
