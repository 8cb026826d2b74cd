import type { FileChange } from './change.ts';
import { fillHoles, pathPattern } from './path-pattern.ts';
import type { Surroundings } from './surroundings.ts';

/** What a machine can do about a finding when a person asks it to: it needs no thought, and can be undone. */
export type Mend =
  /** The path of a file that is missing: it is made empty, for the person to fill. */
  | { readonly create: string }
  /** The path of a file that is put back as it was at the base: all that the change did to it goes. */
  | { readonly restore: string };

/**
 * The making of the file that another one needs, told by paths with the same holes; undefined where nobody can tell which it
 * is, where one of several is enough, and where there is one on either side of the change.
 */
export const mendByPartner = (
  path: string,
  { when, need, 'one-of': oneOf }: { readonly when: string; readonly need: string; readonly 'one-of': boolean },
  { before, after }: Pick<Surroundings, 'before' | 'after'>,
): Mend | undefined => {
  // Of several a person has to choose.
  if (oneOf) return undefined;
  const captures = pathPattern(when).match(path);
  const create = captures && fillHoles(need, captures);
  if (create === undefined || /[*?{}]/.test(create)) return undefined;
  return before.has(create) || after.has(create) ? undefined : { create };
};

/** Putting a file back as it was; undefined where that takes more than its text: it is new, was moved, or is no text. */
export const mendByBase = ({ path, status, binary, special, added, deleted }: FileChange): Mend | undefined => {
  if (binary || special !== undefined) return undefined;
  if (status === 'deleted') return { restore: path };
  // Where no line differs, what changed is its mode.
  return status === 'modified' && added + deleted > 0 ? { restore: path } : undefined;
};
