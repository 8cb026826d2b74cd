import { compared, truthOf, type Logic } from '../facts/truth.ts';
import { unwrap } from './string-parts.ts';
import type { PythonNode } from './tree.ts';

const literals = new Set(['true', 'false', 'none', 'integer', 'float', 'ellipsis']);
const sequences = new Set(['list', 'tuple', 'set']);
const collections = new Set(['list', 'tuple', 'dictionary']);

/** The value that is written out there, and no string: `True`, `-1`, `[]`; undefined for any other. */
export const literalOf = (text: string, value: PythonNode): string | undefined => {
  const node = unwrap(value);
  const [first, ...more] = node.children;
  const inner = node.type === 'unary_operator' && first !== undefined && more.length === 0 ? first : node;
  const isLiteral = literals.has(inner.type) || (collections.has(inner.type) && first === undefined);
  return isLiteral ? text.slice(node.start, node.end) : undefined;
};

/** What the functions of every program say of a value: `bool(x)`, and `all` and `any` of what is written out. */
const askedOf = (text: string, { children: [asked, given] }: PythonNode): Logic<PythonNode> | undefined => {
  const name = asked && text.slice(asked.start, asked.end);
  const values = given?.children ?? [];
  if (name === 'bool') return { word: 'or', sides: values };
  const [list] = values;
  if (list === undefined || !sequences.has(list.type) || list.children.some(({ type }) => type === 'list_splat'))
    return undefined;
  if (name === 'all') return { word: 'and', sides: list.children };
  return name === 'any' ? { word: 'or', sides: list.children } : undefined;
};

const comparedIn = (text: string, { children: [one, other, ...more] }: PythonNode): Logic<PythonNode> | undefined => {
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  const [left, right] = [one, other].map(({ start, end }) => text.slice(start, end));
  const holds = compared(text.slice(one.end, other.start), left ?? '', right ?? '');
  return holds === undefined ? undefined : { holds };
};

const readers: ReadonlyMap<string, (text: string, node: PythonNode) => Logic<PythonNode> | undefined> = new Map([
  ['not_operator', (_text, { children: [operand] }) => operand && { not: operand }],
  [
    'boolean_operator',
    (_text, { children }) => ({
      word: children.some(({ type }) => type === 'and') ? 'and' : 'or',
      sides: children.filter(({ field }) => field !== 'operator'),
    }),
  ],
  ['conditional_expression', (_text, { children: [value, , other] }) => value && other && { either: [value, other] }],
  ['comparison_operator', comparedIn],
  ['call', askedOf],
]);

/** Whether a value counts as true or false whatever its names stand for; undefined where they decide. */
export const holdsIn = (text: string, value: PythonNode): boolean | undefined =>
  truthOf(value, (given): Logic<PythonNode> | undefined => {
    const node = unwrap(given);
    const literal = literalOf(text, node);
    return literal === undefined ? readers.get(node.type)?.(text, node) : { value: literal };
  });
