import { contexts, fail, within, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { readPropertyName } from './names.ts';
import { baptize, decide } from './pieces.ts';
import { accept, expect, expectName, isName, readList, takeModifier } from './steps.ts';
import { next } from './tokens.ts';
import { readAnnotation } from './types.ts';

/* Parameters, patterns and what is declared: names that get values. */

/** The value behind a `=`, which gets the name, if it is one. */
export const readNamedValue = (skim: Skim, name: string | undefined): void => {
  const from = skim.pendingCount;
  skim.parts.assignment(skim, true);
  baptize(skim, from, name, -1);
};

/** The default value of a parameter or an element, if it is there. */
const readDefault = (skim: Skim, name: string | undefined): void => {
  if (!accept(skim, kinds.equals)) return;
  decide(skim);
  readNamedValue(skim, name);
};

/** A name or a pattern; gives the name. */
export const readBinding = (skim: Skim): string | undefined => {
  if (skim.kind === kinds.openBrace || skim.kind === kinds.openBracket) {
    readPattern(skim);
    return undefined;
  }
  const { start, at } = skim;
  expectName(skim);
  return skim.text.slice(start, at);
};

const readRest = (skim: Skim): void => {
  next(skim);
  readBinding(skim);
  if (skim.kind === kinds.equals) fail(skim);
};

const readArrayElement = (skim: Skim): void => {
  if (skim.kind === kinds.comma) return;
  if (skim.kind === kinds.dots) readRest(skim);
  else readDefault(skim, readBinding(skim));
};

const readObjectElement = (skim: Skim): void => {
  if (skim.kind === kinds.dots) return readRest(skim);
  const { start, at } = skim;
  const isPlain = isName(skim);
  readPropertyName(skim);
  let name: string | undefined = skim.text.slice(start, at);
  if (!isPlain || skim.kind === kinds.colon) {
    expect(skim, kinds.colon);
    name = readBinding(skim);
  }
  readDefault(skim, name);
};

const readPattern = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn);
  const isArray = skim.kind === kinds.openBracket;
  next(skim);
  if (isArray) readList(skim, kinds.closeBracket, readArrayElement);
  else readList(skim, kinds.closeBrace, readObjectElement);
  skim.context = around;
};

/** Decorators; they belong to what is around. */
export const takeDecorators = (skim: Skim): boolean => {
  if (skim.kind !== kinds.at) return false;
  while (accept(skim, kinds.at)) {
    const from = skim.pendingCount;
    const around = within(skim, contexts.decorates, 0);
    skim.parts.leftSide(skim);
    skim.context = around;
    skim.pendingCount = from;
  }
  return true;
};

const readThisParameter = (skim: Skim): void => {
  next(skim);
  readAnnotation(skim);
};

const readParameter = (skim: Skim): void => {
  const hasDecorators = takeDecorators(skim);
  let isPlain = !hasDecorators;
  while (takeModifier(skim) !== 0) isPlain = false;
  if (skim.kind === kinds.this && isPlain) return readThisParameter(skim);
  const takesRest = accept(skim, kinds.dots);
  const name = readBinding(skim);
  accept(skim, kinds.question);
  readAnnotation(skim);
  if (takesRest && skim.kind === kinds.equals) fail(skim);
  readDefault(skim, name);
};

/** Parameters with their parentheses, in the context of the function: 0, `awaits` and `yields`. */
export const readParameters = (skim: Skim, context: number): void => {
  expect(skim, kinds.open);
  const around = skim.context;
  skim.context = context;
  readList(skim, kinds.close, readParameter);
  skim.context = around;
};

const readTypeParameter = (skim: Skim): void => {
  for (;;) {
    if (skim.kind === kinds.const) next(skim);
    else if (takeModifier(skim) === 0) break;
  }
  expectName(skim);
  if (accept(skim, kinds.extends)) skim.parts.type(skim);
  if (accept(skim, kinds.equals)) skim.parts.type(skim);
};

/** `<…>` of a declaration, if it is there. */
export const readTypeParameters = (skim: Skim): void => {
  if (!accept(skim, kinds.less)) return;
  if (skim.kind === kinds.greater) return fail(skim);
  readList(skim, kinds.greater, readTypeParameter);
};

/** The type parameters and parameters of a signature, which must decide nothing. */
export const readSignature = (skim: Skim): void => {
  const { complexity } = skim.counter;
  readTypeParameters(skim);
  readParameters(skim, 0);
  if (skim.counter.complexity !== complexity) fail(skim);
};
