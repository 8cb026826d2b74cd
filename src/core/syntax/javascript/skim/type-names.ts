import { fail, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { splitLess } from './signs.ts';
import { accept, expect, expectWord } from './steps.ts';
import { next } from './tokens.ts';

/* Types by their names, with their arguments. */

const keywordType = /^(?:any|unknown|string|number|bigint|symbol|boolean|undefined|never|object)$/;

/** Type arguments; at their `<`. */
export const readTypeArguments = (skim: Skim): void => {
  next(skim);
  do skim.parts.type(skim);
  while (accept(skim, kinds.comma));
  expect(skim, kinds.greater);
};

/** `a.b.c`, with type arguments in the same line. */
export const readReference = (skim: Skim, first: (skim: Skim) => void): void => {
  const { start } = skim;
  first(skim);
  while (accept(skim, kinds.dot)) expectWord(skim);
  const isLess = skim.kind === kinds.less || skim.kind === kinds.shiftLeft;
  if (!isLess || skim.newline || keywordType.test(skim.text.slice(start, skim.lastEnd))) return;
  splitLess(skim);
  readTypeArguments(skim);
};

export const readQuery = (skim: Skim): void => {
  next(skim);
  if (skim.kind === kinds.import) readImport(skim);
  else if (skim.kind === kinds.privateName) fail(skim);
  else readQueried(skim);
};

const readQueried = (skim: Skim): void => {
  expectWord(skim);
  while (accept(skim, kinds.dot)) {
    if (skim.kind === kinds.privateName) next(skim);
    else expectWord(skim);
  }
  if (skim.kind === kinds.less && !skim.newline) readTypeArguments(skim);
};

export const readImport = (skim: Skim): void => {
  next(skim);
  expect(skim, kinds.open);
  skim.parts.type(skim);
  expect(skim, kinds.close);
  while (accept(skim, kinds.dot)) expectWord(skim);
  if (skim.kind === kinds.less && !skim.newline) readTypeArguments(skim);
};
