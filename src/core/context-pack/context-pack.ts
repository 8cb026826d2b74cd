/** Why an item of the pack cannot be read as the policy demands. */
type PackProblemKind = 'missing' | 'stale' | 'dead-anchor' | 'over-budget';

export interface PackItem {
  /** The id of the context item; followed by `:` and the path where the item is a glob or a choice. */
  readonly id: string;
  readonly path: string;
  readonly anchor?: string;
  /** Digest of the text as it goes into the pack, after redaction and cutting. */
  readonly digest: string;
  readonly tokens: number;
  /** 1 is the highest source of truth. */
  readonly rank: number;
  readonly title: string;
  /** The headings left out to keep within the token budget, in document order. */
  readonly cut: readonly string[];
  /** The tokens those headings would have taken; absent when nothing was left out. */
  readonly cutTokens?: number;
  /** How many secrets were blanked out. */
  readonly redacted: number;
  /** What a reader should know of how the item was read, in whole sentences; absent when there is nothing. */
  readonly notes?: readonly string[];
}

export interface PackProblem {
  /** Id of the context item. */
  readonly item: string;
  readonly kind: PackProblemKind;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly path?: string;
}

/** The documents a task must have read, under one digest. Whole only when it has no problems. */
export interface ContextPack {
  readonly items: readonly PackItem[];
  readonly problems: readonly PackProblem[];
  readonly tokens: number;
  readonly tokenLimit: number;
  readonly digest: string;
}

/** A pack with the text of each item, in the order of `pack.items`. */
export interface BuiltPack {
  readonly pack: ContextPack;
  readonly texts: readonly string[];
}
