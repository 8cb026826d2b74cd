import type { Budget } from '../budget.ts';
import type { FileChange } from '../change.ts';
import type { Measure } from '../measures.ts';
import { sizeOf, type Hunk } from './hunks.ts';

/** A file of a change, as far as dividing it goes. */
export interface SplitFile extends FileChange {
  /** What differs in it; empty for what is taken whole or not at all: a binary file, a link, a changed mode. */
  readonly hunks: readonly Hunk[];
}

/** What one slice takes of a file. */
export interface Portion {
  readonly file: SplitFile;
  readonly hunks: readonly Hunk[];
  /** Nothing of the file came before. */
  readonly begins: boolean;
  /** Nothing of the file comes after: it stands as it is to be. */
  readonly ends: boolean;
}

/** All of a file. */
export const wholeOf = (file: SplitFile): Portion => ({ file, hunks: file.hunks, begins: true, ends: true });

/** Takes the first hunks of a portion; undefined where that would be none, or all. */
export const divide = (portion: Portion, count: number): readonly [Portion, Portion] | undefined => {
  if (count <= 0 || count >= portion.hunks.length) return undefined;
  return [
    { ...portion, hunks: portion.hunks.slice(0, count), ends: false },
    { ...portion, hunks: portion.hunks.slice(count), begins: false },
  ];
};

/** The budgets that a smaller change uses less of: what they measure is summed over it. */
const amounts: Readonly<Partial<Record<Measure, (portion: Portion) => number>>> = {
  lines: ({ hunks, file }) =>
    file.hunks.length === 0 ? file.added + file.deleted : hunks.reduce((sum, hunk) => sum + sizeOf(hunk), 0),
  files: () => 1,
  'new-files': ({ file, begins }) => (file.status === 'added' && begins ? 1 : 0),
  'deleted-files': ({ file, ends }) => (file.status === 'deleted' && ends ? 1 : 0),
  // Of these nobody can tell beforehand: the slice is measured.
  syntax: () => 0,
};

/** True for a budget that dividing the change helps to keep. */
export const isSummed = ({ measure }: Pick<Budget, 'measure'>): boolean => amounts[measure] !== undefined;

/** How much portions use of a budget together, as far as that can be told before they are measured. */
const usedOf = ({ measure, counts }: Pick<Budget, 'measure' | 'counts'>, portions: readonly Portion[]): number =>
  portions
    .filter(({ file }) => counts.includes(file.class))
    .reduce((sum, portion) => sum + (amounts[measure]?.(portion) ?? 0), 0);

/** True where portions keep every budget that dividing helps to keep. */
export const fits = (portions: readonly Portion[], budgets: readonly Budget[]): boolean =>
  budgets.filter(isSummed).every((budget) => usedOf(budget, portions) <= budget.limit);
