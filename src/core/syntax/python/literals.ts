import { truthOf, type Logic } from '../facts/truth.ts';
import { unwrap } from './string-parts.ts';
import { childOf, type PythonNode } from './tree.ts';

const literals = new Set(['true', 'false', 'none', 'integer', 'float', 'ellipsis']);
const collections = new Set(['list', 'tuple', 'dictionary']);

/** The value that is written out there, and no string: `True`, `-1`, `[]`; undefined for any other. */
export const literalOf = (text: string, value: PythonNode): string | undefined => {
  const node = unwrap(value);
  const [first, ...more] = node.children;
  const inner = node.type === 'unary_operator' && first !== undefined && more.length === 0 ? first : node;
  const isLiteral = literals.has(inner.type) || (collections.has(inner.type) && first === undefined);
  return isLiteral ? text.slice(node.start, node.end) : undefined;
};

/** Whether a value counts as true or false whatever its names stand for; undefined where they decide. */
export const holdsIn = (text: string, value: PythonNode): boolean | undefined =>
  truthOf(value, (given): Logic<PythonNode> | undefined => {
    const node = unwrap(given);
    const literal = literalOf(text, node);
    if (literal !== undefined) return { value: literal };
    const [first, last] = [childOf(node, 'left') ?? node.children[0], childOf(node, 'right')];
    if (first === undefined) return undefined;
    if (node.type === 'not_operator') return { not: first };
    if (node.type !== 'boolean_operator' || last === undefined) return undefined;
    return { word: node.children.some(({ type }) => type === 'and') ? 'and' : 'or', sides: [first, last] };
  });
