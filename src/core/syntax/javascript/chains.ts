import type ts from 'typescript';
import { present } from '../../present.ts';
import type { ArgumentFact, UseFact } from '../facts.ts';
import { put, standing, standingUse, type Spot, type Stretch, type UseDraft } from '../facts/gather.ts';
import { mostLinks, writeChain, type Chain } from '../facts/scopes.ts';
import { mannerOf, type Role, type Walk } from '../facts/walk.ts';
import { literalOf } from './literals.ts';
import { foldString, type FoldedString } from './string-parts.ts';
import type { TypeScript } from './walk.ts';

/** A walk through a text of JavaScript or TypeScript. */
export interface FactWalk extends Walk<ts.Node> {
  readonly typescript: TypeScript;
  readonly source: ts.SourceFile;
  /** The imports that are calls. */
  readonly calledImports: Map<ts.Node, number>;
  /** The strings that were folded: that of an argument is asked for with the call, and visited later. */
  readonly folded: Map<ts.Node, FoldedString | undefined>;
  /** The names that `export { … }` and `module.exports` let out. */
  readonly published: Set<string>;
  /** Indexes of functions that are private to their class. */
  readonly hidden: Set<number>;
}

export const stretchOf = ({ source }: Pick<FactWalk, 'source'>, node: ts.Node): Stretch => ({
  start: node.getStart(source),
  end: node.end,
});

export const textOf = (walk: FactWalk, node: ts.Node): string => walk.text.slice(node.getStart(walk.source), node.end);

/** The string a node is, folded once. */
export const foldedString = (walk: FactWalk, node: ts.Node): FoldedString | undefined => {
  if (walk.folded.has(node)) return walk.folded.get(node);
  const folded = foldString(walk.typescript, walk.source, node);
  walk.folded.set(node, folded);
  return folded;
};

/** The value of a string without holes. */
export const plainText = (walk: FactWalk, node: ts.Node | undefined): string | undefined => {
  const { parts } = (node && foldedString(walk, node)) ?? {};
  const [first = ''] = parts ?? [];
  return parts !== undefined && parts.length <= 1 && typeof first === 'string' ? first : undefined;
};

/** True for a value that is written out, be it a string. */
export const isWrittenOut = (walk: FactWalk, node: ts.Node): boolean =>
  literalOf(walk.typescript, walk.source, node) !== undefined || plainText(walk, node) !== undefined;

/** The import that a call is: `import("x")`, `require("x")`. */
const calledImport = (walk: FactWalk, call: ts.CallExpression, spot: Spot): number | undefined => {
  const known = walk.calledImports.get(call);
  if (known !== undefined) return known;
  const { ImportKeyword, Identifier } = walk.typescript.SyntaxKind;
  const { expression: callee } = call;
  const isDynamic = callee.kind === ImportKeyword;
  if (!isDynamic && !(callee.kind === Identifier && textOf(walk, callee) === 'require')) return undefined;
  const module = plainText(walk, call.arguments[0]) ?? '';
  const how = isDynamic ? 'dynamic' : 'require';
  const index = put(walk.imports, { module, how, ...standing(walk, stretchOf(walk, call), spot) });
  walk.calledImports.set(call, index);
  return index;
};

type Link = readonly [object: ts.Node, link: string];

const elementLink = ({ typescript }: FactWalk, index: ts.Expression): string => {
  const name = typescript.isStringLiteralLike(index) ? index.text : '';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : '[]';
};

/** What gives the expression its value, where nothing else does; undefined for what is more. */
const innerOf = ({ typescript }: FactWalk, node: ts.Node): ts.Node | undefined =>
  typescript.isParenthesizedExpression(node) ||
  typescript.isNonNullExpression(node) ||
  typescript.isAwaitExpression(node) ||
  typescript.isAsExpression(node) ||
  typescript.isSatisfiesExpression(node) ||
  typescript.isTypeAssertionExpression(node)
    ? node.expression
    : undefined;

/** What a link of a chain stands on, and how it is written; undefined for what begins one. */
const linkOf = (walk: FactWalk, node: ts.Node): Link | undefined => {
  const { typescript } = walk;
  if (typescript.isPropertyAccessExpression(node)) return [node.expression, `.${node.name.text}`];
  if (typescript.isElementAccessExpression(node)) {
    return [node.expression, elementLink(walk, node.argumentExpression)];
  }
  if (typescript.isCallExpression(node) || typescript.isNewExpression(node)) return [node.expression, '()'];
  if (typescript.isTaggedTemplateExpression(node)) return [node.tag, '()'];
  const inner = innerOf(walk, node);
  return inner && [inner, ''];
};

/** The name or import that a chain begins with. */
const rootOf = (walk: FactWalk, node: ts.Node, spot: Spot): string | number | undefined => {
  const { typescript } = walk;
  const { ThisKeyword, SuperKeyword, ImportKeyword } = typescript.SyntaxKind;
  if (typescript.isIdentifier(node)) return node.text === '' ? undefined : node.text;
  if (node.kind === ThisKeyword) return 'this';
  if (node.kind === SuperKeyword) return 'super';
  if (node.kind === ImportKeyword) return 'import';
  if (typescript.isMetaProperty(node)) return textOf(walk, node).replace(/\s+/g, '');
  return typescript.isCallExpression(node) ? calledImport(walk, node, spot) : undefined;
};

