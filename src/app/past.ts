import type { Result } from '#core';
import type { Failure } from './failure.ts';
import type { MeasureOptions } from './ports.ts';
import type { ReadableChange } from './review.ts';

/** A commit that is no merge, as history tells it. */
export interface PastCommit {
  readonly id: string;
  /** The commit before it; null for the first one. */
  readonly parent: string | null;
  /** When it was committed, ISO 8601. */
  readonly at: string;
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
}

/** What a commit changed. */
export interface MeasuredCommit extends ReadableChange {
  readonly commit: PastCommit;
}

/** What was done in a repository before. */
export interface Past {
  /**
   * The last commits up to HEAD, that many at most, merges left out: of a merge its first parent's side is followed. One
   * whose parent is not here is left out too.
   */
  pastCommits(last: number): Promise<Result<PastCommits, Failure>>;
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
