import type ts from 'typescript';
import { joinParts } from '../facts/gather.ts';
import type { Hole } from '../sql/placeholders.ts';
import type { TypeScript } from './walk.ts';

/** A string with what is joined to it. */
export interface FoldedString {
  readonly parts: readonly (string | Hole)[];
  /** What stands in its holes. */
  readonly holes: readonly ts.Node[];
}

/** What stands in brackets that only group, or is said to be of a type. */
export const unwrap = (typescript: TypeScript, node: ts.Node): ts.Node => {
  let inner = node;
  while (
    typescript.isParenthesizedExpression(inner) ||
    typescript.isAsExpression(inner) ||
    typescript.isSatisfiesExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
};

/** True for what is joined by `+`, of strings or not. */
export const isSum = ({ SyntaxKind, isBinaryExpression }: TypeScript, node: ts.Node): node is ts.BinaryExpression =>
  isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken;

/** What `[…].join(' ')` puts together, with what it puts between; undefined for anything else. */
const joinedBy = (typescript: TypeScript, node: ts.Node): readonly ts.Node[] | undefined => {
  if (!typescript.isCallExpression(node) || !typescript.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  const [between] = node.arguments;
  if (name.text !== 'join' || !typescript.isArrayLiteralExpression(expression) || between === undefined)
    return undefined;
  return expression.elements.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
};

/** The parts of a template; a string in a hole is a part of the text. */
const templateParts = (
  typescript: TypeScript,
  source: ts.SourceFile,
  { head, templateSpans }: ts.TemplateExpression,
): FoldedString => {
  const isText = ({ expression }: ts.TemplateSpan): boolean => typescript.isStringLiteralLike(expression);
  return {
    parts: [
      head.text,
      ...templateSpans.flatMap(({ expression, literal }) => [
        typescript.isStringLiteralLike(expression) ? expression.text : { hole: expression.getText(source) },
        literal.text,
      ]),
    ],
    holes: templateSpans.filter((span) => !isText(span)).map(({ expression }) => expression),
  };
};

interface Fold {
  readonly parts: (string | Hole)[];
  readonly holes: ts.Node[];
}

/** Adds what is no sum; true for a string. */
const addOperand = (
  typescript: TypeScript,
  source: ts.SourceFile,
  operand: ts.Node,
  { parts, holes }: Fold,
): boolean => {
  if (typescript.isStringLiteralLike(operand)) {
    parts.push(operand.text);
    return true;
  }
  if (typescript.isTemplateExpression(operand)) {
    const template = templateParts(typescript, source, operand);
    parts.push(...template.parts);
    holes.push(...template.holes);
    return true;
  }
  parts.push({ hole: operand.getText(source) });
  holes.push(operand);
  return false;
};

/** The string a node is, alone or as a sum with one; undefined where it is none. */
export const foldString = (typescript: TypeScript, source: ts.SourceFile, node: ts.Node): FoldedString | undefined => {
  const whole = unwrap(typescript, node);
  const mayBe =
    typescript.isStringLiteralLike(whole) ||
    typescript.isTemplateExpression(whole) ||
    isSum(typescript, whole) ||
    joinedBy(typescript, whole) !== undefined;
  if (!mayBe) return undefined;
  const parts: (string | Hole)[] = [];
  const holes: ts.Node[] = [];
  let isString = false;
  const left: ts.Node[] = [whole];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const operand = unwrap(typescript, next);
    const items = joinedBy(typescript, operand);
    if (items !== undefined) left.push(...items.toReversed());
    else if (isSum(typescript, operand)) left.push(operand.right, operand.left);
    else isString = addOperand(typescript, source, operand, { parts, holes }) || isString;
  }
  return isString ? { parts: joinParts(parts), holes } : undefined;
};
