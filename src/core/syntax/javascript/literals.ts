import type ts from 'typescript';
import { truthOf, type Logic } from '../facts/truth.ts';
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

/** Whether a value counts as true or false whatever its names stand for; undefined where they decide. */
export const holdsIn = (typescript: TypeScript, source: ts.SourceFile, value: ts.Node): boolean | undefined =>
  truthOf(value, (given): Logic<ts.Node> | undefined => {
    const { PrefixUnaryExpression, ExclamationToken, AmpersandAmpersandToken, BarBarToken } = typescript.SyntaxKind;
    const node = unwrap(typescript, given);
    if (node.kind === PrefixUnaryExpression) {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      if (operator === ExclamationToken) return { not: operand };
    }
    // What holds nothing counts as true all the same.
    const literal = literalOf(typescript, source, node)?.replace(/^[[{].*/s, 'true');
    if (literal !== undefined) return { value: literal };
    if (!typescript.isBinaryExpression(node)) return undefined;
    const { left, right, operatorToken } = node;
    if (operatorToken.kind === AmpersandAmpersandToken) return { word: 'and', sides: [left, right] };
    return operatorToken.kind === BarBarToken ? { word: 'or', sides: [left, right] } : undefined;
  });
