import type {
  Change,
  DirtyDigest,
  FileChange,
  FileClass,
  HooksFolder,
  Memory,
  Result,
  SecretSighting,
  Task,
  TaskBase,
} from '#core';
import type { Failure } from './failure.ts';
import type { Past } from './past/past.ts';

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
  /** Measures the tree of HEAD instead: what is staged, changed or untracked is left out. */
  readonly committed?: boolean;
  /** Puts a file in its class; the `.gitattributes` verdict, where there is one, is handed in. */
  readonly classify: (path: string, attribute: FileClass | undefined) => FileClass;
  /** The files whose texts will be read; left out: all. What is not committed can be read only of these. */
  readonly wants?: (file: FileChange) => boolean;
  /** An earlier measurement with the same `classify` and `wants`: given back as it is where nothing has changed since. */
  readonly last?: MeasuredChange;
  readonly signal?: AbortSignal;
}

/** A text that is there and was not read; the reason for people: `it is larger than 5 MB`. */
export interface Unread {
  readonly unread: string;
}

/** What git makes of a path, whatever text it has at the moment. */
export interface PathFacts {
  readonly class: FileClass;
  /**
   * A text as git would store it, line ends converted as for `git add`; undefined where that takes a program of its own (a
   * filter), or another encoding.
   */
  readonly store: (text: string) => string | undefined;
}

/** A change as git measured it, with readers for the texts on both sides. */
export interface MeasuredChange {
  readonly change: Change;
  /** The id of the tree at the base, or of its commit; left out where nobody asks. */
  readonly base?: string;
  /** Told with `committed`: true where the index or the working tree holds more than HEAD. */
  readonly uncommitted?: boolean;
  /** Text at the base; undefined when the file was not there or is binary. Throws when git cannot read it. */
  readonly readBefore: (path: string) => Promise<string | Unread | undefined>;
  /** Text now; undefined when the file is not there or is binary. Throws when git cannot read it. */
  readonly readAfter: (path: string) => Promise<string | Unread | undefined>;
  /** Every regular file at the base, sorted. */
  readonly listBefore: () => Promise<Result<readonly string[], Failure>>;
  /** The messages of the commits that the change is made of, so far as it is committed. */
  readonly readMessages: () => Promise<Result<string, Failure>>;
  /** What git makes of paths, changed or not, there or not; asked of git once for each path. */
  readonly lookUp: (paths: readonly string[]) => Promise<Result<ReadonlyMap<string, PathFacts>, Failure>>;
}

export interface Snapshot {
  /** Id of the tree that holds the working tree as it is. */
  readonly tree: string;
  readonly digestOnly: readonly DirtyDigest[];
}

/** The commits of a repository, and where its work stands among them. */
export interface History {
  head(): Promise<Result<Head, Failure>>;
  /** The commit the branch left the default branch at; null where there is no default branch or no commit. */
  mergeBase(): Promise<Result<string | null, Failure>>;
  /** The full id of the commit that a revision names. */
  resolve(revision: string): Promise<Result<string, Failure>>;
  /** A file of a commit as text; undefined when it is not there. Fails with `too-large`, and where git fails. */
  readAt(revision: string, path: string): Promise<Result<string | undefined, Failure>>;
  /** The first part of a path of a commit that is a symbolic link, the folders above it included; undefined where none is. */
  findLinkAt(revision: string, path: string): Promise<Result<string | undefined, Failure>>;
  /** The files right in a folder of a commit as texts, by path; none where there is no such folder. */
  readFolderAt(revision: string, folder: string): Promise<Result<ReadonlyMap<string, string>, Failure>>;
  /**
   * The newest commit of the default branch that the work stands on: what of it was reviewed. Null where there is none, and
   * on the default branch itself when it has no remote.
   */
  upstream(): Promise<Result<string | null, Failure>>;
  /** When the last commit touched the path, ISO 8601; undefined when none did. */
  lastCommit(path: string): Promise<Result<{ readonly commit: string; readonly at: string } | undefined, Failure>>;
  /**
   * How many commits after `commit`, merges left out, touched any of the globs, which are from the root of the
   * repository.
   */
  commitsSince(commit: string, globs: readonly string[]): Promise<Result<number, Failure>>;
}

