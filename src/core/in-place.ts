import type { FileChange } from './change.ts';
import type { PathTest } from './glob.ts';
import type { ChangedFile } from './rule-kind.ts';

/** True for a file with one of its two paths in a rule's place. */
export const isInPlace = ({ path, from }: FileChange, applies: PathTest): boolean =>
  applies(path) || (from !== undefined && applies(from));

/** The files of a change by whether they are in a rule's place. */
export const splitByPlace = (
  files: readonly ChangedFile[],
  applies: PathTest,
): Readonly<Record<'files' | 'beyond', readonly ChangedFile[]>> => {
  const [inside, beyond]: [ChangedFile[], ChangedFile[]] = [[], []];
  for (const file of files) (isInPlace(file, applies) ? inside : beyond).push(file);
  return { files: inside, beyond };
};
