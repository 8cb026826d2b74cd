/*
 * What of TypeScript is loaded: its parser. Of the rest nothing is bundled (scripts/typescript-parser.ts), so a name that
 * core asks for has to stand here; the compiler says so.
 */
export {
  createSourceFile,
  forEachChild,
  isArrowFunction,
  isBinaryExpression,
  isConditionalExpression,
  isConstructorDeclaration,
  isGetAccessor,
  isIdentifier,
  isIfStatement,
  isParameter,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isSetAccessor,
  JSDocParsingMode,
  ScriptKind,
  ScriptTarget,
  SyntaxKind,
} from 'typescript';
