import type { Hole } from '../sql/placeholders.ts';
import { joinParts } from '../facts/gather.ts';
import { resolveEscapes } from './escapes.ts';
import { childOf, type PythonNode } from './tree.ts';

/** A string with what is joined to it. */
export interface FoldedString {
  readonly parts: readonly (string | Hole)[];
  /** What stands in its holes. */
  readonly holes: readonly PythonNode[];
  /** The calls that put it together: of `format` on parts of it, and of `join`. */
  readonly calls: readonly PythonNode[];
}

interface Fold {
  readonly text: string;
  readonly parts: (string | Hole)[];
  readonly holes: PythonNode[];
  readonly calls: PythonNode[];
  isString: boolean;
}

const addHole = ({ text, parts, holes }: Fold, node: PythonNode): void => {
  parts.push({ hole: text.slice(node.start, node.end) });
  holes.push(node);
};

/** Adds what stands in a hole; a string is a part of the text there, too. */
const addInterpolated = (fold: Fold, value: PythonNode): void =>
  value.type === 'string' ? addString(fold, value) : addHole(fold, value);

/** Adds one string as it is written, between its quotes. */
const addString = (fold: Fold, { children, start, end }: PythonNode): void => {
  const { text, parts } = fold;
  fold.isString = true;
  const opening = children.find(({ type }) => type === 'string_start');
  const prefix = text.slice(start, opening?.end ?? start).toLowerCase();
  const read = (piece: string): string => {
    const plain = /[ft]/.test(prefix) ? piece.replace(/\{\{|\}\}/g, (twice) => twice.charAt(0)) : piece;
    return prefix.includes('r') ? plain : resolveEscapes(plain);
  };
  let at = opening?.end ?? start;
  for (const child of children) {
    if (child.type === 'interpolation') {
      parts.push(read(text.slice(at, child.start)));
      addInterpolated(fold, childOf(child, 'expression') ?? child);
      // What says how wide it is printed may hold names, too.
      fold.holes.push(...child.children.filter(({ type }) => type === 'format_specifier'));
      at = child.end;
    }
  }
  const closing = children.findLast(({ type }) => type === 'string_end');
  parts.push(read(text.slice(at, closing?.start ?? end)));
};

const isString = ({ type }: PythonNode): boolean => type === 'string' || type === 'concatenated_string';

/** True for what is joined by `+`, of strings or not. */
export const isSum = ({ type, children }: PythonNode): boolean =>
  type === 'binary_operator' && children.some((child) => child.type === '+');

/** What stands in brackets that only group. */
export const unwrap = (node: PythonNode): PythonNode => {
  let inner = node;
  while (inner.type === 'parenthesized_expression') {
    const [content] = inner.children;
    if (content === undefined) return inner;
    inner = content;
  }
  return inner;
};

/** What a `%` or a call of `format` is done to; undefined for anything else. */
const formattedBy = (text: string, node: PythonNode): PythonNode | undefined => {
  if (node.type === 'binary_operator' && node.children.some(({ type }) => type === '%')) return childOf(node, 'left');
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  return callee?.type === 'attribute' && text.slice(callee.start, callee.end).endsWith('.format')
    ? childOf(callee, 'object')
    : undefined;
};

/** What is a string in spite of what is done to it: `"…" % x` and `"…".format(x)` are left as text. */
const plainStringOf = (text: string, operand: PythonNode): PythonNode | undefined => {
  for (let node: PythonNode | undefined = operand; node !== undefined; node = formattedBy(text, node)) {
    node = unwrap(node);
    if (isString(node)) return node;
  }
  return undefined;
};

/** The string a node is, be it one that values are put into by `%` or `format`; undefined where it is none. */
export const stringIn = (text: string, node: PythonNode): PythonNode => plainStringOf(text, node) ?? node;

/** What a call of `join` puts between; undefined for any other call. */
const betweenOf = (text: string, node: PythonNode): PythonNode | undefined => {
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  if (callee?.type !== 'attribute' || !text.slice(callee.start, callee.end).endsWith('.join')) return undefined;
  const between = childOf(callee, 'object');
  return between !== undefined && isString(between) ? between : undefined;
};

/** What `" ".join([…])` puts together, with what it puts between; undefined for anything else. */
const joinedBy = (text: string, node: PythonNode): readonly PythonNode[] | undefined => {
  const between = betweenOf(text, node);
  const [list, ...more] = childOf(node, 'arguments')?.children ?? [];
  if (between === undefined || list === undefined || more.length > 0) return undefined;
  if (list.type !== 'list' && list.type !== 'tuple') return undefined;
  return list.children.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
};

const addOperand = (fold: Fold, operand: PythonNode): void => {
  const plain = plainStringOf(fold.text, operand);
  if (plain === undefined) {
    addHole(fold, operand);
    return;
  }
  for (let node = operand; node !== plain; node = unwrap(formattedBy(fold.text, node) ?? plain)) {
    if (node.type === 'call') fold.calls.push(node);
    fold.holes.push(...node.children.filter(({ field }) => field === 'right' || field === 'arguments'));
  }
  for (const piece of plain.type === 'string' ? [plain] : plain.children) {
    if (piece.type === 'string') addString(fold, piece);
  }
};

/** The string a node is, alone or as a sum with one; undefined where it is none. */
export const foldString = (text: string, node: PythonNode): FoldedString | undefined => {
  const whole = unwrap(node);
  if (!isString(whole) && !isSum(whole) && joinedBy(text, whole) === undefined) return undefined;
  const fold: Fold = { text, parts: [], holes: [], calls: [], isString: false };
  const left: PythonNode[] = [whole];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const operand = unwrap(next);
    const items = joinedBy(text, operand);
    if (items !== undefined) {
      fold.calls.push(operand);
      left.push(...items.toReversed());
    } else if (isSum(operand))
      left.push(...operand.children.filter(({ field }) => field === 'left' || field === 'right').toReversed());
    else addOperand(fold, operand);
  }
  return fold.isString ? { parts: joinParts(fold.parts), holes: fold.holes, calls: fold.calls } : undefined;
};
