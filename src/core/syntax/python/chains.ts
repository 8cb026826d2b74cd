import type { ArgumentFact, UseFact } from '../facts.ts';
import { present } from '../../present.ts';
import { put, standing, standingUse, type Spot, type UseDraft } from '../facts/gather.ts';
import { mostLinks, writeChain, type Chain } from '../facts/scopes.ts';
import { mannerOf, type Role, type Walk } from '../facts/walk.ts';
import { literalOf } from './literals.ts';
import { foldString, stringIn, unwrap, type FoldedString } from './string-parts.ts';
import { childOf, type PythonNode } from './tree.ts';

/** A walk through a text of Python. */
export interface PythonWalk extends Walk<PythonNode> {
  /** The imports that are calls. */
  readonly dynamicImports: Map<PythonNode, number>;
  /** The strings that were folded: that of an argument is asked for with the call, and visited later. */
  readonly folded: Map<PythonNode, FoldedString | undefined>;
  /** The names of `__all__`, where the text says them. */
  readonly published: Set<string>;
}

export const textOf = ({ text }: PythonWalk, { start, end }: PythonNode): string => text.slice(start, end);

/** The string a node is, folded once. */
export const foldedString = (walk: PythonWalk, node: PythonNode): FoldedString | undefined => {
  if (walk.folded.has(node)) return walk.folded.get(node);
  const folded = foldString(walk.text, node);
  walk.folded.set(node, folded);
  return folded;
};

/** The value of a string without holes. */
export const plainText = (walk: PythonWalk, node: PythonNode | undefined): string | undefined => {
  const { parts } = (node && foldedString(walk, node)) ?? {};
  const [first = ''] = parts ?? [];
  return parts !== undefined && parts.length <= 1 && typeof first === 'string' ? first : undefined;
};

/** True for a value that is written out, be it a string. */
export const isWrittenOut = (walk: PythonWalk, node: PythonNode): boolean =>
  literalOf(walk.text, node) !== undefined || plainText(walk, node) !== undefined;

const importers = /^(?:(?:importlib\.)?import_module|__import__)$/;

/** The import that a call is: `importlib.import_module("x")`, `__import__("x")`. */
const dynamicImport = (walk: PythonWalk, call: PythonNode, spot: Spot): number | undefined => {
  const known = walk.dynamicImports.get(call);
  if (known !== undefined) return known;
  const callee = childOf(call, 'function');
  if (callee === undefined || !importers.test(textOf(walk, callee))) return undefined;
  const [first] = childOf(call, 'arguments')?.children ?? [];
  const module = plainText(walk, first) ?? '';
  const index = put(walk.imports, { module, how: 'dynamic', ...standing(walk, call, spot) });
  walk.dynamicImports.set(call, index);
  return index;
};

/** What a link of a chain stands on, and how it is written; undefined for what begins one. */
const linkOf = (
  walk: PythonWalk,
  node: PythonNode,
): readonly [object: PythonNode | undefined, link: string] | undefined => {
  switch (node.type) {
    case 'attribute': {
      const name = childOf(node, 'attribute');
      return [childOf(node, 'object'), name === undefined ? '.' : `.${textOf(walk, name)}`];
    }
    case 'subscript':
      return [childOf(node, 'value'), '[]'];
    case 'call':
      return [childOf(node, 'function'), '()'];
    case 'await':
    case 'parenthesized_expression':
      return [node.children.at(-1), ''];
    default:
      return undefined;
  }
};

/** An expression as a chain: one that is more than names, calls and elements begins with nothing. */
const chainOf = (walk: PythonWalk, expression: PythonNode, spot: Spot): Chain => {
  const links: string[] = [];
  let node: PythonNode | undefined = expression;
  for (; node !== undefined && links.length < mostLinks;) {
    if (node.type === 'identifier') return { root: textOf(walk, node), links: links.toReversed() };
    const imported: number | undefined = node.type === 'call' ? dynamicImport(walk, node, spot) : undefined;
    if (imported !== undefined) return { root: imported, links: links.toReversed() };
    const link = linkOf(walk, node);
    if (link === undefined) break;
    if (link[1] !== '') links.push(link[1]);
    [node] = link;
  }
  return { root: undefined, links: links.toReversed() };
};

