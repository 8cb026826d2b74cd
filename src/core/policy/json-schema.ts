import type { z } from 'zod';
import { knownShape, policyShape, type Shape } from './shape.ts';

/** What a rule kind tells about itself to whoever writes a policy. */
export interface KindPage {
  readonly kind: string;
  readonly title: string;
  /** Markdown; its first paragraph is enough for an editor. */
  readonly manual: string;
  readonly options: z.ZodType;
}

export type KindPages = ReadonlyMap<string, KindPage>;

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The first paragraph of a kind's manual, in one line. */
export const summaryOf = ({ title, manual }: KindPage): string =>
  `${title}. ${(manual.split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').trim()}`.trim();

// What only we read is taken out, and what is only noise: zod bounds every whole number.
const plain = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value !== 'object' || value === null) return value;
  const isMapOfShapes = key === 'properties' || key === 'patternProperties';
  const entries = Object.entries(value).filter(
    ([name, part]) => isMapOfShapes || !(name === 'holds' || name === '$schema' || part === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(
    entries.map(([name, part]) => [name, isVerbatim(name, isMapOfShapes) ? part : plain(part, name)]),
  );
};

const isVerbatim = (name: string, isMapOfShapes: boolean): boolean =>
  !isMapOfShapes && ['default', 'const', 'enum', 'examples', 'required'].includes(name);

// Words of JSON Schema, on data that nothing ever awaits.
const [condition, consequence] = ['if', 'then'] as const;

const optionsWhen = (page: KindPage): JsonSchema => {
  const options = knownShape(page.options);
  const needed = (options.required ?? []).length > 0;
  const asked = {
    properties: { with: { description: summaryOf(page), ...(plain(options) as JsonSchema) } },
    ...(needed ? { required: ['with'] } : {}),
  };
  return { [condition]: { properties: { kind: { const: page.kind } }, required: ['kind'] }, [consequence]: asked };
};

const byKind = (one: KindPage, other: KindPage): number => (one.kind < other.kind ? -1 : 1);

const withKinds = (rules: Shape, pages: readonly KindPage[]): JsonSchema => {
  const kind = rules.items?.properties?.['kind'];
  return {
    ...rules,
    items: {
      ...rules.items,
      properties: {
        ...rules.items?.properties,
        kind: { ...kind, enum: pages.map((page) => page.kind), markdownEnumDescriptions: pages.map(summaryOf) },
      },
      allOf: pages.map(optionsWhen),
    },
  };
};

/**
 * The policy format as JSON Schema draft-07, which YAML extensions of editors understand best: every key described,
 * the options of each rule kind asked for where a rule names it. Same kinds, same bytes.
 */
export const policyJsonSchema = (kinds: KindPages): JsonSchema => {
  const shape = policyShape();
  const pages = [...kinds.values()].sort(byKind);
  const rules = shape.properties?.['rules'];
  const properties = { ...shape.properties, ...(rules === undefined ? {} : { rules: withKinds(rules, pages) }) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...(plain({ ...shape, properties }) as JsonSchema),
  };
};
