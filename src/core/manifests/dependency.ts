/** Where names are given out: two dependencies are the same when ecosystem and name are. */
export const ecosystems = [
  'npm',
  'deno',
  'pypi',
  'conda',
  'cargo',
  'go',
  'maven',
  'nuget',
  'rubygems',
  'composer',
  'hex',
  'pub',
  'swift',
] as const;
export type Ecosystem = (typeof ecosystems)[number];

/**
 * What a dependency is for, as its file says: `peer` is asked of whoever uses the project, `constraint` only bounds or
 * replaces what something else asks for, `unstated` is what a lockfile keeps without saying why.
 */
export type DependencyGroup = 'runtime' | 'development' | 'optional' | 'peer' | 'build' | 'constraint' | 'unstated';

/**
 * Where it comes from: the ecosystem's registry by its name, an address of its own (git, an archive), a folder of the
 * repository itself, or an entry of a catalog of the repository that names the package (the name is the entry's then).
 */
export type DependencyOrigin = 'registry' | 'address' | 'repository' | 'catalog';

/** A range within one line; all 1-based, columns in UTF-16 units, the end behind the last. */
export interface LineSpan {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface Dependency extends LineSpan {
  readonly ecosystem: Ecosystem;
  /** As the ecosystem compares names: `typing-extensions`, `@scope/name`, `group:artifact`. */
  readonly name: string;
  /** What stands at its place in the file. */
  readonly asWritten: string;
  readonly group: DependencyGroup;
  /** True when the project itself asks for it; false for what others drag in, and for mere constraints. */
  readonly direct: boolean;
  /** The version demanded or locked, as written; empty when the file says none. */
  readonly requirement: string;
  readonly origin: DependencyOrigin;
}

/** A place that names dependencies in a way that cannot be read without running something. */
export interface UnreadPlace extends LineSpan {
  readonly written: string;
  readonly message: string;
}

/** What a manifest or a lockfile says, in the order of its text. */
export interface ManifestReading {
  readonly dependencies: readonly Dependency[];
  /** Not empty: there may be dependencies that nobody has read. */
  readonly unread: readonly UnreadPlace[];
  /** The name under which others in the repository may ask for this project, where that takes no word of its own. */
  readonly declares?: string;
}

/** Why nothing is known of a whole file. */
export interface ManifestProblem extends LineSpan {
  readonly message: string;
}