/** The chain that a name stands for when it is given the value; undefined for other values. */
export const valueChain = (walk: PythonWalk, value: PythonNode, spot: Spot): Chain | undefined => {
  const chain = chainOf(walk, value, spot);
  return chain.root === undefined ? undefined : chain;
};

/** The keyword, the stars and the value of an argument. */
const partsOfArgument = (walk: PythonWalk, node: PythonNode) => {
  if (node.type === 'keyword_argument') {
    const name = childOf(node, 'name');
    return { name: name && textOf(walk, name), value: childOf(node, 'value') };
  }
  const spreads = node.type === 'list_splat' || node.type === 'dictionary_splat';
  return spreads ? { spreads, value: node.children[0] } : { value: node };
};

const argumentOf = (walk: PythonWalk, node: PythonNode, spot: Spot): ArgumentFact => {
  const { name, spreads, value } = partsOfArgument(walk, node);
  const folded = value && foldedString(walk, stringIn(walk.text, value));
  const chain = value && folded === undefined ? valueChain(walk, value, spot) : undefined;
  return {
    ...present('name', name),
    ...present('parts', folded?.parts),
    ...present('written', chain && writeChain(chain, walk.imports)),
    ...present('literal', folded === undefined ? value && literalOf(walk.text, value) : undefined),
    ...present('spreads', spreads),
    place: walk.placeOf(node.start, node.end),
  };
};

const argumentsOf = (walk: PythonWalk, call: PythonNode, spot: Spot): readonly ArgumentFact[] => {
  const list = childOf(call, 'arguments');
  if (list === undefined) return [];
  // A generator that is the only argument stands without an argument list.
  const given = list.type === 'argument_list' ? list.children : [list];
  return given.map((node) => argumentOf(walk, node, spot));
};

/** Notes a use. What stands in the chain, such as arguments, is still to be visited. */
export const noteUse = (
  walk: PythonWalk,
  node: PythonNode,
  spot: Spot,
  how: UseFact['how'],
  role: Role = {},
): UseDraft => {
  if (how === 'call') dynamicImport(walk, node, spot);
  const chain = chainOf(walk, how === 'call' ? (childOf(node, 'function') ?? node) : node, spot);
  const draft: UseDraft = {
    chain,
    scope: spot.scope,
    how,
    ...(how === 'call' ? { arguments: argumentsOf(walk, node, spot) } : {}),
    ...present('manner', mannerOf(role)),
    stands: standingUse(walk, node, spot),
  };
  walk.uses.push(draft);
  return draft;
};

/** Visits what stands in a chain: what it begins with, where that is no name, calls in it, arguments and indexes. */
export const pushChain = (walk: PythonWalk, expression: PythonNode, spot: Spot): void => {
  const inner: PythonNode[] = [];
  let node: PythonNode | undefined = expression;
  while (node !== undefined && node.type !== 'identifier') {
    if (node !== expression && node.type === 'call') break;
    const link = linkOf(walk, node);
    if (link === undefined) break;
    const object: PythonNode | undefined = link[0];
    inner.push(...node.children.filter((child) => child !== object && child.field !== 'attribute').toReversed());
    node = object;
  }
  if (node !== undefined && node !== expression && node.type !== 'identifier') walk.push(node, spot);
  for (const child of inner.toReversed()) walk.push(child, spot);
};

/** Notes what an expression is when it decorates or is stood on, and visits what is in it. */
export const visitUse = (walk: PythonWalk, expression: PythonNode, spot: Spot, role: Role = {}): UseDraft => {
  const node = unwrap(expression);
  const draft = noteUse(walk, node, spot, node.type === 'call' ? 'call' : 'read', role);
  if (linkOf(walk, node) !== undefined) pushChain(walk, node, spot);
  else if (node.type !== 'identifier') walk.push(node, spot);
  return draft;
};
