import * as z from 'zod';
import { callsFrom } from '../../calls/call-graph.ts';
import { functionSpots } from '../../calls/function-spots.ts';
import { endsInAny } from '../../calls/names.ts';
import { functionOptions, pickFunctions } from '../../calls/pick-functions.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { seeNew } from '../../spots.ts';
import { listNames, tellPlaces } from '../wording.ts';
import { requiredCallExamples } from './examples.ts';
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
});
type Options = z.infer<typeof options>;

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { calls, depth } = scene.options;
  const isRequired = endsInAny(calls);
  const spotOf = functionSpots(scene);
  const lack = `does not call ${calls.join(' or ')}, itself or through what it calls.`;
  return {
    sightings: seeNew(scene, (side) => {
      const { facts, path, tree } = side;
      if (facts === undefined) return [];
      const isLacking = (index: number): boolean => {
        for (const { names } of callsFrom(tree, { path, facts, index }, depth)) {
          if (names.some(isRequired)) return false;
        }
        return true;
      };
      const lacking = new Set(pickFunctions(facts, scene.options).filter(isLacking));
      return facts.functions
        .filter((_, index) => lacking.has(index))
        .map((fact) => spotOf(side, fact, `${fact.name} ${lack}`, lack));
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
    'stands under a condition that never holds. Whether the call comes first, and what is made of it, is not judged here.',
    '',
    'Functions without statements are left alone: signatures, stubs, abstract ones; constructors and accessors too. A function',
    'that did not call it before, and was moved or renamed, is not new.',
  ].join('\n'),
  remedy: 'Call what is required in this function, or in one that it calls, before it does its work.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  examples: [...requiredCallExamples, ...requiredCallAcrossFiles],
  see,
  guard: ({ functions, 'decorated-with': decorators, calls }, rule) => {
    const which = functions === undefined ? 'every function' : `every function named ${listNames(functions, 'or')}`;
    const decorated = decorators === undefined ? '' : ` with the decorator ${listNames(decorators, 'or')}`;
    return `${tellPlaces(rule)}, ${which}${decorated} calls ${listNames(calls, 'or')}, itself or through what it calls.`;
  },
};
