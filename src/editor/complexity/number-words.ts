import type { ComplexityLimit, FunctionWithBase } from '#core';

export type Limits = readonly ComplexityLimit[];

const signed = (number: number): string => (number < 0 ? `−${-number}` : `+${number}`);

const differenceOf = ({ entity, base }: FunctionWithBase): number =>
  typeof base === 'number' ? entity.complexity - base : 0;

/** ` (+3)`, or `, new`; empty for no difference, and where no base is known. */
export const tellDifference = (told: FunctionWithBase): string => {
  if (told.base === 'new') return ', new';
  const difference = differenceOf(told);
  return difference === 0 ? '' : ` (${signed(difference)})`;
};

const tellSinceBase = (told: FunctionWithBase): string => {
  if (told.base === 'new') return ', new';
  const difference = differenceOf(told);
  return difference === 0 ? '' : `, ${signed(difference)} since the base`;
};

/** `complexity 7 (limit 10), +3 since the base`; without what is not known, and without a difference of nothing. */
export const writeComplexity = (told: FunctionWithBase, [lowest]: Limits): string => {
  const allowed = lowest === undefined ? '' : ` (limit ${lowest.limit})`;
  return `complexity ${told.entity.complexity}${allowed}${tellSinceBase(told)}`;
};

/** The same for the end of a line of code: `CC 7/10 (+3)`. */
export const writeComplexityShortly = (told: FunctionWithBase, [lowest]: Limits): string => {
  const allowed = lowest === undefined ? '' : `/${lowest.limit}`;
  return `CC ${told.entity.complexity}${allowed}${tellDifference(told)}`;
};

/** A number at a function: the line it begins at, what is written there, and the place of the function. */
export interface Annotation {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** The numbers at the functions of a file. Where a line begins several functions, each says which it is. */
export const annotate = (
  functions: readonly FunctionWithBase[],
  write: (told: FunctionWithBase) => string,
): readonly Annotation[] => {
  const onLine = new Map<number, number>();
  for (const { entity } of functions) onLine.set(entity.line, (onLine.get(entity.line) ?? 0) + 1);
  return functions.map((told) => {
    const { name, line, column } = told.entity;
    const text = onLine.get(line) === 1 ? write(told) : `${name}: ${write(told)}`;
    return { line, column, text };
  });
};
