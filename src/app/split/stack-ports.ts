import type { Result } from '#core';
import type { Failure } from '../failure.ts';
import type { Identity, MeasureFrom } from '../ports.ts';

/** What git keeps at a path of a tree. */
export interface StoredFile {
  /** As git writes it: `100644`. */
  readonly mode: string;
  readonly id: string;
}

/** A path at which two trees differ; a side is left out where nothing is there. */
export interface StoredChange {
  readonly path: string;
  readonly before?: StoredFile;
  readonly after?: StoredFile;
}

/** What is put at a path: what git has, a text of our own with each byte as a character (latin1), or nothing. */
export type Put = { readonly path: string } & (
  StoredFile | { readonly mode: string; readonly bytes: string } | { readonly gone: true }
);

/** A commit that is on no branch. */
export interface StackedCommit {
  readonly id: string;
  readonly tree: string;
}

/** The commit that is built upon; `parent` null before the first. */
export interface StackedOn {
  readonly parent: string | null;
  readonly tree: string;
}

/** A stack of commits that is being built beside what is checked out, which stays as it is. */
export interface Stack {
  /** What is built upon first. */
  readonly base: StackedOn;
  /** What is there now, with all that git does not ignore. */
  readonly whole: StackedCommit;
  /** How the whole differs from the base, sorted by path; a renamed file is one that is gone and one that is new. */
  readonly changes: readonly StoredChange[];
  /** The bytes of what git has, each as a character (latin1), by id, in one go; what is larger than a text may be is left out. */
  readonly read: (ids: readonly string[]) => Promise<Result<ReadonlyMap<string, string>, Failure>>;
  /** Makes a commit of what another one has with some paths put anew. */
  readonly add: (on: StackedOn, puts: readonly Put[], message: string) => Promise<Result<StackedCommit, Failure>>;
  /** Makes branches of commits in somebody's name at a moment (ISO 8601), one for each, all or none. Fails with `exists`. */
  readonly keep: (
    branches: readonly StackBranch[],
    signed: { readonly by: Identity; readonly at: string },
  ) => Promise<Result<readonly StackedCommit[], Failure>>;
  readonly dispose: () => Promise<void>;
}

/** A branch that is to be: its commits stand on one another in their order. */
export interface StackBranch {
  readonly name: string;
  readonly tree: string;
  readonly message: string;
}

/**
 * Takes what is there and what it is to be built upon. Fails with `no-change` where they do not differ, and where work that was
 * not committed before the task stands between them.
 */
export type OpenStack = (from: MeasureFrom, signal?: AbortSignal) => Promise<Result<Stack, Failure>>;
