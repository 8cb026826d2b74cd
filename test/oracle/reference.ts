import type { FunctionEntity } from '#core';
import type { Corpus } from './corpora.ts';

/** What a reference tool reports of one function, or of what else it gives a number to. */
export interface Entry {
  /** 1-based. */
  readonly line: number;
  /** 1-based; 0 where the tool gives none. */
  readonly column: number;
  /** As the tool writes it; empty where it gives none, or none that could be compared. */
  readonly name: string;
  readonly complexity: number;
  /** The same in another variant of the tool, where it has one. */
  readonly modified?: number;
}

/** A tool whose numbers ours have to equal: the one that the users of a language run. */
export interface Reference {
  /** As `languages.ts` of core names it. */
  readonly language: string;
  /** Endings of the files that are compared, in lower case and without the dot. */
  readonly endings: readonly string[];
  readonly corpora: readonly Corpus[];
  /** Debian's packages of the tool; none when it is among our own dependencies. Only recording needs them. */
  readonly packages: readonly string[];
  /** How many entries are compared at least. */
  readonly promised: number;
  /** The suite compares one in so many files, by their digests, where that takes long; `npm run compare` compares all. */
  readonly oneIn?: number;
  /** The tool's name and version, as it reports them. */
  readonly tool: () => Promise<string>;
  /**
   * Asks the tool.
   * @param paths relative to the folder.
   * @returns the entries of each file by its path, in any order; no list for a file that the tool refused to read.
   */
  readonly run: (folder: string, paths: readonly string[]) => Promise<ReadonlyMap<string, readonly Entry[]>>;
  /** How the tool would report an entity of ours. Column and name are compared where the tool gives them. */
  readonly inItsWords: (entity: FunctionEntity) => Entry;
}
