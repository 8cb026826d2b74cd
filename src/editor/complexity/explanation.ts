import type { FunctionEntity, FunctionWithBase, Step } from '#core';
import { writeComplexity, type Limits } from './number-words.ts';

/** One line of the answer to “why”. */
export interface Reason {
  readonly line: number;
  readonly column: number;
  /** What stands there, for marking it; empty for the entity itself. */
  readonly what: string;
  readonly adds: number;
  readonly label: string;
  readonly description: string;
}

/** What counted towards a function. */
export interface Explanation {
  readonly title: string;
  /** What counted, by what stands there: `1 + 8 if + 3 except = 12`. */
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

const itselfOf: Record<FunctionEntity['kind'], string> = {
  function: 'the function itself',
  block: 'the block itself',
  'static-block': 'the block itself',
  initializer: 'the initial value itself',
};

// A sign such as `=` would be read as one of the sum.
const nameInSum = (what: string): string => (/^[a-z]/i.test(what) ? what : `“${what}”`);

const sumUp = ({ kind, complexity }: FunctionEntity, steps: readonly Step[]): string => {
  if (steps.length === 0) return `Nothing counts but ${itselfOf[kind]}.`;
  const sums = new Map<string, number>();
  for (const { what, adds } of steps) sums.set(what, (sums.get(what) ?? 0) + adds);
  const parts = [...sums].sort(([, one], [, other]) => other - one).map(([what, sum]) => `${sum} ${nameInSum(what)}`);
  return `${['1', ...parts].join(' + ')} = ${complexity}`;
};

/** Why a function has its number; undefined where its language does not tell what counted. `lines` are those of its file. */
export const explainComplexity = (
  told: FunctionWithBase,
  limits: Limits,
  lines: readonly string[],
): Explanation | undefined => {
  const { name, kind, line, column, steps } = told.entity;
  if (steps === undefined) return undefined;
  const itself = { line, column, what: '', adds: 1, label: `+1 ${name}` };
  return {
    title: `${name}: ${writeComplexity(told, limits)}`,
    sum: sumUp(told.entity, steps),
    reasons: [
      { ...itself, description: `line ${line}: ${itselfOf[kind]}` },
      ...steps.map((step) => reasonOf(step, lines)),
    ],
  };
};
