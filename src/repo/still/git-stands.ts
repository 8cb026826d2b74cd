import { inOrder } from '#app';
import { isSettled } from '../stamp.ts';
import type { Worktree } from '../worktree.ts';
import { findSettingPlaces, gitFiles, refFolders } from './git-places.ts';
import { findMoved, stampFolder, stampPlaces, type Stamps } from './stamps.ts';

/** Git's own files as they stand: the very same object for as long as none of them has moved. */
export interface GitStands {
  /** What git said while they stood so, by the name of the question. */
  readonly said: Map<string, unknown>;
  /** When any of them changed last, in milliseconds since 1970. */
  readonly since: number;
}

/** Looks whether git's own files still stand as they did; undefined where that cannot be told, or not yet. */
export type LookAtGit = () => Promise<GitStands | undefined>;

// Of loose ones; git packs them when there are many.
const mostRefs = 2_000;

/** What cannot be told is not tried again for so many milliseconds. */
export const rest = 60_000;

interface Known {
  readonly stands: GitStands;
  readonly stamps: Stamps;
}

/** Looks at them for the first time, or anew. `later`: something has moved just now. */
const begin = async (worktree: Worktree): Promise<Known | 'later' | 'never'> => {
  const begun = Date.now();
  const places = await findSettingPlaces(worktree);
  if (places === undefined) return 'never';
  const stamps = stampPlaces([...gitFiles(worktree), ...places.files, ...places.excludes], 'through-links');
  if (stamps === undefined) return 'later';
  // The list itself comes from the settings: what they say may have changed while git told it.
  if (!places.files.every((path) => isSettled({ ctimeMs: stamps.get(path)?.since ?? 0 }, begun))) return 'later';
  for (const folder of refFolders(worktree)) {
    const refs = await stampFolder(folder, { look: 'through-links', most: mostRefs });
    if (refs === undefined) return 'never';
    for (const [path, stamp] of refs) stamps.set(path, stamp);
  }
  const since = Math.max(...[...stamps.values()].map((stamp) => stamp.since));
  return { stands: { said: new Map(), since }, stamps };
};

/** Opens a look at git's own files; each look is a look at all of them, and no message of a watcher is believed. */
export const openGitStands = (worktree: Worktree): LookAtGit => {
  const turn = inOrder();
  let known: Known | undefined;
  let restsUntil = 0;
  const look = async (): Promise<GitStands | undefined> => {
    const moved = known === undefined ? undefined : await findMoved(known.stamps, 'through-links');
    if (known !== undefined && moved?.size === 0) return known.stands;
    known = undefined;
    if (Date.now() < restsUntil) return undefined;
    const begun = await begin(worktree);
    if (begun === 'never') restsUntil = Date.now() + rest;
    else if (begun !== 'later') known = begun;
    return known?.stands;
  };
  return () => turn(look);
};
