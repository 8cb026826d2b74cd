import type { FunctionEntity } from './function-entity.ts';

/** What is counted of a function. */
export const functionMeasures = ['cyclomatic', 'cognitive'] as const;

/** How a reference tool that has two variants of cyclomatic complexity counts: ESLint's names for them. */
export const complexityVariants = ['classic', 'modified'] as const;
export type ComplexityVariant = (typeof complexityVariants)[number];

export interface FunctionNumber {
  readonly measure?: (typeof functionMeasures)[number];
  readonly variant?: ComplexityVariant;
}

/** A number of a function; undefined where it is not known. */
export type NumberOf = (entity: FunctionEntity) => number | undefined;

/** Reads a number of functions. A language whose reference tool has one variant alone has that number for both. */
export const numberOf = ({ measure, variant }: FunctionNumber): NumberOf => {
  if (measure === 'cognitive') return ({ cognitive }) => cognitive;
  return variant === 'modified' ? ({ complexity, modified }) => modified ?? complexity : ({ complexity }) => complexity;
};
