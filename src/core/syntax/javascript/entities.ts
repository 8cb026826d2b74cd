import type ts from 'typescript';
import { beneath, named, propertyName, within, type Counter, type Place } from './places.ts';
import { rememberFound } from './remembered.ts';
import { visitOf, type TypeScript, type Visit, type Walk } from './walk.ts';

/*
 * What has a complexity of its own, after ESLint 10's code paths: functions, initial values of class fields, static
 * blocks; the file itself is none. Decisions of a nested function never count to the outer one. Parameters and their
 * defaults belong to the function, computed keys and decorators of members to what is around the class; the value of an
 * `accessor` field too. A signature without a body is no entity.
 * Where it is reported: a function that is a method, or the value or computed name of a property, at the start of that,
 * decorators and modifiers included; any other arrow function at its arrow; any other function at `function` or `async`; a field's
 * value and a static block at their own start.
 */

type Found = Pick<Counter, 'kind' | 'start' | 'end' | 'node'>;

const openEntity = (walk: Walk, place: Place, name: string, found: Found): Place => {
  const decisions = walk.wanted.steps && [];
  const counter: Counter = { ...found, name: place.scope + name, complexity: 1, modified: 1, decisions };
  walk.found.push(counter);
  return within(place, name, counter);
};

const openFunction = (walk: Walk, place: Place, name: string, found: Omit<Found, 'kind'>) =>
  openEntity(walk, place, name, { kind: 'function', ...found });

/** The offset of `async` or `function`: `export` and `default` stand outside of what they export. */
const declarationStart = ({ source, typescript }: Walk, node: ts.FunctionDeclaration): number => {
  const { AsyncKeyword, FunctionKeyword } = typescript.SyntaxKind;
  const async = node.modifiers?.find(({ kind }) => kind === AsyncKeyword);
  const first =
    async ?? (node.modifiers && node.getChildren(source).find(({ kind }) => kind === FunctionKeyword)) ?? node;
  return first.getStart(source);
};

const visitFunctionDeclaration = (walk: Walk, node: ts.FunctionDeclaration, place: Place): void => {
  const found = { start: node.body === undefined ? 0 : declarationStart(walk, node), end: node.end, node };
  const inside =
    node.body === undefined ? beneath(place) : openFunction(walk, beneath(place), node.name?.text ?? 'default', found);
  walk.pushChildren(node, inside);
};

const visitFunctionExpression = (walk: Walk, node: ts.FunctionExpression | ts.ArrowFunction, place: Place): void => {
  const { source, typescript } = walk;
  const isArrow = typescript.isArrowFunction(node);
  const name = place.hint ?? node.name?.text ?? (isArrow ? 'arrow function' : 'function');
  const start = place.property ?? (isArrow ? node.equalsGreaterThanToken : node).getStart(source);
  walk.pushChildren(node, openFunction(walk, place, name, { start, end: node.end, node }));
};

const pushOuterParts = (walk: Walk, node: Member | ts.PropertyDeclaration, place: Place): void => {
  const { AccessorKeyword, Decorator } = walk.typescript.SyntaxKind;
  for (const modifier of node.modifiers ?? []) if (modifier.kind === Decorator) walk.push(modifier, place);
  const isAccessor = node.modifiers?.some(({ kind }) => kind === AccessorKeyword) === true;
  walk.push(node.name, isAccessor ? place : named(place, undefined, node.getStart(walk.source)));
};

type Member = ts.MethodDeclaration | ts.ConstructorDeclaration | ts.GetAccessorDeclaration | ts.SetAccessorDeclaration;

const memberName = ({ source, typescript }: Walk, node: Member): string => {
  if (typescript.isConstructorDeclaration(node)) return 'constructor';
  const name = propertyName(node.name, source);
  if (typescript.isGetAccessor(node)) return `get ${name}`;
  return typescript.isSetAccessor(node) ? `set ${name}` : name;
};

const visitMember = (walk: Walk, node: Member, place: Place): void => {
  const outside = beneath(place);
  if (node.body === undefined) {
    walk.pushChildren(node, outside);
    return;
  }
  pushOuterParts(walk, node, outside);
  const found = { start: node.getStart(walk.source), end: node.end, node };
  const inside = openFunction(walk, outside, memberName(walk, node), found);
  for (const parameter of node.parameters) walk.push(parameter, inside);
  walk.push(node.body, inside);
};

const withoutParentheses = ({ typescript }: Walk, expression: ts.Expression): ts.Expression => {
  let node = expression;
  while (typescript.isParenthesizedExpression(node)) node = node.expression;
  return node;
};

const visitField = (walk: Walk, node: ts.PropertyDeclaration, place: Place): void => {
  const { source, typescript } = walk;
  const outside = beneath(place);
  pushOuterParts(walk, node, outside);
  if (node.initializer === undefined) return;
  const name = propertyName(node.name, source);
  if (node.modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.AccessorKeyword)) {
    walk.push(node.initializer, named(outside, name));
    return;
  }
  const value = withoutParentheses(walk, node.initializer);
  const found = { start: value.getStart(source), end: value.end, node };
  const inside = openEntity(walk, outside, name, { kind: 'initializer', ...found });
  const property = node.getStart(source);
  walk.push(value, { counter: inside.counter, scope: outside.scope, hint: name, property, beneath: inside });
};

const visitStaticBlock = (walk: Walk, node: ts.ClassStaticBlockDeclaration, place: Place): void => {
  const found = { start: node.getStart(walk.source), end: node.end, node };
  walk.pushChildren(node, openEntity(walk, beneath(place), 'static block', { kind: 'static-block', ...found }));
};

const visitClass = (walk: Walk, node: ts.ClassLikeDeclaration, place: Place): void => {
  const outside = beneath(place);
  const inside = within(outside, place.hint ?? node.name?.text ?? 'class');
  for (const modifier of node.modifiers ?? []) walk.push(modifier, outside);
  for (const clause of node.heritageClauses ?? []) walk.push(clause, outside);
  for (const member of node.members) walk.push(member, inside);
};

const visitNamespace = (walk: Walk, node: ts.ModuleDeclaration, place: Place): void =>
  walk.push(node.body, within(beneath(place), node.name.text));

export const entityVisits = ({ SyntaxKind }: TypeScript): readonly Visit[] => [
  rememberFound(visitOf([SyntaxKind.FunctionDeclaration], visitFunctionDeclaration)),
  rememberFound(visitOf([SyntaxKind.FunctionExpression, SyntaxKind.ArrowFunction], visitFunctionExpression)),
  rememberFound(
    visitOf(
      [SyntaxKind.MethodDeclaration, SyntaxKind.Constructor, SyntaxKind.GetAccessor, SyntaxKind.SetAccessor],
      visitMember,
    ),
  ),
  visitOf([SyntaxKind.PropertyDeclaration], visitField),
  visitOf([SyntaxKind.ClassStaticBlockDeclaration], visitStaticBlock),
  visitOf([SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression], visitClass),
  visitOf([SyntaxKind.ModuleDeclaration], visitNamespace),
];
