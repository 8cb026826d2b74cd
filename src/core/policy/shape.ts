import * as z from 'zod';
import { policyDocument } from './document.ts';
import type { Holding } from './document-words.ts';

/** Where a value stands in a policy: keys, and indexes of lists. */
export type PolicyPath = readonly (string | number)[];

/** What may stand in a place: the JSON Schema of a zod schema, with what its texts stand for. */
export interface Shape {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | boolean;
  readonly propertyNames?: Shape;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly holds?: Holding;
}

/** The shape a zod schema asks for; what JSON Schema cannot say may be anything. */
const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as Shape;

const made = new WeakMap<z.ZodType, Shape>();

/** The same, made once for each schema: the editor asks with every keystroke. */
export const knownShape = (schema: z.ZodType): Shape => {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const shape = shapeOf(schema);
  made.set(schema, shape);
  return shape;
};

// What only our own readers know, and bounds that zod puts on every whole number.
const isNoise = (key: string, value: unknown): boolean =>
  key === 'holds' || key === '$schema' || value === Number.MAX_SAFE_INTEGER;

/** The JSON Schema (draft-07) of a document, for editors. */
export const plainSchema = (schema: z.ZodType): Readonly<Record<string, unknown>> => {
  const plain = JSON.parse(
    JSON.stringify(knownShape(schema), (key, value: unknown) => (isNoise(key, value) ? undefined : value)),
  ) as Readonly<Record<string, unknown>>;
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...plain };
};

export const policyShape = (): Shape => knownShape(policyDocument);

/** A shape with its alternatives side by side. */
export const alternatives = (shape: Shape): readonly Shape[] => {
  const choices = shape.anyOf ?? shape.oneOf;
  return choices === undefined ? [shape] : choices.flatMap(alternatives);
};

const below = (shape: Shape, step: string | number): readonly Shape[] => {
  if (typeof step === 'number') return shape.items === undefined ? [] : [shape.items];
  const named =
    shape.properties !== undefined && Object.hasOwn(shape.properties, step) ? shape.properties[step] : undefined;
  if (named !== undefined) return [named];
  return typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : [];
};

/** What may stand at a path, as it is described there: empty when nothing may. */
export const shapesAt = (root: Shape, path: PolicyPath): readonly Shape[] =>
  path.reduce<readonly Shape[]>(
    (shapes, step) => shapes.flatMap(alternatives).flatMap((shape) => below(shape, step)),
    [root],
  );

/** The keys a map may have at a path. Empty where any key may stand. */
export const keysAt = (root: Shape, path: PolicyPath): readonly string[] => [
  ...new Set(
    shapesAt(root, path)
      .flatMap(alternatives)
      .flatMap(({ properties }) => Object.keys(properties ?? {})),
  ),
];

/** The first description on the way to what may stand at a path. */
export const describeAt = (root: Shape, path: PolicyPath): string | undefined =>
  shapesAt(root, path)
    .flatMap((shape) => [shape, ...alternatives(shape)])
    .find(({ description }) => description !== undefined)?.description;

/** Every text of a value that stands for something, with its path. */
export interface Held {
  readonly path: PolicyPath;
  readonly text: string;
  readonly holds: Holding;
}

/** The texts below a value that its shape says stand for something, in document order. */
export const heldIn = (root: Shape, value: unknown, path: PolicyPath = []): readonly Held[] => {
  const shapes = alternatives(root);
  if (typeof value === 'string') {
    const holds = shapes.find((shape) => shape.holds !== undefined)?.holds;
    return holds === undefined ? [] : [{ path, text: value, holds }];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index): readonly [number, unknown] => [index, item])
    : Object.entries(value);
  return entries.flatMap(([step, item]) =>
    shapes.flatMap((shape) => below(shape, step)).flatMap((shape) => heldIn(shape, item, [...path, step])),
  );
};
