import * as z from 'zod';
import { callsAny, type Step } from '../../calls/call-graph.ts';
import type { FunctionSite } from '../../calls/definitions.ts';
import { endsInAny, endsInWordsOfAny } from '../../calls/names.ts';
import { functionOptions, tellFunctions } from '../../calls/pick-functions.ts';
import { rememberWeakly } from '../../remember.ts';
import type { RuleKind, Scene, Sight } from '../../rule-kind.ts';
import type { Side } from '../../spots.ts';
import { tellPlaces } from '../../wording.ts';
import { seeLacking } from '../lacking-functions.ts';
import { attributesSet } from './attributes.ts';
import { attributeExamples } from './examples-attributes.ts';
import { spanExamples } from './examples.ts';

const options = z.strictObject({
  ...functionOptions,
  spans: z
    .array(z.string().min(1))
    .min(1)
    .default(['start_as_current_span', 'start_span', 'startActiveSpan', 'startSpan'])
    .describe('What opens a span: calls and decorators, by their last names.'),
  attributes: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Attributes that have to be set on the span: `pattern_id` also means `app.pattern_id` and `ATTR_PATTERN_ID`.',
    ),
  depth: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(1)
    .describe('How many calls away the span may be opened: 0 means in the function itself, 1 in what it calls.'),
});
type Options = z.infer<typeof options>;

/** What options look for, made ready once for all functions. */
const lookedFor = rememberWeakly((options: Options) => ({
  opensSpan: endsInAny(options.spans),
  meanings: options.attributes.map((attribute) => ({ attribute, isMeant: endsInWordsOfAny([attribute]) })),
}));

/** The attributes that nothing sets of all that a function calls. All are looked for on one way through the calls. */
const unsetIn = (
  { options }: Scene<Options>,
  { tree }: Side,
  site: FunctionSite,
  isSpan: (step: Step) => boolean,
): readonly string[] => {
  let left = lookedFor(options).meanings;
  callsAny(tree, site, options.depth, (step) => {
    const set = attributesSet(tree, step, isSpan(step));
    left = left.filter(({ isMeant }) => !set.some(isMeant));
    return left.length === 0;
  });
  return left.map(({ attribute }) => attribute);
};

/** What a function lacks: words for each, that go on from its name. */
const lacksOf = (scene: Scene<Options>, side: Side, site: FunctionSite): readonly string[] => {
  const { options, around } = scene;
  const { tree } = side;
  const { opensSpan } = lookedFor(options);
  const isSpan = ({ names }: Step): boolean => names.some(opensSpan);
  const hasSpan = callsAny(tree, site, options.depth, isSpan);
  const noSpan = hasSpan ? [] : ['opens no span: nobody can see it run.'];
  // Whoever had no span had no attributes either: the span that comes now does not bring that debt.
  if (!hasSpan && tree === around.after) return noSpan;
  return [
    ...noSpan,
    ...unsetIn(scene, side, site, isSpan).map((attribute) => `does not set ${attribute} on its span.`),
  ];
};

const see = (scene: Scene<Options>): Sight => ({
  sightings: seeLacking(scene, (side, site) => lacksOf(scene, side, site)),
});

export const telemetrySpan: RuleKind<Options> = {
  kind: 'telemetry-span',
  title: 'Telemetry span',
  manual: [
    'Holds new capabilities to a span, so that it can be seen how they run. `functions`, `decorated-with` and `exported-only`',
    'say which functions; `spans` says what opens a span, as a call or as a decorator; `attributes` what has to be set on it.',
    '',
    'A span counts that the function opens itself, or that is opened in what it calls, up to `depth` calls away; so a',
    "decorator or a context manager of one's own counts. Attributes are what `set_attribute`, `set_attributes` and their",
    'namesakes of JavaScript are given, keywords of what opens the span, and keys of dictionaries in either, also of ones that',
    'are given by name or made by a function of the repository. Attributes that are made elsewhere are not seen.',
    '',
    'Signatures, stubs, abstract functions, constructors and accessors need no span. A function that had none before, and was',
    'moved or renamed, is not new.',
  ].join('\n'),
  remedy: 'Open a span around what this function does, and set the attributes that the policy names on it.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  examples: [...spanExamples, ...attributeExamples],
  see,
  guard: (allowed, rule) => {
    const attributes = allowed.attributes.map((attribute) => `, and sets \`${attribute}\` on it`);
    return `${tellPlaces(rule)}, ${tellFunctions(allowed)} opens a span${attributes.join('')}.`;
  },
};
