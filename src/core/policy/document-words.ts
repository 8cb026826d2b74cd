import * as z from 'zod';
import { fileClasses } from '../change.ts';
import { levels } from '../level.ts';
import { measurePages, measures, type Measure } from '../measures.ts';
import { complexityVariants } from '../syntax/function-number.ts';

/**
 * What a text stands for, beyond being a text. It is kept in the schema, so that the checks, the completion and the
 * hover find every glob, pattern and name by walking the schema instead of keeping lists of keys of their own.
 */
export type Holding =
  | 'context-item'
  | 'cover'
  | 'file'
  | 'glob'
  | 'lane'
  | 'mode'
  | 'open-glob'
  | 'pattern'
  | 'policy'
  | 'result'
  | 'role'
  | 'rule'
  | 'rule-kind'
  | 'waivable'
  | 'whole-pattern';

/** True for what is a path or glob of files, whether or not it has to match any now. */
export const holdsFiles = (holds: Holding | undefined): boolean =>
  holds === 'file' || holds === 'glob' || holds === 'lane' || holds === 'open-glob';

const holding = (holds: Holding): { holds: Holding } => ({ holds });
const text = z.string().min(1);

/** Lower-case words joined by hyphens or dots. */
export const idPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
export const id = z
  .string()
  .regex(idPattern, 'an id is lower-case words joined by hyphens or dots, such as test-writer')
  .describe('Lower-case words joined by hyphens or dots. Findings, tasks and pull requests name it.');

export const nonEmpty = text;
export const because = text.describe('Why, with its source: document title and section.');
export const level = z.enum(levels).describe('block stops a merge, warn asks for a look, info only tells.');
export const limit = z.number().int().min(0);

/** A glob over posix paths relative to the repository. Rule kinds use it in their options, so that a dead glob shows. */
export const glob = text.meta({
  ...holding('glob'),
  description: 'A glob over paths from the root of the repository, such as src/**/*.py. A final / means all below.',
});
export const globs = z.array(glob);

/** Globs of what may well not be there: what is closed, what is excepted, what is to be classed should it come. */
export const openGlobs = z.array(glob.meta({ ...holding('open-glob') }));

/** Globs of where work may go: a folder that is not there is a slip, a kind of file that is not there yet is the work. */
export const laneGlobs = z.array(glob.meta({ ...holding('lane') }));

/** A regular expression that is searched for. Rule kinds use it in their options, so that one that runs away is refused. */
export const pattern = text.meta({
  ...holding('pattern'),
  description: 'A regular expression as JavaScript reads it in Unicode mode. Case does not count.',
});

/** For the end of what is said of a pattern that is searched for in lines. */
export const inLines = 'Case does not count, and ^ and $ are the ends of a line.';

/** A regular expression that has to match the whole text. */
export const wholePattern = text.meta({
  ...holding('whole-pattern'),
  description: 'A regular expression that the whole text must match. Case does not count.',
});

export const modeName = id.meta({ ...holding('mode'), description: 'The id of a mode.' });
export const contextItemName = id.meta({ ...holding('context-item'), description: 'The id of a context item.' });
export const roleName = id.meta({ ...holding('role'), description: 'The id of a role.' });
export const coverName = text.meta({
  ...holding('cover'),
  description: 'The id of a rule or gate, or budget.lines and its like, write-scope.mode or write-scope.task.',
});
export const resultName = text.meta({
  ...holding('result'),
  description: 'The id of a result of the pull request, or ID.KIND for one of its kinds.',
});
/** Rule kinds use it in their options, so that a rule there is none of is refused. */
export const ruleName = text.meta({ ...holding('rule'), description: 'The id of a rule.' });
export const waivableName = text.meta({
  ...holding('waivable'),
  description: 'The id of a rule, or write-scope.mode or write-scope.task; * stands for any part of one.',
});
export const kindName = text.meta({
  ...holding('rule-kind'),
  description: 'What the rule looks for; every kind has its page in docs/rules.md.',
});
export const policyName = text.meta({
  ...holding('policy'),
  description: 'codex-governor:NAME for a policy we ship, or the path of another from this file.',
});
export const fileName = text.meta({ ...holding('file'), description: 'The path of one file.' });

/** The classes a budget counts when it does not say. */
export const countedByDefault = ['code', 'test', 'docs', 'data'] as const;

const highest = limit.describe('The highest value that is still allowed.');
const budgetParts = {
  limit: highest,
  counts: z
    .array(z.enum(fileClasses).describe('A file class.'))
    .min(1)
    .optional()
    .meta({ description: 'The file classes that count.', default: countedByDefault }),
  level: level.optional().meta({
    description: 'What going over it does: block stops a merge, warn asks for a look, info only tells.',
    default: 'block',
  }),
  'raised-by': roleName.optional().describe('The role that may approve more. Left out: nobody.'),
  because: because.optional().describe('Why the limit is what it is, with its source.'),
};
const budget = z.union([highest, z.strictObject(budgetParts).meta({ title: 'Budget' })]);

const variant = z.enum(complexityVariants).optional().meta({
  description:
    'How a `switch` counts, where the reference tool knows both: classic each case, modified the whole as one.',
  default: 'classic',
});
const complexityBudget = z.union([
  highest,
  z.strictObject({ ...budgetParts, variant }).meta({ title: 'Complexity budget' }),
]);

const budgetOf = (measure: Measure) =>
  (measure === 'complexity' ? complexityBudget : budget).optional().describe(measurePages[measure].about);
type BudgetShape = { readonly [Name in Measure]: ReturnType<typeof budgetOf> };

export const budgetsDocument = z
  .strictObject(Object.fromEntries(measures.map((measure) => [measure, budgetOf(measure)])) as BudgetShape)
  .meta({ title: 'Budgets', description: 'How large a change may grow. A budget left out is no limit.' });
