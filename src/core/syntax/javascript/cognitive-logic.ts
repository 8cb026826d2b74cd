import type ts from 'typescript';
import { addFlat, type CognitiveVisit, type CognitiveWalk, type Spot } from './cognitive-walk.ts';
import type { TypeScript } from './walk.ts';

/*
 * What logical operators add to the cognitive complexity; the rules stand in cognitive.ts.
 */

/** The tree that ESLint sees has no parentheses. */
const bare = ({ typescript }: CognitiveWalk, node: ts.Expression): ts.Expression => {
  let inner = node;
  while (typescript.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
};

const asLogical = (walk: CognitiveWalk, node: ts.Expression | undefined): ts.BinaryExpression | undefined => {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = walk.typescript.SyntaxKind;
  const inner = node && bare(walk, node);
  if (inner === undefined || !walk.typescript.isBinaryExpression(inner)) return undefined;
  const { kind } = inner.operatorToken;
  return kind === AmpersandAmpersandToken || kind === BarBarToken || kind === QuestionQuestionToken ? inner : undefined;
};

/** The operators of a logical expression and what they join, in the order of the text. */
const flatten = (walk: CognitiveWalk, root: ts.BinaryExpression) => {
  const operators: ts.SyntaxKind[] = [];
  const operands: ts.Expression[] = [];
  const left: (ts.Expression | ts.SyntaxKind)[] = [root];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    const logical = typeof part === 'object' ? asLogical(walk, part) : undefined;
    if (logical !== undefined) left.push(logical.right, logical.operatorToken.kind, logical.left);
    else if (typeof part === 'object') operands.push(part);
    else operators.push(part);
  }
  return { operators, operands };
};

const visitLogical = (walk: CognitiveWalk, node: ts.BinaryExpression, spot: Spot): void => {
  const { operators, operands } = flatten(walk, node);
  for (const [index, operator] of operators.entries()) if (operator !== operators[index - 1]) addFlat(spot);
  for (const operand of operands) walk.push(operand, spot);
};

const isPlainValue = ({ SyntaxKind }: TypeScript, { kind }: ts.Expression): boolean =>
  (kind >= SyntaxKind.FirstLiteralToken && kind <= SyntaxKind.RegularExpressionLiteral) ||
  [SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword].includes(kind) ||
  [SyntaxKind.ArrayLiteralExpression, SyntaxKind.ObjectLiteralExpression].includes(kind);

/** `b || []` and the like, whose last part is a plain value. */
const asDefault = (walk: CognitiveWalk, node: ts.Expression | undefined): ts.BinaryExpression | undefined => {
  const logical = asLogical(walk, node);
  if (logical?.operatorToken.kind === walk.typescript.SyntaxKind.AmpersandAmpersandToken) return undefined;
  return logical && isPlainValue(walk.typescript, bare(walk, logical.right)) ? logical : undefined;
};

/** Its own operator counts nothing; those on its sides begin anew. */
const pushDefault = (walk: CognitiveWalk, node: ts.BinaryExpression, spot: Spot): void => {
  walk.push(node.left, spot);
  walk.push(node.right, spot);
};

export const visitVariable: CognitiveVisit<ts.VariableDeclaration> = (walk, node, spot) => {
  const found = asDefault(walk, node.initializer);
  walk.push(node.name, spot);
  if (found === undefined) walk.push(node.initializer, spot);
  else pushDefault(walk, found, spot);
};

export const visitBinary: CognitiveVisit<ts.BinaryExpression> = (walk, node, spot) => {
  const { FirstAssignment, LastAssignment } = walk.typescript.SyntaxKind;
  const { kind } = node.operatorToken;
  if (asLogical(walk, node) !== undefined) return visitLogical(walk, node, spot);
  const found = kind >= FirstAssignment && kind <= LastAssignment ? asDefault(walk, node.right) : undefined;
  const textOf = (part: ts.Expression): string => bare(walk, part).getText(walk.source);
  if (found === undefined || textOf(found.left) !== textOf(node.left)) return walk.pushChildren(node, spot);
  walk.push(node.left, spot);
  pushDefault(walk, found, spot);
};

export const visitShown: CognitiveVisit<ts.JsxExpression> = (walk, node, spot) => {
  const logical = node.dotDotDotToken === undefined ? asLogical(walk, node.expression) : undefined;
  if (logical === undefined) return walk.push(node.expression, spot);
  const { operators, operands } = flatten(walk, logical);
  const chooses = operands.some((operand) => walk.typescript.isConditionalExpression(bare(walk, operand)));
  if (chooses || new Set(operators).size > 1) return visitLogical(walk, logical, spot);
  for (const operand of operands) walk.push(operand, spot);
};
