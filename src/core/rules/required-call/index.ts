import * as z from 'zod';
import { callsAny, type Step } from '../../calls/call-graph.ts';
import { endsInAny, tellableNames } from '../../calls/names.ts';
import { functionOptions, tellFunctions } from '../../calls/pick-functions.ts';
import type { RuleKind, Scene, Sight } from '../../rule-kind.ts';
import { listNames, listPlain, tellPlaces } from '../../wording.ts';
import { requiredCallManner } from './examples-manner.ts';
import { firstDone, isAhead, isGuarding } from './manner.ts';
import { handsOut } from '../../syntax/facts/use-names.ts';
import { seeLacking } from '../lacking-functions.ts';
import { requiredCallExamples } from './examples.ts';
import { requiredCallYield } from './examples-yield.ts';
import { requiredCallAcrossFiles } from './examples-across-files.ts';

const options = z.strictObject({
  ...functionOptions,
  calls: z
    .array(z.string().min(1))
    .min(1)
    .describe('What has to be called; one of them is enough: `rights.ensure_allowed`, `*.ensure_allowed`.'),
  depth: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('How many calls away the call may stand: 0 means in the function itself.'),
  before: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'What it has to come before, by its last names: `*.post`, `send_mail`; a `yield` then counts as well. A check behind what is done is none.',
    ),
  'as-guard': z
    .boolean()
    .default(false)
    .describe('Whether what it says has to decide: it raises, or what it gives is asked for, handed on or given back.'),
});
type Options = z.infer<typeof options>;

const see = (scene: Scene<Options>): Sight => {
  const { calls: required, depth, before, 'as-guard': asGuard } = scene.options;
  const isRequired = endsInAny(required);
  const isDone = endsInAny(before);
  const calls = ({ names }: Step): boolean => names.some(isRequired);
  const named = listPlain(tellableNames(required), 'or');
  return {
    sightings: seeLacking(scene, ({ tree }, site) => {
      if (!callsAny(tree, site, depth, calls)) return [`does not call ${named}, itself or through what it calls.`];
      if (asGuard && !callsAny(tree, site, depth, (step) => isGuarding(tree, step, isRequired)))
        return [`calls ${named}, and goes on whatever that says.`];
      const done = before.length === 0 ? undefined : firstDone(site, isDone);
      return done === undefined || callsAny(tree, site, depth, calls, (use) => isAhead(use, done))
        ? []
        : [
            `calls ${named} only behind ${done.written}, when ${handsOut(done) ? 'a value is out' : 'that is done'} already.`,
          ];
    }),
  };
};

export const requiredCall: RuleKind<Options> = {
  kind: 'required-call',
  title: 'Required call',
  manual: [
    'Holds functions to a call: an export checks rights, a mutation writes its audit event. `functions`, `decorated-with` and',
    '`exported-only` say which functions; `calls` says what they have to call, by its last names, whatever it is imported as.',
    '',
    'A call through others counts: of the same file, of other files by their imports, of the class and what it stands on, of',
    'objects whose class the text tells (`Rights().check()`, a field or a parameter with a type), up to `depth` calls away. So',
    'does a decorator, a dependency in a default value (`Depends(ensure_allowed)`), a function that is handed to a call, and',
    'one inside that is used. What leaves the repository, or only the running program knows, does not count, nor does what',
    'stands under a condition that never holds, or behind a `return` or `raise` that is always taken.',
    '',
    'With `before`, it has to be called before the first of these that the function calls itself, and before it hands out a value',
    'by `yield`; `x = yield y`, which waits for an answer, is left alone. With `as-guard`, what it says',
    'has to decide: a call that stands for itself counts where what is called may raise, and is no guard where it can be seen',
    'that it never does; an answer that is kept under a name counts where that name is read, and an error that is swallowed',
    'makes none.',
    '',
    'Functions without statements are left alone: signatures, stubs, abstract ones; constructors and accessors too. A function',
    'that did not call it before, and was moved or renamed, is not new.',
  ].join('\n'),
  remedy: 'Call what is required in this function, or in one that it calls, before it does its work.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  examples: [...requiredCallExamples, ...requiredCallAcrossFiles, ...requiredCallManner, ...requiredCallYield],
  see,
  guard: (allowed, rule) =>
    `${tellPlaces(rule)}, ${tellFunctions(allowed)} calls ${listNames(tellableNames(allowed.calls), 'or')}, itself or through what it calls.`,
};
