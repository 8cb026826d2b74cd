import type ts from 'typescript';
import { present } from '../../present.ts';
import { entriesOf, put, shortText, standing, withHoles, writtenIn, type Spot } from '../facts/gather.ts';
import { noteYield, type Role } from '../facts/walk.ts';
import { assign, hintOf } from './bindings.ts';
import { foldedString, plainText, stretchOf, textOf, valueChain, visitUse, type FactWalk } from './chains.ts';
import { publishValue } from './imports.ts';
import { literalOf } from './literals.ts';
import { propertyName } from './places.ts';
import { isSum } from './string-parts.ts';

export const visitUsed = (walk: FactWalk, node: ts.Node, spot: Spot, role: Role): void => {
  if (walk.typescript.isCallExpression(node) && foldedString(walk, node) !== undefined) visitString(walk, node, spot);
  else visitUse(walk, node, spot, role);
};

export const visitAwait = (walk: FactWalk, node: ts.AwaitExpression, spot: Spot, role: Role): void =>
  walk.push(node.expression, spot, { ...role, awaited: true });

export const visitYield = (walk: FactWalk, node: ts.YieldExpression, spot: Spot, role: Role): void => {
  noteYield(walk, stretchOf(walk, node), spot, role);
  walk.push(node.expression, spot);
};

export const visitPrefix = (walk: FactWalk, node: ts.PrefixUnaryExpression, spot: Spot, { negated }: Role): void => {
  const isNot = node.operator === walk.typescript.SyntaxKind.ExclamationToken;
  walk.push(node.operand, isNot ? { ...spot, tested: true } : spot, isNot && negated !== true ? { negated: true } : {});
};

/** A statement that is but an expression. */
export const visitAlone = (
  walk: FactWalk,
  { expression }: ts.ExpressionStatement | ts.VoidExpression,
  spot: Spot,
): void => walk.push(expression, spot, { alone: true });

/** What stands behind `&&` and `||` is run only in certain cases. */
const visitLogic = (
  walk: FactWalk,
  { left, right, operatorToken }: ts.BinaryExpression,
  spot: Spot,
  role: Role,
): void => {
  const kind = operatorToken.kind === walk.typescript.SyntaxKind.BarBarToken ? 'or' : 'and';
  const stretch = stretchOf(walk, left);
  const opens = { kind, text: shortText(walk, stretch), on: walk.placeOf(stretch.start, stretch.end) } as const;
  walk.push(left, spot);
  walk.push(right, spot, { opens, ...(role.alone && { alone: role.alone }) });
};

export const visitString = (walk: FactWalk, node: ts.Node, spot: Spot): void => {
  const folded = foldedString(walk, node);
  if (folded === undefined) return;
  walk.strings.push({ parts: folded.parts, ...standing(walk, stretchOf(walk, node), spot) });
  for (const hole of folded.holes) walk.push(hole, spot);
};

export const visitTagged = (walk: FactWalk, node: ts.TaggedTemplateExpression, spot: Spot): void => {
  const folded = foldedString(walk, node.template);
  const tag = textOf(walk, node.tag).replace(/\s+/g, '');
  walk.strings.push({ parts: folded?.parts ?? [], tag, ...standing(walk, stretchOf(walk, node.template), spot) });
  visitUse(walk, node, spot);
};

/** A template that is the argument of its tag was told with the tag. */
export const visitTemplate = (walk: FactWalk, node: ts.Node, spot: Spot, role: Role): void => {
  if (!role.told) visitString(walk, node, spot);
  else for (const hole of foldedString(walk, node)?.holes ?? []) walk.push(hole, spot);
};

/** Notes what is given a value: a name or a member of something. */
const noteAssignment = (walk: FactWalk, node: ts.BinaryExpression, spot: Spot): void => {
  const { hint } = hintOf(walk, node.left);
  if (hint === undefined) return;
  const isPlain = node.operatorToken.kind === walk.typescript.SyntaxKind.EqualsToken;
  const how = isPlain
    ? present('literal', literalOf(walk.typescript, walk.source, node.right))
    : { adds: true as const };
  const name = walk.typescript.isIdentifier(node.left) ? spot.prefix + hint : hint;
  walk.assignments.push({ name, ...how, ...standing(walk, stretchOf(walk, node), spot) });
};

const isComparison = ({ typescript }: FactWalk, operator: ts.SyntaxKind): boolean => {
  const { LessThanToken, ExclamationEqualsEqualsToken, InKeyword, InstanceOfKeyword } = typescript.SyntaxKind;
  const isOrder = operator >= LessThanToken && operator <= ExclamationEqualsEqualsToken;
  return isOrder || operator === InKeyword || operator === InstanceOfKeyword;
};

export const visitTypeOf = (walk: FactWalk, { expression }: ts.TypeOfExpression, spot: Spot): void =>
  walk.push(expression, { ...spot, tested: true });

