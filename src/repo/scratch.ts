import { copyFile, mkdir, mkdtemp, realpath, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import type { Variables } from './git/environment.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import type { WorktreePlace } from './worktree.ts';

/** A copy of the index to work in, so that the person's own is never touched, nor waited for. */
export interface Scratch {
  /** Points git at the copy. */
  readonly indexVariables: Variables;
  /** Points git at an index of the base, which is made when it is asked for. */
  readonly baseIndexVariables: Variables;
  /** Points git at an index that is not there: nothing is in it. */
  readonly noIndexVariables: Variables;
  /** Makes git keep new objects apart from the repository's own, which it still reads. */
  readonly objectVariables: Variables;
  readonly objectsFolder: string;
  /** A folder without files: whoever takes it for a working tree finds in the index what is not there. */
  readonly emptyFolder: string;
  readonly dispose: () => Promise<void>;
}

/** Makes a scratch of its own for every call: two at once do not meet. */
export const openScratch = async (place: WorktreePlace): Promise<Result<Scratch, Failure>> => {
  const parent = await chooseParent(place);
  try {
    const folder = await mkdtemp(join(parent, 'codex-governor-'));
    const dispose = async (): Promise<void> => discard(folder);
    const objectsFolder = join(folder, 'objects');
    const emptyFolder = join(folder, 'empty');
    const indexFile = join(folder, 'index');
    try {
      await Promise.all([objectsFolder, emptyFolder].map(async (path) => mkdir(path)));
      await copyIndex(place.indexFile, indexFile);
    } catch (error) {
      await dispose();
      throw error;
    }
    return success({
      indexVariables: { GIT_INDEX_FILE: indexFile },
      baseIndexVariables: { GIT_INDEX_FILE: join(folder, 'base-index') },
      noIndexVariables: { GIT_INDEX_FILE: join(folder, 'no-index') },
      objectVariables: {
        GIT_OBJECT_DIRECTORY: objectsFolder,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: quotePath(place.objectsFolder),
      },
      objectsFolder,
      emptyFolder,
      dispose,
    });
  } catch (error) {
    return failure({
      reason: 'cannot-keep',
      message: `The temporary files for measuring cannot be made in ${parent}: ${explainRefusal(error)}.`,
      remedy: 'Make room there, or set TMPDIR to a folder you may write to.',
    });
  }
};

// What a git that was stopped still holds on to is left to whoever clears the temporary folder.
export const discard = async (folder: string): Promise<void> => {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
};

// Where the temporary folder lies in the worktree (a repository made of a whole home), git would take our files for new.
export const chooseParent = async ({ root, gitFolder }: WorktreePlace): Promise<string> => {
  const usual = await realpath(tmpdir()).catch(() => tmpdir());
  return usual === root || usual.startsWith(root + sep) ? gitFolder : usual;
};

/*
 * Git tells by the index's own time which entries it has to look at again because they were written in the same
 * moment. A copy that were younger than the original would hide such a change; one that is a little older is safe.
 */
const copyIndex = async (from: string, to: string): Promise<void> => {
  try {
    const { mtimeMs } = await stat(from);
    await copyFile(from, to);
    const moment = (Math.floor(mtimeMs) - 1) / 1000;
    await utimes(to, moment, moment);
  } catch (error) {
    // Before the first `git add` there is none, and git starts with an empty one.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
};

// Git splits the variable at the separator unless the path is quoted.
const quotePath = (path: string): string =>
  path.includes(delimiter) || path.startsWith('"') ? `"${path.replaceAll(/["\\]/g, String.raw`\$&`)}"` : path;
