import type { Result } from '#core';
import type { Failure } from '../failure.ts';
import type { MeasureOptions } from '../ports.ts';
import type { ReadableChange } from '../review/review.ts';

/** A commit as history tells it. */
export interface PastCommit {
  readonly id: string;
  /** The commit before it, on the side it was merged into for a merge; null for the first one. */
  readonly parent: string | null;
  readonly isMerge: boolean;
  /** When it was committed, ISO 8601. */
  readonly at: string;
  /** Who wrote it, as `Name <address>`. */
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
  /** All of it. */
  readonly message: string;
}

/** Commits of the past, newest first. */
export interface PastCommits {
  readonly commits: readonly PastCommit[];
  /** True in a shallow clone: what is older is not here. */
  readonly isShallow: boolean;
  /** Where there are fewer commits than were wished for: the merges that were left out. */
  readonly mergesLeftOut: number;
}

/** Which commits are meant. Where a merge came in, the side it was merged into is followed. */
export interface PastWishes {
  /** That many at most; left out: all. */
  readonly last?: number;
  /** Only what was committed on a day (`2026-11-01`, in UTC) and after it, or what came after a revision; left out: from the start. */
  readonly since?: string;
  /** With merges, each as one change: all that it brought in. Else they are left out, and what they brought in. */
  readonly merges: boolean;
}

/** What a commit changed. */
export interface MeasuredCommit extends ReadableChange {
  readonly commit: PastCommit;
}

/** What was done in a repository before. */
export interface Past {
  /** The last commits up to HEAD. One whose parent is not here is left out. Fails with `bad-revision`. */
  pastCommits(wishes: PastWishes): Promise<Result<PastCommits, Failure>>;
  /** The messages of the commits that a merge brought in; none for another commit. */
  messagesMerged(commit: Pick<PastCommit, 'id' | 'isMerge' | 'parent'>): Promise<Result<readonly string[], Failure>>;
  /**
   * Compares commits with their parents, in their order, as `measure` would where each was checked out. Git is asked for
   * many at a time, and what texts were read is not kept for long: each is to be read before the next is taken. A failure
   * is the last that comes.
   */
  measureCommits(
    commits: readonly PastCommit[],
    options: Pick<MeasureOptions, 'classify' | 'wants' | 'signal'>,
  ): AsyncIterable<Result<MeasuredCommit, Failure>>;
}
