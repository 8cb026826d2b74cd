import * as z from 'zod';
import { namesAtBase } from '../../calls/names-at-base.ts';
import { endsInAny, spelled } from '../../calls/names.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { classShapes } from '../../shapes/class-shapes.ts';
import { returnedShapes } from '../../shapes/returned-shapes.ts';
import { shapeOptions, type Shape } from '../../shapes/shape.ts';
import { seeNew, type Side, type Spot } from '../../spots.ts';
import { listNames, tellPlaces } from '../../wording.ts';
import { requiredInClasses } from './examples-classes.ts';
import { requiredInReturns } from './examples-returns.ts';

const options = z
  .strictObject({
    ...shapeOptions,
    fields: z
      .array(z.string().min(1))
      .min(1)
      .describe('Names that have to be there: `pricing_pack_id` also means `pricingPackId`.'),
  })
  .refine(({ of, base, functions }) => (of ?? base ?? functions) !== undefined, {
    error: 'Say what has to carry the fields: `of`, `base` or `functions`.',
  });
type Options = z.infer<typeof options>;

const lists = /(?:^|\.)(?:\w*Enum|(?:Int)?Flag|\w*Choices)$/;
const raised = /(?:Error|Exception|Warning)$/;

/** True for a list of names, and for what is raised, where the rule does not ask for such: they are no results. */
const isNoResult = ({ what, bases = [] }: Shape, { of = [], base = [] }: Options): boolean => {
  if (bases.some(endsInAny(base)) || endsInAny(of.filter((name) => raised.test(name)))(what)) return false;
  return bases.some((name) => lists.test(name) || raised.test(name));
};

const lacksOf = ({ own, inherited, open }: Shape, fields: readonly string[]): readonly string[] => {
  if (open) return [];
  const names = new Set([...own, ...inherited].map(({ name }) => spelled(name)));
  return fields.filter((field) => !names.has(spelled(field)));
};

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { options: picks } = scene;
  const nameAtBase = namesAtBase(scene);
  const spotsOf = (side: Side, shape: Shape): readonly Spot[] =>
    lacksOf(shape, picks.fields).map((field) => ({
      place: { line: shape.place.line, column: shape.place.column },
      message: `${shape.what} has no ${field}.`,
      symbol: nameAtBase(side, shape.symbol),
      text: `${nameAtBase(side, shape.symbol)} has no ${field}`,
    }));
  return {
    sightings: seeNew(scene, 'fields', (side) => {
      const { path, facts, tree } = side;
      if (facts === undefined) return [];
      const source = { path, facts };
      const classes = classShapes(tree, source, picks).filter((shape) => !isNoResult(shape, picks));
      const shapes = [...classes, ...returnedShapes(source, picks)];
      return shapes.flatMap((shape) => spotsOf(side, shape));
    }),
  };
};

export const requiredField: RuleKind<Options> = {
  kind: 'required-field',
  title: 'Required field',
  manual: [
    'Holds results to the fields that make them traceable. `of` and `base` name classes: dataclasses, models, typed',
    'dictionaries, named tuples, interfaces and types; fields that are inherited count, also from other files, and so do',
    'aliases, getters and what methods write to `self` or `this`. `functions` name functions: each dictionary or object that',
    'they return has to carry the fields, and so does an object that they make by keywords, as in `return Result(value=1)`.',
    '',
    'A dictionary that others are spread into, or that is handed on before it is returned, may carry more than the text tells,',
    'and is left alone. So are types without fields, enumerations (also by `Enum` of Python), and what is raised (a class on',
    'an exception), unless `base` or a name in `of` such as `*Error` asks for it. A base class outside of the repository carries nothing.',
  ].join('\n'),
  remedy: 'Add the field, and fill it from where the result comes from.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  examples: [...requiredInClasses, ...requiredInReturns],
  see,
  guard: ({ of = [], base = [], functions = [], fields }, rule) =>
    `${tellPlaces(rule)}, whatever is, stands on or is returned from ${listNames([...of, ...base, ...functions], 'or')} carries ${listNames(fields, 'and')}.`,
};
