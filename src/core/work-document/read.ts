import { inOwnWords } from '../policy/own-words.ts';
import type { Problem } from '../policy/policy.ts';
import type { ReadText } from '../policy/read.ts';

/** The file of a chain or a package, read. */
export interface WorkFile {
  /** The name of its file, without the end. */
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly placeOf: ReadText<unknown>['placeOf'];
}

/** A file with what reading it said, in words of our own. */
export const workFileOf = (
  file: Pick<WorkFile, 'id' | 'path' | 'text'>,
  read: Pick<ReadText<unknown>, 'problems' | 'placeOf'>,
): WorkFile => ({
  ...file,
  problems: read.problems.map(inOwnWords),
  placeOf: (at, part) => read.placeOf(at, part),
});
