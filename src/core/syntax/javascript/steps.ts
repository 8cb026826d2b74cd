import type ts from 'typescript';
import type { Step } from '../function-entity.ts';
import type { TypeScript } from './walk.ts';

interface Mark {
  /** Its offset in the text. */
  readonly start: number;
  readonly what: string;
}

/** What a person sees of a node that counted: an operator, the first word of a statement, or the `=` of a default value. */
const markOf = ({ SyntaxKind }: TypeScript, source: ts.SourceFile, node: ts.Node): Mark => {
  const { kind } = node;
  if (kind >= SyntaxKind.FirstPunctuation && kind <= SyntaxKind.LastPunctuation)
    return { start: node.getStart(source), what: node.getText(source) };
  const isStatement = kind >= SyntaxKind.FirstStatement && kind <= SyntaxKind.LastStatement;
  if (!isStatement && kind !== SyntaxKind.CaseClause && kind !== SyntaxKind.CatchClause)
    return { start: node.pos - 1, what: '=' };
  const start = node.getStart(source);
  return { start, what: /^[a-z]*/.exec(source.text.slice(start, start + 10))?.[0] ?? '' };
};

/** What counted towards an entity, told by the nodes that did; in the order of the text. */
export const stepsOf = (typescript: TypeScript, source: ts.SourceFile, decisions: readonly ts.Node[]): Step[] =>
  decisions
    .map((node) => markOf(typescript, source, node))
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, what }) => {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return { line: line + 1, column: character + 1, what, adds: 1 };
    });
