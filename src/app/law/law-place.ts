import type { Result } from '#core';
import type { Failure } from '../failure.ts';
import type { History, Staging, WorkingTree } from '../ports.ts';

export const policyPath = '.codex/governance.yaml';

/** The law's file and place, for people: `.codex/governance.yaml (in the working tree)`. */
export const tellLaw = ({ path, readFrom }: { readonly path: string; readonly readFrom: string }): string =>
  `${path} (${readFrom})`;

export interface LawPlace {
  readonly readFrom: string;
  /** Reads a file of that place; undefined when it is not there. */
  readonly readText: (path: string) => Promise<Result<string | undefined, Failure>>;
  /** The first part of a path that is a symbolic link there; left out where nobody can tell. */
  readonly findLink?: (path: string) => Promise<Result<string | undefined, Failure>>;
  /** The full id of the commit it is; left out where it is none. */
  readonly revision?: string;
  /** The policy file; left out: `.codex/governance.yaml`. */
  readonly path?: string;
  /** The files of the repository, to find globs that match none. */
  readonly files?: readonly string[];
}

/** The law as it stands on disk. */
export const workingTree = (repository: Pick<WorkingTree, 'read' | 'findLink'>): LawPlace => ({
  readFrom: 'in the working tree',
  readText: (path) => repository.read(path),
  findLink: (path) => repository.findLink(path),
});

/** The law as it is staged. */
export const inTheIndex = (repository: Pick<Staging, 'readStaged' | 'findStagedLink'>): LawPlace => ({
  readFrom: 'as it is staged',
  readText: (path) => repository.readStaged(path),
  findLink: (path) => repository.findStagedLink(path),
});

/** The law of a commit, told by its full id. What it extends is read from the same commit. */
export const atRevision = (repository: Pick<History, 'readAt' | 'findLinkAt'>, commit: string): LawPlace => ({
  readFrom: `at ${commit.slice(0, 12)}`,
  revision: commit,
  readText: (path) => repository.readAt(commit, path),
  findLink: (path) => repository.findLinkAt(commit, path),
});