const visitAssignment = (walk: FactWalk, node: ts.BinaryExpression, spot: Spot): void => {
  const { left, right, operatorToken } = node;
  const isPlain = operatorToken.kind === walk.typescript.SyntaxKind.EqualsToken;
  assign(walk, left, isPlain ? right : undefined, spot);
  noteAssignment(walk, node, spot);
  const givenTo = walk.typescript.isIdentifier(left) ? left.text : undefined;
  walk.push(right, spot, { ...hintOf(walk, left), ...present('givenTo', givenTo) });
};

const visitOperands = (walk: FactWalk, node: ts.BinaryExpression, spot: Spot, role: Role): void => {
  const isJoined = isSum(walk.typescript, node);
  if (isJoined && !role.told && foldedString(walk, node) !== undefined) {
    visitString(walk, node, spot);
    return;
  }
  const isRow = node.operatorToken.kind === walk.typescript.SyntaxKind.CommaToken;
  walk.push(node.left, spot, isJoined ? { told: true } : {});
  walk.push(node.right, spot, isJoined ? { told: true } : isRow ? role : {});
};

export const visitBinary = (walk: FactWalk, node: ts.BinaryExpression, spot: Spot, role: Role): void => {
  const { FirstAssignment, LastAssignment, AmpersandAmpersandToken, BarBarToken } = walk.typescript.SyntaxKind;
  const operator = node.operatorToken.kind;
  if (isComparison(walk, operator))
    for (const side of [node.left, node.right]) walk.push(side, { ...spot, tested: true });
  else if (operator >= FirstAssignment && operator <= LastAssignment) visitAssignment(walk, node, spot);
  else if (operator === AmpersandAmpersandToken || operator === BarBarToken) visitLogic(walk, node, spot, role);
  else visitOperands(walk, node, spot, role);
};

/** The key of a member; undefined for one that is computed, or comes from elsewhere. */
const keyOf = (walk: FactWalk, { name }: ts.ObjectLiteralElementLike): string | undefined => {
  if (name === undefined) return undefined;
  if (!walk.typescript.isComputedPropertyName(name)) return propertyName(name, walk.source);
  return plainText(walk, name.expression);
};

export const visitObject = (
  walk: FactWalk,
  node: ts.ObjectLiteralExpression,
  spot: Spot,
  { hint, returned }: Role,
): void => {
  const keys = node.properties.map((property) => keyOf(walk, property));
  const values = node.properties.map((property, index) => {
    return [keys[index], 'initializer' in property ? property.initializer : undefined] as const;
  });
  put(walk.objects, {
    keys: keys.filter((key) => key !== undefined),
    open: keys.includes(undefined),
    ...present(
      'literals',
      entriesOf(values, (value) => literalOf(walk.typescript, walk.source, value)),
    ),
    ...present(
      'names',
      entriesOf(values, (value) => writtenIn(walk, valueChain(walk, value, spot))),
    ),
    ...present(
      'filled',
      entriesOf(values, (value) => withHoles(foldedString(walk, value)?.parts)),
    ),
    ...(hint === undefined ? {} : { name: hint }),
    ...(returned === undefined ? {} : { returnedFrom: returned }),
    ...standing(walk, stretchOf(walk, node), spot),
  });
  const { body: _class, ...around } = spot;
  const inside = hint === undefined ? around : { ...around, prefix: `${spot.prefix}${hint}.` };
  for (const property of node.properties) walk.push(property, inside);
};

export const visitProperty = (walk: FactWalk, node: ts.PropertyAssignment, spot: Spot): void => {
  if (walk.typescript.isComputedPropertyName(node.name)) walk.push(node.name.expression, spot);
  walk.push(node.initializer, spot, { hint: propertyName(node.name, walk.source) });
};

export const visitShorthand = (walk: FactWalk, node: ts.ShorthandPropertyAssignment, spot: Spot): void => {
  visitUse(walk, node.name, spot);
  walk.push(node.objectAssignmentInitializer, spot);
};

export const visitExportAssignment = (walk: FactWalk, node: ts.ExportAssignment, spot: Spot): void => {
  publishValue(walk, node.expression, spot);
  walk.push(node.expression, spot, { hint: 'default', exported: true });
};

/** A tag of JSX: a name that begins small is one of HTML, and no use of ours. */
export const visitTag = (walk: FactWalk, node: ts.JsxOpeningElement | ts.JsxSelfClosingElement, spot: Spot): void => {
  if (!/^[a-z][\w-]*$/.test(textOf(walk, node.tagName))) visitUse(walk, node.tagName, spot);
  walk.push(node.attributes, spot);
};

export const visitAttribute = (walk: FactWalk, node: ts.JsxAttribute, spot: Spot): void =>
  walk.push(node.initializer, spot, 'text' in node.name ? { hint: node.name.text } : {});
