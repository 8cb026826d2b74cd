import type { FunctionWithBase, Step } from '#core';
import { writeComplexity, type Limits } from './number-words.ts';

/** One line of the answer to “why”. */
export interface Reason {
  readonly line: number;
  readonly column: number;
  /** What stands there, for marking it; empty for the function itself. */
  readonly what: string;
  readonly adds: number;
  readonly label: string;
  readonly description: string;
}

/** What counted towards a function. */
export interface Explanation {
  readonly title: string;
  /** The sum in words: `1 for the function, if 8, except 3`. */
  readonly sum: string;
  readonly reasons: readonly Reason[];
}

const reasonOf = ({ line, column, what, adds }: Step, lines: readonly string[]): Reason => ({
  line,
  column,
  what,
  adds,
  label: `+${adds} ${what}`,
  description: `line ${line}: ${(lines[line - 1] ?? '').trim()}`,
});

const sumUp = (steps: readonly Step[]): string => {
  const sums = new Map<string, number>();
  for (const { what, adds } of steps) sums.set(what, (sums.get(what) ?? 0) + adds);
  const parts = [...sums].sort(([, one], [, other]) => other - one).map(([what, sum]) => `${what} ${sum}`);
  return ['1 for the function', ...parts].join(', ');
};

/** Why a function has its number; undefined where its language does not tell what counted. `lines` are those of its file. */
export const explainComplexity = (
  told: FunctionWithBase,
  limits: Limits,
  lines: readonly string[],
): Explanation | undefined => {
  const { name, line, column, steps } = told.entity;
  if (steps === undefined) return undefined;
  const itself = { line, column, what: '', adds: 1, label: `+1 ${name}` };
  return {
    title: `${name}: ${writeComplexity(told, limits)}`,
    sum: sumUp(steps),
    reasons: [
      { ...itself, description: `line ${line}: the function itself` },
      ...steps.map((step) => reasonOf(step, lines)),
    ],
  };
};
