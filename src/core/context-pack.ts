/** Why an item of the pack cannot be read as the policy demands. */
export type PackProblemKind = 'missing' | 'stale' | 'dead-anchor' | 'over-budget';

export interface PackItem {
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
  /** How many secrets were blanked out. */
  readonly redacted: number;
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
