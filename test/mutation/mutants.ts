// Programs with one branch less: what an example of the branch has to notice.
import ts from 'typescript';
import type { RuleKind } from '#core';

export interface Mutant {
  /** 1-based. */
  readonly line: number;
  /** What was done, for people. */
  readonly what: string;
  readonly text: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly what: string;
}

const isWord = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  (ts.isIdentifier(node) && node.text === 'undefined');

const isEmpty = (node: ts.Expression): boolean =>
  (ts.isArrayLiteralExpression(node) && node.elements.length === 0) ||
  (ts.isObjectLiteralExpression(node) && node.properties.length === 0);

const isPlain = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  isWord(node) ||
  isEmpty(node) ||
  (ts.isPrefixUnaryExpression(node) && isPlain(node.operand));

const brief = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

/** Leaves out one part of a node after the other. */
const editsOf = (node: ts.Node, source: ts.SourceFile): readonly Edit[] => {
  const textOf = (part: ts.Node): string => part.getText(source);
  const replace = (whole: ts.Node, insert: string, what: string): Edit => ({
    start: whole.getStart(source),
    end: whole.getEnd(),
    insert,
    what,
  });
  if (ts.isIfStatement(node)) {
    const [condition, otherwise] = [brief(textOf(node.expression)), node.elseStatement];
    return [
      replace(node, otherwise === undefined ? ';' : textOf(otherwise), `never: if (${condition})`),
      replace(node, textOf(node.thenStatement), `always: if (${condition})`),
    ];
  }
  if (ts.isConditionalExpression(node))
    return [
      replace(node, `(${textOf(node.whenTrue)})`, `always: ${brief(textOf(node.condition))} ?`),
      replace(node, `(${textOf(node.whenFalse)})`, `never: ${brief(textOf(node.condition))} ?`),
    ];
  if (!ts.isBinaryExpression(node)) return [];
  const operator = node.operatorToken.kind;
  const isLogical = operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken;
  // A default that the types ask for is no branch.
  const isDefault = operator === ts.SyntaxKind.QuestionQuestionToken && !isPlain(node.right);
  if (!isLogical && !isDefault) return [];
  return [
    replace(node, `(${textOf(node.left)})`, `without: ${textOf(node.operatorToken)} ${brief(textOf(node.right))}`),
    replace(node, `(${textOf(node.right)})`, `without: ${brief(textOf(node.left))} ${textOf(node.operatorToken)}`),
  ];
};

// What examples do not show: what a kind says to others than whoever asks what it sees. It has tests of its own.
const elsewhere: readonly string[] = ['bansDependencies', 'keepsOut', 'limits'] satisfies readonly (keyof RuleKind)[];

const isElsewhere = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && elsewhere.includes(node.name.text);

/** The mutants of a program in TypeScript, in the order of the text. */
export const mutantsOf = (text: string): readonly Mutant[] => {
  const source = ts.createSourceFile('kind.ts', text, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || isElsewhere(node)) return;
    edits.push(...editsOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits.map(({ start, end, insert, what }) => ({
    line: source.getLineAndCharacterOfPosition(start).line + 1,
    what,
    text: text.slice(0, start) + insert + text.slice(end),
  }));
};
