import * as z from 'zod';
import type { Facts, FunctionFact } from '../syntax/facts.ts';
import { functionsAround } from '../syntax/facts/around.ts';
import { endsInAny } from './names.ts';
import { listNames } from '../wording.ts';

const names = z.array(z.string().min(1)).min(1);

/** The options by which a rule says which functions it is about. */
export const functionOptions = {
  functions: names
    .optional()
    .describe('Names of functions, `*` in them: `export_*`, `ReportService.*`. Left out: every function.'),
  'decorated-with': names.optional().describe('Only functions with one of these decorators: `router.get`, `task`.'),
  'exported-only': z
    .boolean()
    .default(false)
    .describe('Only functions that others can reach: exported ones, in Python those without an underscore.'),
};

export type FunctionPicks = z.infer<z.ZodObject<typeof functionOptions>>;

const isAbstract = ({ exits }: Facts, { decorators }: FunctionFact, index: number): boolean =>
  decorators.some(({ written }) => /(?:^|\.)(?:abstractmethod|overload)$/.test(written)) ||
  exits.some(
    (exit) =>
      exit.in === index &&
      exit.how === 'throw' &&
      exit.block === undefined &&
      /^NotImplementedError\b/.test(exit.value ?? ''),
  );

/** True for what has statements of its own: no signature, no stub, nothing abstract. */
const hasStatements = (facts: Facts, fact: FunctionFact, index: number): boolean =>
  (fact.kind === 'function' || fact.kind === 'method') && fact.empty !== true && !isAbstract(facts, fact, index);

/** True for a function inside of one that was picked. */
const isPart = (facts: Facts, fact: FunctionFact, picked: ReadonlySet<number>): boolean =>
  functionsAround(facts, fact.in).some((around) => picked.has(around));

/** Tells functions by their names, decorators and reach. */
const isMeant = ({ functions, 'decorated-with': decorators, 'exported-only': exportedOnly }: FunctionPicks) => {
  const isNamed = functions === undefined ? () => true : endsInAny(functions);
  const isDecoration = endsInAny(decorators ?? []);
  return (fact: FunctionFact): boolean =>
    isNamed(fact.name) &&
    (fact.exported || !exportedOnly) &&
    (decorators === undefined || fact.decorators.some(({ written, target = written }) => isDecoration(target)));
};

/** Indexes of the functions that a rule is about. One inside of another that it is about is a part of that. */
export const pickFunctions = (facts: Facts, options: FunctionPicks): readonly number[] => {
  const means = isMeant(options);
  const picked = new Set<number>();
  for (const [index, fact] of facts.functions.entries()) {
    if (means(fact) && hasStatements(facts, fact, index) && !isPart(facts, fact, picked)) picked.add(index);
  }
  return [...picked];
};

/** Says which functions a rule is about, within a sentence: every function named `export_*`. */
export const tellFunctions = ({ functions = [], 'decorated-with': decorators = [] }: FunctionPicks): string =>
  [
    'every function',
    functions.length === 0 ? [] : ['named', listNames(functions, 'or')],
    decorators.length === 0 ? [] : ['with the decorator', listNames(decorators, 'or')],
  ]
    .flat()
    .join(' ');
