import { readBinding, readNamedValue } from './bindings.ts';
import { fail, type Skim } from './cursor.ts';
import { isNameLike, kinds } from './kinds.ts';
import { accept, endStatement } from './steps.ts';
import { next, peek } from './tokens.ts';
import { readAnnotation } from './types.ts';

/* Variables: as a statement, and in the head of a `for`. */

const readVariable = (skim: Skim, inHead: boolean): void => {
  const name = readBinding(skim);
  if (name !== undefined && !inHead && !skim.newline) accept(skim, kinds.exclamation);
  readAnnotation(skim);
  if (accept(skim, kinds.equals)) readNamedValue(skim, name);
};

/** The variables behind `var`, `let` or `const`, with their values. */
export const readVariables = (skim: Skim, inHead: boolean): void => {
  next(skim);
  if (inHead && skim.kind === kinds.of) return fail(skim);
  do readVariable(skim, inHead);
  while (accept(skim, kinds.comma));
};

export const readVariableStatement = (skim: Skim): void => {
  readVariables(skim, false);
  endStatement(skim);
};

/** True at `let` as a declaration. */
export const isLet = (skim: Skim): boolean => {
  const { kind } = peek(skim);
  return isNameLike(kind) || kind === kinds.openBrace || kind === kinds.openBracket;
};
