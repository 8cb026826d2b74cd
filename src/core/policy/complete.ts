import type { Place, Position } from '../lines.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import { printValue } from './names.ts';
import type { Token } from './outline-flow.ts';
import type { PolicyPath, Shape } from './shape.ts';
import { namesHeld, shapesFor, type Desk } from './words-written.ts';

/** Something that may be written where the cursor is. */
export interface Completion {
  readonly kind: 'key' | 'value';
  readonly label: string;
  /** What takes the place of `place`; lines after the first are indented for it. */
  readonly insert: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Sentences about it. */
  readonly documentation: string;
  readonly place: Place;
}

type Offer = Omit<Completion, 'place'>;

const isMap = ({ type, properties }: Shape): boolean => type === 'object' || properties !== undefined;

/** What kind of value a shape asks for, in a word or two. */
const typeOf = (shape: Shape): string => {
  if (shape.const !== undefined) return printValue(shape.const);
  if (shape.enum !== undefined) return shape.enum.map(printValue).join(' | ');
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true | false',
    array: 'list',
    object: 'map',
  };
  return words[shape.type ?? ''] ?? 'value';
};

export const typesOf = (shapes: readonly Shape[]): string => [...new Set(shapes.map(typeOf))].join(' or ');

// Scalars go on in the line; what is a map or list only goes on in the next.
const afterKey = (shapes: readonly Shape[], { token, column }: Cursor, nested: number): string => {
  const indent = `\n${' '.repeat(column - 1 + nested)}`;
  if (token.flow || shapes.some((shape) => !isMap(shape) && shape.type !== 'array')) return ': ';
  return shapes.some(isMap) ? `:${indent}  ` : `:${indent}  - `;
};

const hasColon = (token: Token): boolean => token.kind === 'key';

const keysOf = (cursor: Cursor, path: PolicyPath, desk: Desk): readonly Offer[] => {
  const shapes = shapesFor(path, cursor.tokens, desk.kinds);
  const written = new Set(
    cursor.tokens
      .filter(
        ({ kind, path: at }) =>
          kind === 'key' && at.length === path.length + 1 && path.every((step, index) => step === at[index]),
      )
      .map(({ text }) => text),
  );
  const required = new Set(shapes.flatMap((shape) => shape.required ?? []));
  const keys = [...new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})))];
  return [...keys.filter((key) => required.has(key)), ...keys.filter((key) => !required.has(key))]
    .filter((key) => !written.has(key))
    .map((key): Offer => {
      const below = shapesFor([...path, key], cursor.tokens, desk.kinds);
      return {
        kind: 'key',
        label: key,
        insert: hasColon(cursor.token) ? key : `${key}${afterKey(below, cursor, 0)}`,
        detail: required.has(key) ? `${typesOf(below)}, required` : typesOf(below),
        documentation: below.find(({ description }) => description !== undefined)?.description ?? '',
      };
    });
};

// Ids that only the person can choose are offered where a base has them: to say more about a mode it gives.
const idsOf = ({
  path,
  tokens,
  desk,
}: {
  path: PolicyPath;
  tokens: readonly Token[];
  desk: Desk;
}): readonly Offer[] => {
  const [map] = path;
  if (path.length !== 1 || desk.policy === undefined || (map !== 'modes' && map !== 'roles')) return [];
  const known = map === 'modes' ? desk.policy.modes : desk.policy.roles;
  const written = new Set(
    tokens.filter(({ kind, path: at }) => kind === 'key' && at.length === 2 && at[0] === map).map(({ text }) => text),
  );
  return known
    .filter(({ id }) => !written.has(id))
    .map(({ id, title }) => ({ kind: 'key', label: id, insert: `${id}:`, detail: title, documentation: '' }));
};

const plainValue = (label: string, documentation: string, detail = ''): Offer => ({
  kind: 'value',
  label,
  insert: label,
  detail,
  documentation,
});

// A path may hold what YAML reads as something else.
const asYaml = (word: string, quoted: boolean): string =>
  quoted || /^[\w./][\w./@:-]*$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`;

const valuesOf = (shape: Shape, { tokens, typed, quoted }: Cursor, desk: Desk): readonly Offer[] => {
  const about = shape.description ?? '';
  const detail = (word: unknown): string => (word === shape.default ? 'default' : '');
  if (shape.const !== undefined) return [plainValue(printValue(shape.const), about)];
  if (shape.enum !== undefined) return shape.enum.map((word) => plainValue(printValue(word), about, detail(word)));
  if (shape.type === 'boolean') return [true, false].map((word) => plainValue(String(word), about, detail(word)));
  if (shape.holds === undefined)
    return typeof shape.default === 'number' ? [plainValue(String(shape.default), about, 'default')] : [];
  return namesHeld(shape.holds, tokens, desk, typed).map((name) => ({
    ...plainValue(name.word, name.about, about),
    insert: asYaml(name.word, quoted),
  }));
};

const wrapped = (offers: readonly Offer[], before: string, after: string): readonly Offer[] =>
  offers.map((offer) => ({ ...offer, insert: `${before}${offer.insert}${after}` }));

const scalarsAt = (cursor: Cursor, path: PolicyPath, desk: Desk): readonly Offer[] =>
  shapesFor(path, cursor.tokens, desk.kinds)
    .filter((shape) => !isMap(shape))
    .flatMap((shape) => valuesOf(shape, cursor, desk));

// A list whose first item is begun: a dash in a line of its own, brackets behind its key.
const itemsAt = (cursor: Cursor, path: PolicyPath, desk: Desk): readonly Offer[] => {
  if (!shapesFor(path, cursor.tokens, desk.kinds).some(({ type }) => type === 'array')) return [];
  const item = [...path, 0];
  const values = scalarsAt(cursor, item, desk);
  if (cursor.token.kind === 'value') return wrapped(values, '[', ']');
  const others = { ...cursor, tokens: cursor.tokens.filter(({ kind }) => kind !== 'key'), column: cursor.column + 2 };
  return wrapped([...values, ...keysOf(others, item, desk)], '- ', '');
};

const offersFor = (cursor: Cursor, desk: Desk): readonly Offer[] => {
  const { token, tokens } = cursor;
  const { path } = token;
  if (token.kind === 'key')
    return [...keysOf(cursor, path.slice(0, -1), desk), ...idsOf({ path: path.slice(0, -1), tokens, desk })];
  const isItem = typeof path.at(-1) === 'number';
  // Behind a key no further key may stand; behind a dash or in a line of its own it may.
  const keys =
    token.kind === 'bare' || (isItem && !token.flow)
      ? [...keysOf(cursor, path, desk), ...idsOf({ path, tokens, desk })]
      : [];
  const hasKeys = tokens.some(
    ({ kind, path: at }) =>
      kind === 'key' && at.length === path.length + 1 && path.every((step, index) => step === at[index]),
  );
  return hasKeys ? keys : [...keys, ...scalarsAt(cursor, path, desk), ...itemsAt(cursor, path, desk)];
};

/**
 * What may be written at a position of a policy: keys, words and names, for text that need not be YAML yet. The
 * editor filters by what is typed already. Keys come with the required ones first; never throws.
 */
export const completePolicy = (text: string, position: Position, desk: Desk): readonly Completion[] => {
  const cursor = cursorAt(text, position);
  if (cursor === undefined) return [];
  const offers = new Map(offersFor(cursor, desk).map((offer) => [offer.label, offer]));
  return [...offers.values()].map((offer) => ({ ...offer, place: cursor.place }));
};
