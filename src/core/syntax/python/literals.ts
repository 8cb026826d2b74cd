import { unwrap } from './string-parts.ts';
import type { PythonNode } from './tree.ts';

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
