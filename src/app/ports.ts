import type { Change, DirtyDigest, FileClass, FunctionEntity, Result, Task, TaskBase } from '#core';
import type { Failure } from './failure.ts';

/** What HEAD is. `branch` is also set on a branch without commits; it is null when detached. */
export interface Head {
  readonly commit: string | null;
  readonly branch: string | null;
}

/** Where a measurement starts: a task's base (its snapshot is subtracted), or a revision. */
export type MeasureFrom = { readonly task: TaskBase } | { readonly revision: string } | { readonly empty: true };

export interface MeasureOptions {
  /** Measures the index as it is staged instead of the working tree. */
  readonly staged?: boolean;
  /** Puts a file in its class; the `.gitattributes` verdict, where there is one, is handed in. */
  readonly classify: (path: string, attribute: FileClass | undefined) => FileClass;
  readonly signal?: AbortSignal;
}

/** A change as git measured it, with readers for the texts on both sides. */
export interface MeasuredChange {
  readonly change: Change;
  /** Text at the base; undefined when the file was not there or is binary. */
  readonly readBefore: (path: string) => Promise<string | undefined>;
  /** Text now; undefined when the file is not there or is binary. */
  readonly readAfter: (path: string) => Promise<string | undefined>;
}

export interface Snapshot {
  /** Id of the tree that holds the working tree as it is. */
  readonly tree: string;
  readonly digestOnly: readonly DirtyDigest[];
}

/** One git worktree. Paths are posix and relative to its root. */
export interface Repository {
  /** Absolute, in the machine's own spelling. */
  readonly root: string;
  /** Git's folders for this worktree and for the repository, absolute: HEAD, the index and refs change there. */
  readonly gitFolders: readonly string[];
  head(): Promise<Result<Head, Failure>>;
  /** The commit the branch left the default branch at; null where there is no default branch or no commit. */
  mergeBase(): Promise<Result<string | null, Failure>>;
  /** The full id of the commit that a revision names. */
  resolve(revision: string): Promise<Result<string, Failure>>;
  measure(from: MeasureFrom, options: MeasureOptions): Promise<Result<MeasuredChange, Failure>>;
  /** Tracked and untracked files that are not ignored, sorted. */
  files(): Promise<Result<readonly string[], Failure>>;
  /** A file of the working tree as text; undefined when it is not there. Fails with `too-large` and `unreadable`. */
  read(path: string): Promise<Result<string | undefined, Failure>>;
  /** A file of a commit as text; undefined when it is not there. Fails with `too-large`, and where git fails. */
  readAt(revision: string, path: string): Promise<Result<string | undefined, Failure>>;
  /** Writes a new file; fails with `exists` where there is one, and leaves it alone. Whole or not at all. */
  create(path: string, text: string): Promise<Result<void, Failure>>;
  /** When the last commit touched the path, ISO 8601; undefined when none did. */
  lastCommit(path: string): Promise<Result<{ readonly commit: string; readonly at: string } | undefined, Failure>>;
  /** How many commits after `commit` touched any of the globs (posix, from the root). */
  commitsSince(commit: string, globs: readonly string[]): Promise<Result<number, Failure>>;
  /**
   * Keeps the working tree as it is as a tree under a private ref of this worktree, named after the task; the person's
   * index is not touched.
   */
  takeSnapshot(task: string): Promise<Result<Snapshot, Failure>>;
  dropSnapshot(task: string): Promise<void>;
  /** Drops the snapshots of those of this worktree's tasks that are told abandoned. */
  dropSnapshots(isAbandoned: (task: string) => boolean): Promise<void>;
}

/** A text that belongs to a task. */
export type TaskPage = 'prompt' | 'pull-request';

export type TaskEnd = 'finished' | 'abandoned';

/** The task of a worktree, kept where the agent cannot write. */
export interface TaskStore {
  /** The active task; undefined when there is none. */
  read(): Promise<Result<Task | undefined, Failure>>;
  /** Keeps a new task; fails with `task-active` when another window was faster. Whole or not at all. */
  keep(task: Task): Promise<Result<void, Failure>>;
  /** Moves the active task to the ended ones. */
  end(task: Task, how: TaskEnd, at: string): Promise<Result<void, Failure>>;
  /** Keeps a page of a task beside it; the absolute path of its file. */
  keepPage(task: string, page: TaskPage, text: string): Promise<Result<string, Failure>>;
  /** Drops the pages of a task that did not start. */
  dropPages(task: string): Promise<void>;
  /** A page of a task and the path of its file; undefined when it is not there. Fails with `unreadable`. */
  readPage(
    task: string,
    page: TaskPage,
  ): Promise<Result<{ readonly text: string; readonly path: string } | undefined, Failure>>;
}

/** Texts of policies. */
export interface PolicyShelf {
  /** The names of the policies we ship, sorted. */
  shipped(): Promise<readonly string[]>;
  /** The text of a shipped policy; undefined when there is none of that name. */
  readShipped(name: string): Promise<string | undefined>;
}

/** Counts tokens as the model's own tokenizer does. */
export type CountTokens = (text: string) => number;

/** A secret in a text, by its offsets. */
export interface SecretSighting {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}
export type FindSecrets = (path: string, text: string) => Promise<readonly SecretSighting[]>;

export type Hash = (text: string) => string;

/** Parses files of the languages we know; loaded when first asked. */
export type LoadFunctions = (
  paths: readonly string[],
) => Promise<(path: string, text: string) => readonly FunctionEntity[] | undefined>;

export interface Clock {
  /** Now, ISO 8601 in UTC. */
  now(): string;
}

/** A short text nobody can foresee, for a name that nobody else takes in the same moment: lower-case hex. */
export type Chance = () => string;
