import * as z from 'zod';
import { namesAtBase } from '../../calls/names-at-base.ts';
import { spelledLike } from '../../calls/names.ts';
import { matchesAny } from '../../glob.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { classShapes } from '../../shapes/class-shapes.ts';
import { returnedShapes } from '../../shapes/returned-shapes.ts';
import { schemaProperties } from '../../shapes/schema-properties.ts';
import { shapeOptions, type NamedPart, type Shape } from '../../shapes/shape.ts';
import { seeNew, type Side, type Spot } from '../../spots.ts';
import { listNames, tellPlaces } from '../../wording.ts';
import { forbiddenInClasses } from './examples-classes.ts';
import { forbiddenInData } from './examples-data.ts';

const options = z
  .strictObject({
    ...shapeOptions,
    schemas: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Globs of JSON Schemas in JSON or YAML, documents of OpenAPI too: all that stands under `properties`.'),
    fields: z
      .array(z.string().min(1))
      .min(1)
      .describe(
        'Names that may not be there, `*` in them: `next_step` also means `nextStep`, `retry*` also `retry_count`.',
      ),
  })
  .refine(({ of, base, functions, schemas }) => (of ?? base ?? functions ?? schemas) !== undefined, {
    error: 'Say what may not have the fields: `of`, `base`, `functions` or `schemas`.',
  });
type Options = z.infer<typeof options>;

const ban = 'no such field is allowed here.';

type FieldTest = (name: string) => boolean;

interface Told extends NamedPart {
  readonly how: string;
}

/** The fields of a shape that it may not have, each once; those of a class that is told of itself are told there. */
const fieldsOf = ({ own, nested, inherited }: Shape, isForbidden: FieldTest): readonly Told[] => {
  const all: readonly Told[] = [
    ...[...own, ...nested].map(({ name, place }) => ({ name, place, how: `has the field ${name}` })),
    ...inherited.flatMap(({ name, place, from, told }) =>
      told ? [] : [{ name, place, how: `inherits the field ${name} of ${from}` }],
    ),
  ];
  const byName = new Map(all.toReversed().map((field) => [field.name, field]));
  return [...byName.values()].filter(({ name }) => isForbidden(name));
};

const inSchema = ({ path, text = '' }: Side, isForbidden: FieldTest): readonly Spot[] => {
  const properties = schemaProperties(path, text);
  if (properties === undefined) {
    const message = 'This schema does not parse, so nothing is known of its fields.';
    return [{ place: { line: 1, column: 1 }, message, symbol: '', text: 'unread' }];
  }
  return properties
    .filter(({ name }) => isForbidden(name))
    .map(({ name, place }) => ({
      place,
      message: `This schema has the property ${name}: ${ban}`,
      symbol: '',
      text: `property ${name}`,
    }));
};

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { options: picks } = scene;
  const isForbidden = spelledLike(picks.fields);
  const isSchema = matchesAny(picks.schemas ?? []);
  const nameAtBase = namesAtBase(scene);
  return {
    sightings: seeNew(scene, 'fields', (side) => {
      const { path, facts, tree } = side;
      if (isSchema(path)) return inSchema(side, isForbidden);
      if (facts === undefined) return [];
      const source = { path, facts };
      const shapes = [...classShapes(tree, source, picks), ...returnedShapes(source, picks)];
      return shapes.flatMap((shape) =>
        fieldsOf(shape, isForbidden).map(({ name, place, how }) => ({
          place,
          message: `${shape.what} ${how}: ${ban}`,
          symbol: nameAtBase(side, shape.symbol),
          text: `${nameAtBase(side, shape.symbol)} has ${name}`,
        })),
      );
    }),
  };
};

export const forbiddenField: RuleKind<Options> = {
  kind: 'forbidden-field',
  title: 'Forbidden field',
  manual: [
    'Keeps fields out of what others act upon: control fields such as `next_step` or `retry` out of what an agent gives back.',
    '`of` and `base` name classes: dataclasses, models, typed dictionaries, interfaces and types; what they inherit from other',
    'classes, also in other files, counts, and so do aliases, getters and what methods write to `self` or `this`. `functions`',
    'name functions: the dictionaries and objects that they return, with those inside, and what they make by keywords.',
    '`schemas` name JSON Schemas: everything under `properties`, however deep.',
    '',
    'Methods are no fields, and neither are values, comments and texts. A schema that does not parse is a finding.',
  ].join('\n'),
  remedy: 'Take the field out, and let the one decide who is to decide.',
  options,
  needs: ({ schemas = [] }) => {
    const isSchema = matchesAny(schemas);
    return { facts: ({ path }) => !isSchema(path), text: ({ path, from = path }) => [path, from].some(isSchema) };
  },
  looksAround: true,
  examples: [...forbiddenInClasses, ...forbiddenInData],
  see,
  guard: ({ of = [], base = [], functions = [], schemas = [], fields }, rule) =>
    `${tellPlaces(rule)}, nothing that is, stands on or is returned from ${listNames([...of, ...base, ...functions, ...schemas], 'or')} has a field ${listNames(fields, 'or')}.`,
};
