import { contexts, enter, fail, leave, lookAhead, within, type Skim } from './cursor.ts';
import { isWord, kinds, tableOf } from './kinds.ts';
import { accept, expect, expectName, isName, readList } from './steps.ts';
import { readTemplate } from './literals.ts';
import { next } from './tokens.ts';
import { isMappedType, readMappedType, readTypeMembers } from './type-members.ts';
import { isFunctionType } from './function-types.ts';
import { readImport, readQuery, readReference } from './type-names.ts';

/*
 * Types hold no decisions, but where one ends has to be known, and whether it is one. What only JSDoc writes is left to the
 * parser.
 */

const isTupleName = (skim: Skim): boolean =>
  isWord(skim.kind) &&
  lookAhead(skim, () => {
    next(skim);
    return skim.kind === kinds.colon || (accept(skim, kinds.question) && skim.kind === kinds.colon);
  });

const readTupleElement = (skim: Skim): void => {
  accept(skim, kinds.dots);
  if (isTupleName(skim)) {
    next(skim);
    accept(skim, kinds.question);
    next(skim);
    if (skim.kind === kinds.dots) fail(skim);
  }
  readType(skim);
  if (skim.kind === kinds.question && !skim.newline) next(skim);
};

const readTuple = (skim: Skim): void => {
  next(skim);
  readList(skim, kinds.closeBracket, readTupleElement);
};

const readTemplateType = (skim: Skim): void => {
  while (skim.kind === kinds.templateHead) {
    next(skim);
    readType(skim);
    if (skim.kind !== kinds.closeBrace) return fail(skim);
    readTemplate(skim, skim.start);
  }
  next(skim);
};

const readBraces = (skim: Skim): void => {
  if (lookAhead(skim, isMappedType)) readMappedType(skim);
  else readTypeMembers(skim);
};

const readParenthesized = (skim: Skim): void => {
  next(skim);
  readType(skim);
  expect(skim, kinds.close);
};

const readMinus = (skim: Skim): void => {
  next(skim);
  expect(skim, kinds.number);
};

const readThis = (skim: Skim): void => {
  next(skim);
  if (skim.kind !== kinds.is || skim.newline) return;
  next(skim);
  readType(skim);
};

const readAsserts = (skim: Skim): void => {
  const isPredicate = lookAhead(skim, () => {
    next(skim);
    return isWord(skim.kind) && !skim.newline;
  });
  if (!isPredicate) return readReference(skim, next);
  next(skim);
  if (!accept(skim, kinds.this)) expectName(skim);
  if (accept(skim, kinds.is)) readType(skim);
};

const simple = tableOf([kinds.string, kinds.number, kinds.template, kinds.true, kinds.false, kinds.null, kinds.void]);

const primaries = new Map<number, (skim: Skim) => void>([
  [kinds.typeof, readQuery],
  [kinds.import, readImport],
  [kinds.openBracket, readTuple],
  [kinds.templateHead, readTemplateType],
  [kinds.openBrace, readBraces],
  [kinds.open, readParenthesized],
  [kinds.minus, readMinus],
  [kinds.this, readThis],
  [kinds.asserts, readAsserts],
]);

const readPrimary = (skim: Skim): void => {
  if (skim.kind === kinds.name) return readReference(skim, next);
  if (simple[skim.kind] === 1) return next(skim);
  const read = primaries.get(skim.kind);
  if (read === undefined) readReference(skim, expectName);
  else read(skim);
};

const readPostfix = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noConditional);
  readPrimary(skim);
  while (skim.kind === kinds.openBracket && !skim.newline) {
    next(skim);
    if (skim.kind !== kinds.closeBracket) readType(skim);
    expect(skim, kinds.closeBracket);
  }
  skim.context = around;
};

/** The bound of an inferred type, where a conditional type does not take the `extends` for itself. */
const readInferred = (skim: Skim): void => {
  next(skim);
  expectName(skim);
  if (skim.kind !== kinds.extends) return;
  const isBound = lookAhead(skim, () => {
    readBound(skim);
    return !skim.failed && ((skim.context & contexts.noConditional) !== 0 || skim.kind !== kinds.question);
  });
  if (isBound) readBound(skim);
};

const readBound = (skim: Skim): void => {
  next(skim);
  const around = within(skim, contexts.noConditional, 0);
  readType(skim);
  skim.context = around;
};

const readOperand = (skim: Skim): void => {
  while (skim.kind === kinds.keyof || skim.kind === kinds.unique || skim.kind === kinds.readonly) next(skim);
  if (skim.kind === kinds.infer) readInferred(skim);
  else readPostfix(skim);
};

const takeJoint = (skim: Skim): boolean => {
  if (skim.kind !== kinds.bar && skim.kind !== kinds.ampersand) return false;
  next(skim);
  return true;
};

const readUnion = (skim: Skim): void => {
  if (accept(skim, kinds.bar)) failAtFunction(skim);
  if (accept(skim, kinds.ampersand)) failAtFunction(skim);
  for (;;) {
    readOperand(skim);
    const isUnion = skim.kind === kinds.bar;
    if (!takeJoint(skim)) return;
    failAtFunction(skim);
    if (isUnion && accept(skim, kinds.ampersand)) failAtFunction(skim);
  }
};

/** The type of a function stands in parentheses here. */
const failAtFunction = (skim: Skim): void => {
  if (isFunctionType(skim)) fail(skim);
};

const readFunctionType = (skim: Skim): void => {
  accept(skim, kinds.abstract);
  accept(skim, kinds.new);
  skim.parts.signature(skim);
  expect(skim, kinds.arrow);
  const around = within(skim, 0, contexts.noConditional);
  readReturned(skim);
  skim.context = around;
};

const readConditional = (skim: Skim): void => {
  readBound(skim);
  expect(skim, kinds.question);
  readType(skim);
  expect(skim, kinds.colon);
  readType(skim);
};

export const readType = (skim: Skim): void => {
  const around = within(skim, 0, contexts.awaits | contexts.yields);
  enter(skim);
  if (isFunctionType(skim)) readFunctionType(skim);
  else {
    readUnion(skim);
    const isConditional = skim.kind === kinds.extends && !skim.newline && (skim.context & contexts.noConditional) === 0;
    if (isConditional) readConditional(skim);
  }
  leave(skim);
  skim.context = around;
};

/** What a function gives back: a type, or what it says of a parameter (`value is string`). */
export const readReturned = (skim: Skim): void => {
  const isPredicate =
    isName(skim) &&
    lookAhead(skim, () => {
      next(skim);
      return skim.kind === kinds.is && !skim.newline;
    });
  if (isPredicate) {
    next(skim);
    next(skim);
  }
  readType(skim);
};

/** `: type`, if it is there. */
export const readAnnotation = (skim: Skim): void => {
  if (accept(skim, kinds.colon)) readType(skim);
};

/** `: type` of a function, if it is there. */
export const readReturnType = (skim: Skim): void => {
  if (!accept(skim, kinds.colon)) return;
  const around = within(skim, 0, contexts.noConditional);
  readReturned(skim);
  skim.context = around;
};
