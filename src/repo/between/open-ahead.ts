import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { policyPath, type Failure } from '#app';
import { success, type Result } from '#core';
import { findMergeBase, headOf } from '../history.ts';
import { settingsOf } from '../personal-settings.ts';
import { openBench, takeEnd, type TakenTree } from '../measure/take-tree.ts';
import { openWorktree, type OpenOptions, type Worktree } from '../worktree.ts';

/*
 * To load what judges takes a while in which git, a program of its own, can work already: so it is asked first for what is
 * needed in any case. What it says is of now; whoever asks for it later asks within the same question.
 */

/** A worktree that is being opened for one question. */
export interface OpeningWorktree {
  readonly worktree: Promise<Result<Worktree, Failure>>;
  /** Until git is at work on the longest part: then this process may be busy with something else. */
  readonly isUnderWay: Promise<unknown>;
  /** Removes what nobody asked for. */
  readonly dispose: () => Promise<void>;
}

// In milliseconds. Who looks whether something has moved since a change was measured allows for some more.
const goodFor = 1_000;

interface Begun extends TakenTree {
  readonly at: number;
}

const isThere = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Has git take the working tree; undefined where it cannot, as whoever measures it says why. */
const begin = async (worktree: Worktree, signal: AbortSignal): Promise<Begun | undefined> => {
  // Where there is no policy nothing is measured.
  if (!(await isThere(join(worktree.place.root, policyPath)))) return undefined;
  // A task says itself where it began.
  const hasTask = await isThere(join(worktree.place.ownFolder, 'task.json'));
  void (hasTask ? headOf(worktree) : findMergeBase(worktree)).catch(() => undefined);
  const settings = await settingsOf(worktree);
  const bench = settings.ok ? await openBench(worktree, settings.value, signal) : settings;
  if (!bench.ok) return undefined;
  const at = performance.now();
  const tree = takeEnd(bench.value.git, [], {});
  void tree.catch(() => undefined);
  return { ...bench.value, at, tree };
};

/** Opens the worktree that a folder is in, for one question; where a change is to be measured, git begins with that. */
export const openAhead = (
  folder: string,
  { measures, signal, ...options }: OpenOptions & { readonly measures: boolean },
): OpeningWorktree => {
  const unasked = new AbortController();
  const stop = AbortSignal.any([unasked.signal, ...(signal === undefined ? [] : [signal])]);
  const opened = openWorktree(folder, { ...options, ...(signal === undefined ? {} : { signal }), isBrief: true });
  const beginning = opened
    .then(async (worktree) => (worktree.ok && measures ? begin(worktree.value, stop) : undefined))
    .catch(() => undefined);
  let left = beginning;
  const takeAhead = async (): Promise<TakenTree | undefined> => {
    const begun = await left;
    if (begun === undefined || performance.now() - begun.at > goodFor) return undefined;
    left = Promise.resolve(undefined);
    return begun;
  };
  return {
    worktree: opened.then((worktree) => (worktree.ok ? success({ ...worktree.value, takeAhead }) : worktree)),
    isUnderWay: beginning,
    dispose: async () => {
      const begun = await left;
      if (begun === undefined) return;
      unasked.abort();
      await begun.tree.catch(() => undefined);
      await begun.scratch.dispose();
    },
  };
};
