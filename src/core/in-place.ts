import { pathAtBase, type FileChange } from './change.ts';
import type { PathTest } from './glob.ts';
import { rememberWeakly } from './remember.ts';
import type { ChangedFile } from './rule-kind.ts';

/** True for a file with one of its two paths in a rule's place. */
export const isInPlace = (file: FileChange, applies: PathTest): boolean =>
  applies(file.path) || applies(pathAtBase(file));

// The same test is asked about the same files for each patch.
const inPlace = rememberWeakly((applies: PathTest) =>
  rememberWeakly((file: FileChange): boolean => isInPlace(file, applies)),
);

/** The files of a change by whether they are in a rule's place. */
export const splitByPlace = (
  files: readonly ChangedFile[],
  applies: PathTest,
): Readonly<Record<'files' | 'beyond', readonly ChangedFile[]>> => {
  const isInside = inPlace(applies);
  const [inside, beyond]: [ChangedFile[], ChangedFile[]] = [[], []];
  for (const file of files) (isInside(file) ? inside : beyond).push(file);
  return { files: inside, beyond };
};
