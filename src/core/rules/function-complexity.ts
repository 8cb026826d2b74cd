import * as z from 'zod';
import { fileClasses, type FileChange, type FileClass } from '../change.ts';
import type { ChangedFile, Needs, RuleKind, Scene, Sighting } from '../rule-kind.ts';
import { rememberWeakly } from '../remember.ts';
import { changedFunctions, isInherited, type ChangedFunction } from '../syntax/changed-functions.ts';
import { complexityVariants, functionMeasures, numberOf } from '../syntax/function-number.ts';
import { functionComplexityExamples } from './function-complexity-examples.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).describe('The highest complexity that is still allowed.'),
  measure: z
    .enum(functionMeasures)
    .default('cyclomatic')
    .describe('cyclomatic counts the ways through a function; cognitive how hard it is to follow.'),
  variant: z
    .enum(complexityVariants)
    .default('classic')
    .describe('How cyclomatic complexity counts a `switch`: classic each of its cases, modified the whole as one.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const names: Record<Options['measure'], string> = { cyclomatic: 'complexity', cognitive: 'cognitive complexity' };

/** What is read of a file: cognitive complexity takes a walk of its own. */
const needed: Record<Options['measure'], readonly (keyof Needs)[]> = {
  cyclomatic: ['functions'],
  cognitive: ['functions', 'cognitive'],
};

const describe = ({ entity, value, before }: ChangedFunction, { limit, measure }: Options): string => {
  const history = before === undefined ? '' : ` It was ${before} at the base.`;
  return `${entity.name} has ${names[measure]} ${value}, ${limit} allowed.${history}`;
};

const sight = (file: ChangedFile, changed: ChangedFunction, given: Options): Sighting => ({
  path: file.path,
  line: changed.entity.line,
  column: changed.entity.column,
  message: describe(changed, given),
  identity: changed.identity,
});

/** What the change answers for in a file; the same file is not counted again for each patch around it. */
const answeredFor = rememberWeakly((given: Options) =>
  rememberWeakly((file: ChangedFile) =>
    changedFunctions(file, numberOf(given)).filter((changed) => !isInherited(changed, given.limit)),
  ),
);

const see = ({ options: given, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { limit, counts } = given;
  const sightings: Sighting[] = [];
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const file of files.filter(({ class: name }) => counts.includes(name))) {
    for (const changed of answeredFor(given)(file)) {
      byClass[file.class] = Math.max(byClass[file.class] ?? 0, changed.value);
      if (changed.value > limit) sightings.push(sight(file, changed, given));
    }
  }
  const used = Math.max(0, ...Object.values(byClass));
  return {
    sightings,
    meter: { used, limit, byClass, counts, estimated: files.some((file) => file.estimated === true) },
  };
};

export const functionComplexity: RuleKind<Options> = {
  kind: 'function-complexity',
  title: 'Function complexity',
  manual: [
    'Limits the cyclomatic complexity of every function that the change writes or alters. The numbers equal those of the',
    'tool the users of a language already run: Python as flake8 C901 (mccabe 0.7), JavaScript and TypeScript as ESLint’s',
    '`complexity`, in its variant classic or, with `variant: modified`, the one in which a `switch` adds 1 and its cases',
    'nothing. Go is counted as gocyclo does, Java as checkstyle, Ruby as rubocop, PHP as phpmd, C and C++ as pmccabe (its',
    'first number, the modified complexity); `variant` changes nothing there. Notebooks and the scripts of Vue and Svelte',
    'components are read, too. `docs/complexity.md` tells of every language what counts.',
    '',
    'With `measure: cognitive` it limits cognitive complexity as SonarSource specifies it: how hard a function is to follow,',
    'rather than how many ways lead through it. It is read of Python, JavaScript and TypeScript; `docs/complexity.md` tells',
    'how. A function of another language has no such number and is not held to it.',
    '',
    'What was over the limit at the base is old debt: it is no finding unless the change makes it worse. The meter shows',
    'the highest complexity this change answers for. A mode’s own limits are the rules `budget.complexity` and',
    '`budget.cognitive`.',
    '',
    'A file of a known language whose functions cannot be read (too deeply nested, too large) is a finding: not knowing is',
    'no pass. Generated code is best put into the class `generated`, which does not count.',
  ].join('\n'),
  remedy: 'Give a part of the function a name of its own: pull a branch or a loop body out into a function.',
  options,
  needs: ({ counts, measure }) => {
    const wants = (file: FileChange): boolean => counts.includes(file.class);
    return Object.fromEntries(needed[measure].map((need) => [need, wants]));
  },
  limits: ({ limit, counts, measure, variant }) => ({ limit, counts, of: { measure, variant } }),
  examples: functionComplexityExamples,
  see,
};
