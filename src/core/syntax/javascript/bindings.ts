import type ts from 'typescript';
import type { Spot } from '../facts/gather.ts';
import { bind, bindValue, functionScope, type Chain, type Scope } from '../facts/scopes.ts';
import { chainOf, noteUse, pushChain, stretchOf, textOf, valueChain, type FactWalk } from './chains.ts';
import { unwrap } from './string-parts.ts';

/*
 * What names stand for in JavaScript: `var` and functions belong to the function around, all else to its block. A name that
 * is given a chain of names stands for it, also where a pattern takes it apart: `const { env } = process`.
 */

interface Given {
  readonly name: ts.BindingName;
  readonly chain: Chain | undefined;
}

/** What the parts of a pattern are given. */
const partsOf = ({ typescript }: FactWalk, pattern: ts.BindingPattern, chain: Chain | undefined): readonly Given[] =>
  pattern.elements.flatMap((element): readonly Given[] => {
    if (!('name' in element)) return [];
    const { name, propertyName, dotDotDotToken } = element;
    const key = propertyName ?? name;
    const isPlain = pattern.kind === typescript.SyntaxKind.ObjectBindingPattern && 'text' in key;
    const link = isPlain ? `.${key.text}` : '[]';
    const part =
      chain && dotDotDotToken === undefined ? { root: chain.root, links: [...chain.links, link] } : undefined;
    return [{ name, chain: part }];
  });

/** Binds the names that are declared, each to what it is given of the value. */
export const bindPattern = (
  walk: FactWalk,
  name: ts.BindingName,
  chain: Chain | undefined,
  scopes: readonly [Scope, Scope],
): void => {
  const [scope, from] = scopes;
  const left: Given[] = [{ name, chain }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ('text' in next.name) bindValue(scope, next.name.text, next.chain, from);
    else left.push(...partsOf(walk, next.name, next.chain));
  }
};

/** Visits what a pattern computes: defaults and keys. */
export const pushPattern = (walk: FactWalk, pattern: ts.BindingName, spot: Spot): void => {
  const left = [pattern];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const element of 'elements' in next ? next.elements : []) {
      if (!('name' in element)) continue;
      if (element.propertyName !== undefined && walk.typescript.isComputedPropertyName(element.propertyName)) {
        walk.push(element.propertyName.expression, spot);
      }
      walk.push(element.initializer, spot);
      left.push(element.name);
    }
  }
};

const isFunction = ({ typescript }: FactWalk, node: ts.Node): boolean =>
  typescript.isArrowFunction(node) || node.kind === typescript.SyntaxKind.FunctionExpression;

export const bindVariable = (walk: FactWalk, node: ts.VariableDeclaration, list: ts.Node, spot: Spot): void => {
  const { name, initializer } = node;
  const { Let, Const, Using } = walk.typescript.NodeFlags;
  const isOfBlock = (list.flags & (Let | Const | Using)) !== 0;
  const scope = isOfBlock ? spot.scope : functionScope(spot.scope);
  // A function that is given to a name is called by it.
  if (initializer !== undefined && 'text' in name && isFunction(walk, unwrap(walk.typescript, initializer))) {
    bind(scope, name.text, { kind: 'own', name: spot.prefix + name.text });
    return;
  }
  bindPattern(walk, name, initializer && valueChain(walk, initializer, spot), [scope, spot.scope]);
};

/** The scope that has bound the name, for an assignment to it; undefined for a name of nobody in this text so far. */
const scopeOf = (name: string, scope: Scope): Scope | undefined => {
  let around: Scope | undefined = scope;
  while (around !== undefined && !around.names.has(name)) around = around.parent;
  return around;
};

/** `load` of `exports.load` and `module.exports.load`; empty for `module.exports` itself. */
const exportedName = (text: string): string | undefined => /^(?:module\.)?exports(?:\.(\w+))?$/.exec(text)?.[1];

/** What `module.exports = { load, save: store }` lets out. */
const publishObject = (walk: FactWalk, value: ts.Node): void => {
  if (!walk.typescript.isObjectLiteralExpression(value)) return;
  for (const property of value.properties) {
    if ('initializer' in property) walk.published.add(textOf(walk, property.initializer));
    else if (property.name !== undefined && 'text' in property.name) walk.published.add(property.name.text);
  }
};

const publish = (walk: FactWalk, target: string, value: ts.Node): void => {
  if (!/^(?:module\.)?exports\b/.test(target)) return;
  const name = exportedName(target);
  if (name === undefined) publishObject(walk, value);
  else walk.published.add(textOf(walk, value));
};

/** `this.db = …` in a method: what the member is from now on. */
const bindMember = (walk: FactWalk, place: ts.Node, chain: Chain | undefined, spot: Spot): void => {
  const { root, links } = chainOf(walk, place, spot);
  const [member, ...more] = links;
  if (root !== 'this' || member === undefined || more.length > 0 || chain === undefined) return;
  if (spot.method !== undefined) bindValue(spot.method.of.members, member.slice(1), chain, spot.scope);
};

/** Notes what is written, and what its name stands for from now on. */
export const assign = (walk: FactWalk, target: ts.Node, value: ts.Node | undefined, spot: Spot): void => {
  const { typescript } = walk;
  const chain = value && valueChain(walk, value, spot);
  const place = unwrap(typescript, target);
  if (typescript.isIdentifier(place)) {
    const scope = scopeOf(place.text, spot.scope);
    if (scope !== undefined) bindValue(scope, place.text, chain, spot.scope);
    noteUse(walk, place, spot, 'write');
  } else if (typescript.isPropertyAccessExpression(place) || typescript.isElementAccessExpression(place)) {
    bindMember(walk, place, chain, spot);
    if (value !== undefined) publish(walk, textOf(walk, place), value);
    noteUse(walk, place, spot, 'write');
    pushChain(walk, place, spot);
  } else walk.push(place, spot);
};

/** The name that what is assigned gets: `exports.load`. */
export const hintOf = (walk: FactWalk, target: ts.Node): { readonly hint?: string } => {
  const { start, end } = stretchOf(walk, target);
  const text = walk.text.slice(start, end);
  return /^[\w$.#]+$/.test(text) ? { hint: text } : {};
};
