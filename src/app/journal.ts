import type { JournalBreak, JournalEntry, JournalEvent, Result } from '#core';
import type { Failure } from './failure.ts';

export interface JournalWishes {
  /** Only the entries of this task. */
  readonly task?: string;
  /** Only the last ones, so many. */
  readonly last?: number;
}

/** What a look at the whole chain found. */
export interface JournalCheck {
  /** How many entries there are. */
  readonly entries: number;
  /** In the order of the files and their lines; none: every entry is there as it was written. */
  readonly breaks: readonly JournalBreak[];
}

/** The journal of a worktree: every event in the order in which it came, never changed. Kept where the agent cannot write. */
export interface Journal {
  /**
   * Writes an event at the end, down to the disk; other processes may do so at the same time. Secrets are blanked out, and
   * what is too long is cut. Fails with `cannot-keep` and `journal-damaged`; then nothing was written.
   */
  append(event: JournalEvent): Promise<Result<JournalEntry, Failure>>;
  /** The entries that are as they were written, the oldest first; `verify` tells of the others. Fails with `unreadable`. */
  read(wishes?: JournalWishes): Promise<Result<readonly JournalEntry[], Failure>>;
  /** Looks whether every entry is there as it was written. Fails with `unreadable`. */
  verify(): Promise<Result<JournalCheck, Failure>>;
}

/** What a story asks for that journals. */
export interface JournalPorts {
  readonly journal: Journal;
}
