import type ts from 'typescript';
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