/** An expression as a chain: one that is more than names, calls and elements begins with nothing. */
export const chainOf = (walk: FactWalk, expression: ts.Node, spot: Spot): Chain => {
  const links: string[] = [];
  let node = expression;
  while (links.length < mostLinks) {
    const root = rootOf(walk, node, spot);
    if (root !== undefined) return { root, links: links.toReversed() };
    const link = linkOf(walk, node);
    if (link === undefined) break;
    if (link[1] !== '') links.push(link[1]);
    [node] = link;
  }
  return { root: undefined, links: links.toReversed() };
};

/** The chain that a name stands for when it is given the value; undefined for other values. */
export const valueChain = (walk: FactWalk, value: ts.Node, spot: Spot): Chain | undefined => {
  const chain = chainOf(walk, value, spot);
  return chain.root === undefined ? undefined : chain;
};

const argumentOf = (walk: FactWalk, node: ts.Node, spot: Spot): ArgumentFact => {
  const spreads = walk.typescript.isSpreadElement(node);
  const value = spreads ? node.expression : node;
  const folded = foldedString(walk, value);
  const chain = folded === undefined ? valueChain(walk, value, spot) : undefined;
  const { start, end } = stretchOf(walk, node);
  return {
    ...(folded === undefined ? {} : { parts: folded.parts }),
    ...(chain === undefined ? {} : { written: writeChain(chain, walk.imports) }),
    ...present('literal', folded === undefined ? literalOf(walk.typescript, walk.source, value) : undefined),
    ...(spreads ? { spreads } : {}),
    place: walk.placeOf(start, end),
  };
};

const argumentsOf = ({ typescript }: FactWalk, call: ts.Node): readonly ts.Node[] => {
  if (typescript.isTaggedTemplateExpression(call)) return [call.template];
  return typescript.isCallExpression(call) || typescript.isNewExpression(call) ? (call.arguments ?? []) : [];
};

const isCall = ({ typescript }: FactWalk, node: ts.Node): boolean =>
  typescript.isCallExpression(node) || typescript.isNewExpression(node) || typescript.isTaggedTemplateExpression(node);

/** Notes a use. What stands in the chain, such as arguments, is still to be visited. */
export const noteUse = (walk: FactWalk, node: ts.Node, spot: Spot, how: UseFact['how'], role: Role = {}): UseDraft => {
  if (walk.typescript.isCallExpression(node)) calledImport(walk, node, spot);
  const [callee] = how === 'call' ? (linkOf(walk, node) ?? []) : [];
  const draft: UseDraft = {
    chain: chainOf(walk, callee ?? node, spot),
    scope: spot.scope,
    how,
    ...(how === 'call' ? { arguments: argumentsOf(walk, node).map((given) => argumentOf(walk, given, spot)) } : {}),
    ...present('manner', mannerOf(role)),
    stands: standingUse(walk, stretchOf(walk, node), spot),
  };
  walk.uses.push(draft);
  return draft;
};

/** What a link of a chain holds beside what it stands on: arguments, or the index of an element. */
const heldBy = (walk: FactWalk, node: ts.Node): readonly (readonly [ts.Node, Role])[] => {
  const { typescript } = walk;
  if (typescript.isElementAccessExpression(node)) return [[node.argumentExpression, {}]];
  // The template behind a tag is told of with the tag.
  const role: Role = typescript.isTaggedTemplateExpression(node) ? { told: true } : {};
  return argumentsOf(walk, node).map((given) => [given, role]);
};

const isRoot = (walk: FactWalk, node: ts.Node, spot: Spot): boolean =>
  !walk.typescript.isCallExpression(node) && rootOf(walk, node, spot) !== undefined;

/** Visits what stands in a chain: what it begins with, where that is no name, calls in it, arguments and indexes. */
export const pushChain = (walk: FactWalk, expression: ts.Node, spot: Spot): void => {
  const held: (readonly (readonly [ts.Node, Role])[])[] = [];
  let node: ts.Node = expression;
  while (node === expression || !isCall(walk, node)) {
    const link = linkOf(walk, node);
    if (link === undefined) break;
    held.push(heldBy(walk, node));
    [node] = link;
  }
  if (node !== expression && !isRoot(walk, node, spot)) walk.push(node, spot);
  for (const [child, role] of held.toReversed().flat()) walk.push(child, spot, role);
};

/** Notes what an expression is, and visits what is in it. */
export const visitUse = (walk: FactWalk, node: ts.Node, spot: Spot, role: Role = {}): UseDraft => {
  const draft = noteUse(walk, node, spot, isCall(walk, node) ? 'call' : 'read', role);
  if (linkOf(walk, node) !== undefined) pushChain(walk, node, spot);
  else if (rootOf(walk, node, spot) === undefined && !walk.typescript.isIdentifier(node)) walk.push(node, spot);
  return draft;
};
