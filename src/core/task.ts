import type { PackProblem } from './context-pack/context-pack.ts';

/** A part of a document: `PRODUCT_SPEC.md#guardrails`. */
export interface SpecLink {
  readonly path: string;
  readonly anchor?: string;
}

/** A file that was already dirty when the task began and was not copied: told by its digest alone. */
export interface DirtyDigest {
  readonly path: string;
  readonly digest: string;
}

/** Where a task began. */
export interface TaskBase {
  /** Commit id; null in a repository without commits. */
  readonly commit: string | null;
  /** Branch name; null when HEAD was detached. */
  readonly branch: string | null;
  /** Tree of the working tree as it was, under a private ref. */
  readonly snapshot: string;
  readonly digestOnly: readonly DirtyDigest[];
}

/** Starting with an incomplete context pack: who accepted it, and why. */
export interface PackOverride {
  readonly who: string;
  readonly why: string;
}

/** The override with what it let pass, as it was when the task began. */
interface KeptOverride extends PackOverride {
  readonly problems: readonly PackProblem[];
}

/** The text of a policy layer as it was when the task began. */
export interface LawText {
  readonly source: string;
  readonly text: string;
}

/** The slice of a chain that a task is of. */
export interface TaskSlice {
  readonly chain: string;
  readonly id: string;
}

/** Goal, mode, declared scope and base, frozen when the task began; one per worktree and pull request. */
export interface Task {
  readonly version: 1;
  readonly id: string;
  readonly goal: string;
  readonly mode: string;
  /** Globs the work keeps to; empty: wherever the mode may write. */
  readonly scope: readonly string[];
  /** Globs that it keeps out of, whatever else lets it in; left out: none. */
  readonly closed?: readonly string[];
  readonly slice?: TaskSlice;
  readonly specs: readonly SpecLink[];
  readonly pattern?: string;
  readonly slots: Readonly<Record<string, string>>;
  /** Id of a context item → the paths a person chose for it; absent when nobody chose. */
  readonly picks?: Readonly<Record<string, readonly string[]>>;
  readonly base: TaskBase;
  readonly packDigest: string;
  readonly override?: KeptOverride;
  /** The whole law the task began under; it holds until the task ends. */
  readonly law: readonly LawText[];
  /** ISO 8601. */
  readonly startedAt: string;
}
