import type ts from 'typescript';
import { compared, truthOf, type Logic } from '../facts/truth.ts';
import { unwrap } from './string-parts.ts';
import type { TypeScript } from './walk.ts';

/** The value that is written out there, and no string: `true`, `-1`, `[]`; undefined for any other. */
export const literalOf = (typescript: TypeScript, source: ts.SourceFile, value: ts.Node): string | undefined => {
  const { SyntaxKind: kind } = typescript;
  const node = unwrap(typescript, value);
  const inner = node.kind === kind.PrefixUnaryExpression ? (node as ts.PrefixUnaryExpression).operand : node;
  const isEmpty =
    (node.kind === kind.ArrayLiteralExpression && (node as ts.ArrayLiteralExpression).elements.length === 0) ||
    (typescript.isObjectLiteralExpression(node) && node.properties.length === 0);
  const isUndefined = typescript.isIdentifier(node) && node.text === 'undefined';
  const literals = [kind.TrueKeyword, kind.FalseKeyword, kind.NullKeyword, kind.NumericLiteral, kind.BigIntLiteral];
  return isEmpty || isUndefined || literals.includes(inner.kind) ? node.getText(source) : undefined;
};

/** What `Boolean(x)` says of a value, and `every` and `some` of nothing. */
const askedOf = (typescript: TypeScript, node: ts.CallExpression): Logic<ts.Node> | undefined => {
  const { expression: asked, arguments: given } = node;
  if (typescript.isIdentifier(asked)) return asked.text === 'Boolean' ? { word: 'or', sides: given } : undefined;
  if (!typescript.isPropertyAccessExpression(asked)) return undefined;
  const list = unwrap(typescript, asked.expression);
  if (!typescript.isArrayLiteralExpression(list) || list.elements.length > 0) return undefined;
  if (asked.name.text === 'every') return { holds: true };
  return asked.name.text === 'some' ? { holds: false } : undefined;
};

const comparedIn = (
  source: ts.SourceFile,
  { left, right, operatorToken }: ts.BinaryExpression,
): Logic<ts.Node> | undefined => {
  const holds = compared(operatorToken.getText(source), left.getText(source), right.getText(source));
  return holds === undefined ? undefined : { holds };
};

const joinedIn = (
  { SyntaxKind }: TypeScript,
  source: ts.SourceFile,
  node: ts.BinaryExpression,
): Logic<ts.Node> | undefined => {
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === SyntaxKind.AmpersandAmpersandToken) return { word: 'and', sides: [left, right] };
  return operatorToken.kind === SyntaxKind.BarBarToken
    ? { word: 'or', sides: [left, right] }
    : comparedIn(source, node);
};

/** Whether a value counts as true or false whatever its names stand for; undefined where they decide. */
export const holdsIn = (typescript: TypeScript, source: ts.SourceFile, value: ts.Node): boolean | undefined =>
  truthOf(value, (given): Logic<ts.Node> | undefined => {
    const { PrefixUnaryExpression, ExclamationToken } = typescript.SyntaxKind;
    const node = unwrap(typescript, given);
    if (node.kind === PrefixUnaryExpression) {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      if (operator === ExclamationToken) return { not: operand };
    }
    // What holds nothing counts as true all the same.
    const literal = literalOf(typescript, source, node)?.replace(/^[[{].*/s, 'true');
    if (literal !== undefined) return { value: literal };
    if (typescript.isConditionalExpression(node)) return { either: [node.whenTrue, node.whenFalse] };
    if (typescript.isCallExpression(node)) return askedOf(typescript, node);
    return typescript.isBinaryExpression(node) ? joinedIn(typescript, source, node) : undefined;
  });
