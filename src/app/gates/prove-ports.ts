import type { Result } from '#core';
import type { Failure } from '../failure.ts';
import type { ReviewPorts } from '../review/review.ts';
import type { GatePorts } from './gate-ports.ts';

/** Path → its whole text, from the root of the repository; null: the file goes. */
export type PutFiles = ReadonlyMap<string, string | null>;

/** A copy of a working tree with a git of its own, in a temporary folder: whatever happens in it, the person's files stay. */
export interface TreeCopy {
  /** What gates and rules need of the copy. */
  readonly ports: GatePorts & ReviewPorts;
  /** Writes files. Fails with `bad-path` for one that leads out of the copy, and with `cannot-keep`. */
  readonly put: (files: PutFiles) => Promise<Result<void, Failure>>;
  /** Commits all that is there, and of the paths named also what git ignores; the full id of the commit. */
  readonly commit: (message: string, paths: readonly string[]) => Promise<Result<string, Failure>>;
  /** Puts the copy back to a commit of it, without anything else but the links to installed packages. */
  readonly reset: (commit: string) => Promise<Result<void, Failure>>;
  /** Removes the copy. */
  readonly dispose: () => Promise<void>;
}

export interface ProvePorts extends GatePorts {
  /** Copies what is in the working tree and not ignored; folders of installed packages are linked. Fails with `cannot-keep`. */
  readonly copyTree: (signal?: AbortSignal) => Promise<Result<TreeCopy, Failure>>;
}
