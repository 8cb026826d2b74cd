import { goBack, markHere, type Skim } from './cursor.ts';
import { binaryOperators, expressionStarts, kinds } from './kinds.ts';
import { accept } from './steps.ts';
import { next } from './tokens.ts';
import { readGreater, splitLess } from './signs.ts';

/* Type arguments in expressions: `a < b > (c)` is a call in TypeScript. They are tried as its parser tries them. */

const noFollowers: ReadonlySet<number> = new Set([kinds.less, kinds.greater, kinds.plus, kinds.minus]);

/** True at what may follow type arguments: `f<T>(`, or what cannot go on with a comparison. */
const follows = ({ kind, newline }: Skim): boolean => {
  if (kind === kinds.open || kind === kinds.template || kind === kinds.templateHead) return true;
  if (noFollowers.has(kind)) return false;
  return newline || binaryOperators[kind] === 1 || expressionStarts[kind] === 0;
};

const readArguments = (skim: Skim): boolean => {
  splitLess(skim);
  next(skim);
  do skim.parts.type(skim);
  while (accept(skim, kinds.comma));
  if (skim.kind !== kinds.greater) return false;
  readGreater(skim);
  if (skim.kind !== kinds.greater) return false;
  next(skim);
  return !skim.failed && follows(skim);
};

/** Takes type arguments; at a `<`. */
export const takeTypeArguments = (skim: Skim): boolean => {
  if (!skim.isTyped) return false;
  const mark = markHere(skim);
  if (readArguments(skim)) return true;
  goBack(skim, mark);
  return false;
};
