import { lookAhead, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { accept, isName, takeModifier } from './steps.ts';
import { next } from './tokens.ts';

/** Tells the type of a function from one in parentheses, as TypeScript's parser does. */

/** Goes behind what a parameter may begin with. */
const passParameter = (skim: Skim): boolean => {
  while (takeModifier(skim) !== 0);
  if (isName(skim) || skim.kind === kinds.this) {
    next(skim);
    return true;
  }
  if (skim.kind !== kinds.openBracket && skim.kind !== kinds.openBrace) return false;
  skim.parts.binding(skim);
  return !skim.failed;
};

const beginsParameters = (skim: Skim): boolean => {
  next(skim);
  if (skim.kind === kinds.close || skim.kind === kinds.dots) return true;
  if (!passParameter(skim)) return false;
  const { kind } = skim;
  if (kind === kinds.colon || kind === kinds.comma || kind === kinds.question || kind === kinds.equals) return true;
  return accept(skim, kinds.close) && skim.kind === kinds.arrow;
};

const nextIsNew = (skim: Skim): boolean => {
  next(skim);
  return skim.kind === kinds.new;
};

export const isFunctionType = (skim: Skim): boolean => {
  const { kind } = skim;
  if (kind === kinds.less || kind === kinds.new) return true;
  if (kind === kinds.open) return lookAhead(skim, beginsParameters);
  return kind === kinds.abstract && lookAhead(skim, nextIsNew);
};