/** Who works, as git names the author of a commit. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** The files of a working tree as they are on disk. */
export interface WorkingTree {
  /** Tracked and untracked files that are not ignored, sorted. */
  files(): Promise<Result<readonly string[], Failure>>;
  /** Folders, ending in `/`, and files that git ignores, sorted; what lies below such a folder is not listed. */
  ignored(): Promise<Result<readonly string[], Failure>>;
  /** A file of the working tree as text; undefined when it is not there. Fails with `too-large` and `unreadable`. */
  read(path: string): Promise<Result<string | undefined, Failure>>;
  /** The first part of a path that is a symbolic link, the folders above it included; undefined where none is. */
  findLink(path: string): Promise<Result<string | undefined, Failure>>;
  /** The files right in a folder as texts, by path; none where there is no such folder. Fails as `read` does. */
  readFolder(folder: string): Promise<Result<ReadonlyMap<string, string>, Failure>>;
  /** Writes a new file; fails with `exists` where there is one, and leaves it alone. Whole or not at all. */
  create(path: string, text: string): Promise<Result<void, Failure>>;
  /**
   * Writes a file in place of what is there, with the permissions it has; without a text it is taken away. Whole or not at all.
   * Fails with `cannot-keep`.
   */
  replace(path: string, text: string | undefined): Promise<Result<void, Failure>>;
}

/** What is staged: the tree that the next commit will have. Links are not followed. */
export interface Staging {
  /** A staged file as text; undefined when it is not staged. Fails with `unreadable` for one that is too large. */
  readStaged(path: string): Promise<Result<string | undefined, Failure>>;
  /** The first part of a path that is staged as a symbolic link, the folders above it included; undefined where none is. */
  findStagedLink(path: string): Promise<Result<string | undefined, Failure>>;
  /** The staged files right in a folder as texts, by path; none where there is no such folder. Fails as `readStaged` does. */
  readStagedFolder(folder: string): Promise<Result<ReadonlyMap<string, string>, Failure>>;
}

/** What was dirty when tasks began, kept until they end. */
interface Snapshots {
  /**
   * Keeps the working tree as it is as a tree under a private ref of this worktree, named after the task; the person's
   * index is not touched. Fails with `git-failed` for what cannot be read or kept.
   */
  takeSnapshot(task: string): Promise<Result<Snapshot, Failure>>;
  dropSnapshot(task: string): Promise<void>;
  /** Drops the snapshots of those of this worktree's tasks that are told abandoned. */
  dropSnapshots(isAbandoned: (task: string) => boolean): Promise<void>;
}

/** One git worktree. Paths are posix and relative to its root. A story asks for the part of it that it needs. */
export interface Repository extends History, Past, WorkingTree, Staging, Snapshots {
  /** Who would be the author of a commit; fails with `no-identity` where git is not told. A name proves nothing. */
  identity(): Promise<Result<Identity, Failure>>;
  /** Absolute, in the machine's own spelling. */
  readonly root: string;
  /** Git's folders for this worktree and for the repository, absolute: HEAD, the index and refs change there. */
  readonly gitFolders: readonly string[];
  /**
   * Compares a base with the working tree. Fails with `bad-revision` for a base that is not there, `task-damaged` for a
   * snapshot that is gone, `cannot-keep` without room to measure in, `cancelled` under an aborted signal, `git-failed`
   * for what cannot be read.
   */
  measure(from: MeasureFrom, options: MeasureOptions): Promise<Result<MeasuredChange, Failure>>;
}

/** A file that was found. */
export interface FoundFile {
  readonly text: string;
  readonly isExecutable: boolean;
  /** True for a symbolic link; the text is that of the file it leads to. */
  readonly isLink: boolean;
}

/** The hooks of a worktree, and the files that set them up. Paths are from its root, posix, or absolute. */
export interface Hooks {
  /** The folder git runs the hooks of this worktree from, as the person's configuration has it. */
  folder(): Promise<Result<HooksFolder, Failure>>;
  /** A file; undefined where there is none. Fails with `unreadable`. */
  look(path: string): Promise<Result<FoundFile | undefined, Failure>>;
  /** Writes a file whole or not at all, and keeps its permissions; a program may be executed. Fails with `cannot-keep`. */
  write(path: string, text: string, isProgram: boolean): Promise<Result<void, Failure>>;
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
  /** The text of the examples beside it; undefined when there are none. */
  readShippedExamples(name: string): Promise<string | undefined>;
  /** What other processes made of the texts of policies, by these texts; left out: nobody keeps that. */
  readonly memory?: Memory;
}

/** Counts tokens as the model's own tokenizer does. */
export type CountTokens = (text: string) => number;

/** The secrets in the text of a path. */
export type FindSecrets = (path: string, text: string) => Promise<readonly SecretSighting[]>;

export interface Clock {
  /** Now, ISO 8601 in UTC. */
  now(): string;
}

/** A short text nobody can foresee, for a name that nobody else takes in the same moment: lower-case hex. */
export type Chance = () => string;
