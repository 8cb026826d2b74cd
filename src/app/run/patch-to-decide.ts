import { tellPatchFiles, type ProposedFile } from '#core';
import type { PatchQuestion } from './run-ports.ts';

/* What a person sees of a patch that they decide about. */

/** A file of a patch with its text now; left out: it is not there. */
export interface PatchedFile extends ProposedFile {
  readonly before?: string;
}

/** What it means to let a patch through that the policy blocks. */
export const tellAccepting = 'Accepted, it is written, and the change stays blocked until that is mended or allowed.';

/** `Patch of Codex: a.py → b.py, c.py`. */
export const titlePatch = ({ files }: Pick<PatchQuestion, 'files'>): string =>
  `Patch of Codex: ${tellPatchFiles({
    files: files.map(({ path, from }) => (from === undefined || from === path ? { path } : { path: from, to: path })),
  })}`;
