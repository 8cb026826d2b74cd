import { join } from 'node:path';
import { failure } from '#core';
import type { Failure, RunTurn } from '#app';
import { holderOf, LockBusy, underLock } from './file-lock.ts';
import { explainRefusal } from './system-refusal.ts';

const busy = ({ message }: LockBusy): Failure => ({
  reason: 'run-active',
  message: `A governed run is under way in this worktree already, in another window or terminal: ${message}.`,
  remedy: 'Wait for its end or stop it there; or start another task in another worktree.',
});

const refused = (path: string, error: unknown): Failure => ({
  reason: 'cannot-keep',
  message: `It cannot be told whether another governed run works here: ${path} cannot be written, as ${explainRefusal(error)}.`,
  remedy: 'Make sure that the disk has room and that you may write there, then try again.',
});

/** Keeps governed runs of a worktree apart by a lock in our folder of it. */
export const openRunTurn = (folder: string, touchEvery = 5_000): RunTurn => {
  const path = join(folder, 'run', 'lock');
  return {
    holder: () => holderOf(path),
    take: async (work) => {
      // What the work throws is a bug of its own, and nothing that the lock is told of.
      let begun: ReturnType<typeof work> | undefined;
      try {
        return await underLock(path, () => (begun = work()), { patience: 0, touchEvery });
      } catch (error) {
        if (begun !== undefined) throw error;
        return failure(error instanceof LockBusy ? busy(error) : refused(path, error));
      }
    },
  };
};
