import { join } from 'node:path';
import { failure } from '#core';
import type { Failure, RunTurn } from '#app';
import { holderOf, LockBusy, underLock } from './file-lock.ts';
import { explainRefusal } from './system-refusal.ts';

/** What is said where somebody else has the turn, and what to do then. */
interface TurnWords {
  readonly reason: Failure['reason'];
  /** `A governed run is`: what stands before "under way". */
  readonly what: string;
  readonly remedy: string;
}

const ofRuns: TurnWords = {
  reason: 'run-active',
  what: 'A governed run is',
  remedy: 'Wait for its end or stop it there; or start another task in another worktree.',
};

const ofGates: TurnWords = {
  reason: 'gate-active',
  what: 'A run of gates is',
  remedy: 'Wait for its end or stop it there: two at once would take each other’s reports for their own.',
};

const busy = ({ reason, what, remedy }: TurnWords, { message }: LockBusy): Failure => ({
  reason,
  message: `${what} under way in this worktree already, in another window or terminal: ${message}.`,
  remedy,
});

const refused = ({ what }: TurnWords, path: string, error: unknown): Failure => ({
  reason: 'cannot-keep',
  message: `It cannot be told whether ${what.toLowerCase()} under way here: ${path} cannot be written, as ${explainRefusal(error)}.`,
  remedy: 'Make sure that the disk has room and that you may write there, then try again.',
});

const takeTurn =
  (path: string, words: TurnWords, touchEvery: number): RunTurn['take'] =>
  async (work) => {
    // What the work throws is a bug of its own, and nothing that the lock is told of.
    let begun: ReturnType<typeof work> | undefined;
    try {
      return await underLock(path, () => (begun = work()), { patience: 0, touchEvery });
    } catch (error) {
      if (begun !== undefined) throw error;
      return failure(error instanceof LockBusy ? busy(words, error) : refused(words, path, error));
    }
  };

const usualTouch = 5_000;

/** Keeps governed runs of a worktree apart by a lock in our folder of it. */
export const openRunTurn = (folder: string, touchEvery = usualTouch): RunTurn => {
  const path = join(folder, 'run', 'lock');
  return { holder: () => holderOf(path), take: takeTurn(path, ofRuns, touchEvery) };
};

/** Keeps runs of gates apart in the same way. */
export const takeGateTurn = (folder: string): RunTurn['take'] =>
  takeTurn(join(folder, 'evidence', 'lock'), ofGates, usualTouch);
