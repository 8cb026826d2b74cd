import type { Grant } from './allowance/allowance.ts';
import type { FileClass } from './change.ts';
import type { Level } from './level.ts';
import { grouped } from './markdown/write.ts';
import type { Measure } from './measures.ts';
import type { ComplexityVariant } from './syntax/function-number.ts';

/** A limit of a change. */
export interface Budget {
  readonly measure: Measure;
  /** Lines added plus deleted, files, or the complexity of a function, after `measure`. */
  readonly limit: number;
  /** How complexity counts; left out: classic. */
  readonly variant?: ComplexityVariant;
  /** The file classes that count. */
  readonly counts: readonly FileClass[];
  readonly level: Level;
  readonly because: string;
  /** The role that may approve more, if any may. */
  readonly raisedBy?: string;
}

/** A budget in use: 143 of 200 lines. */
export interface Meter {
  readonly id: string;
  readonly used: number;
  readonly limit: number;
  /** The whole change by file class, classes that do not count included. */
  readonly byClass: Readonly<Partial<Record<FileClass, number>>>;
  /** The classes that count, in the order of `fileClasses`. */
  readonly counts: readonly FileClass[];
  /** True while a part comes from unsaved text. */
  readonly estimated: boolean;
  /** Where an approval raised the limit: by whom, and from which limit of the policy. */
  readonly approval?: Grant & { readonly raisedFrom: number };
  /** The limit up to which a claim turns a block into a warning here; left out: none does. */
  readonly lifted?: number;
}

/** True where more is used than allowed; to use all of it is no breach. */
export const exceeds = (meter: Pick<Meter, 'used' | 'limit'>): boolean => meter.used > meter.limit;

/** The meters over their limit, in their order. */
export const exceeded = ({ meters }: { readonly meters: readonly Meter[] }): readonly Meter[] => meters.filter(exceeds);

/** `code 120, test 23, generated 500 not counted`; empty where nothing is used. */
export const tellSplit = ({ byClass, counts }: Pick<Meter, 'byClass' | 'counts'>): string =>
  Object.entries(byClass)
    .map(([name, sum]) => `${name} ${grouped(sum)}${counts.some((counted) => counted === name) ? '' : ' not counted'}`)
    .join(', ');
