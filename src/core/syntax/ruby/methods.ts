import type { Node } from 'web-tree-sitter';

/** What rubocop reports: a `def` or a `define_method` that does something. */
export interface Method {
  readonly name: string;
  readonly node: Node;
  /** The offsets that count: those of the body. Defaults of parameters count to a method around this one only. */
  readonly from: number;
  readonly to: number;
}

const isNothing = ({ type }: Node): boolean =>
  type === 'comment' || type === 'empty_statement' || type === 'heredoc_body';

/** The method of a `def` or of a block; undefined for one without a body. */
export const methodOf = (node: Node, bodyOwner: Node, name: string): Method | undefined => {
  const body = bodyOwner.childForFieldName('body');
  if (body === null) return undefined;
  const isList = body.type === 'body_statement' || body.type === 'block_body';
  if (isList && body.namedChildren.every(isNothing)) return undefined;
  return { name, node, from: body.startIndex, to: body.endIndex };
};

const plainText = (literal: Node): string | undefined => {
  if (literal.type === 'simple_symbol' || literal.type === 'character') return literal.text.slice(1);
  if (literal.type !== 'string' && literal.type !== 'delimited_symbol') return undefined;
  const parts = literal.namedChildren;
  return parts.some(({ type }) => type === 'interpolation') ? undefined : parts.map(({ text }) => text).join('');
};

/** The name that a call of `define_method` gives, as a plain symbol or string; undefined for every other call. */
export const definedName = (call: Node): string | undefined => {
  if (call.childForFieldName('method')?.text !== 'define_method' || call.childForFieldName('receiver') !== null)
    return undefined;
  const words = call.childForFieldName('arguments')?.namedChildren ?? [];
  const [literal, ...others] = words.filter(({ type }) => type !== 'comment');
  return literal === undefined || others.length > 0 ? undefined : plainText(literal);
};
