/** A line of a chunk: kept as it stands, taken away, or put in. */
export interface ChunkLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** Neighbouring lines of a file with what becomes of each, without saying where they stand. */
export interface Chunk {
  /** A line that stands somewhere above it, to tell it from others like it. */
  readonly below?: string;
  readonly lines: readonly ChunkLine[];
  /** True where it is looked for at the end of the file first. */
  readonly atEnd: boolean;
}

/** How a text is edited. */
export type TextEdit = { readonly chunks: readonly Chunk[] } | { readonly diff: string } | { readonly text: string };

/** What a patch does to one file; paths as the patch writes them. */
export type PatchStep =
  | { readonly does: 'add'; readonly path: string; readonly text: string }
  /** `text` is what the patch was made of, where it tells. */
  | { readonly does: 'delete'; readonly path: string; readonly text?: string }
  | { readonly does: 'update'; readonly path: string; readonly to?: string; readonly edit: TextEdit };

/** The rules that a patch is held to by itself, whatever a policy says. */
export const patchRules = {
  unreadable: 'patch.unreadable',
  place: 'patch.place',
  stale: 'patch.stale',
  text: 'patch.text',
} as const;

/** Why a patch can be neither judged nor applied. */
export interface PatchFault {
  readonly rule: (typeof patchRules)[keyof typeof patchRules];
  /** The file it is about, as the patch writes it; empty: the patch itself. */
  readonly path: string;
  /** A line of the patch or of the file; 1 where there is none. */
  readonly line: number;
  /** What is wrong and what to do about it, in whole sentences. It quotes nothing of the text of a file. */
  readonly message: string;
}
