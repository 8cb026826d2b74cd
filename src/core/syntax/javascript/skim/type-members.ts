import { fail, lookAhead, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import {
  accept,
  endStatement,
  expect,
  expectWord,
  isName,
  isPropertyName,
  takeAccessor,
  takeModifier,
} from './steps.ts';
import { next } from './tokens.ts';

/* What stands in the braces of a type: of an interface, a literal or a mapped one. */

/** At its brace: tells a mapped type from members. */
export const isMappedType = (skim: Skim): boolean => {
  next(skim);
  if (skim.kind === kinds.plus || skim.kind === kinds.minus) {
    next(skim);
    return skim.kind === kinds.readonly;
  }
  accept(skim, kinds.readonly);
  if (!accept(skim, kinds.openBracket) || !isName(skim)) return false;
  next(skim);
  return skim.kind === kinds.in;
};

const takeSign = (skim: Skim): boolean => accept(skim, kinds.plus) || accept(skim, kinds.minus);

export const readMappedType = (skim: Skim): void => {
  next(skim);
  if (takeSign(skim)) expect(skim, kinds.readonly);
  else accept(skim, kinds.readonly);
  expect(skim, kinds.openBracket);
  expectWord(skim);
  expect(skim, kinds.in);
  skim.parts.type(skim);
  if (accept(skim, kinds.as)) skim.parts.type(skim);
  expect(skim, kinds.closeBracket);
  if (takeSign(skim)) expect(skim, kinds.question);
  else accept(skim, kinds.question);
  if (accept(skim, kinds.colon)) skim.parts.type(skim);
  endStatement(skim);
  expect(skim, kinds.closeBrace);
};

const isIndex = (skim: Skim): boolean => {
  next(skim);
  if (!isName(skim)) return false;
  next(skim);
  return skim.kind === kinds.colon;
};

/** `[key: string]`, without what it gives. */
const readIndex = (skim: Skim): void => {
  next(skim);
  next(skim);
  next(skim);
  skim.parts.type(skim);
  expect(skim, kinds.closeBracket);
};

/** `[key: string]: type`, if it is there; of a class as of a type. */
export const takeIndexSignature = (skim: Skim): boolean => {
  if (skim.kind !== kinds.openBracket || !lookAhead(skim, isIndex)) return false;
  readIndex(skim);
  if (accept(skim, kinds.colon)) skim.parts.type(skim);
  return true;
};

/** A computed name, which must decide nothing. */
const readComputed = (skim: Skim): void => {
  const { complexity } = skim.counter;
  const found = skim.found.length;
  next(skim);
  skim.parts.expression(skim);
  if (skim.counter.complexity !== complexity || skim.found.length !== found) return fail(skim);
  expect(skim, kinds.closeBracket);
};

const endMember = (skim: Skim): void => {
  if (skim.kind === kinds.comma) next(skim);
  else endStatement(skim);
};

const isConstructor = (skim: Skim): boolean => {
  next(skim);
  return skim.kind === kinds.open || skim.kind === kinds.less;
};

const readNamed = (skim: Skim): void => {
  while (takeModifier(skim) !== 0);
  const isAccessor = takeAccessor(skim);
  if (takeIndexSignature(skim)) return endMember(skim);
  if (skim.kind === kinds.openBracket) readComputed(skim);
  else if (skim.kind !== kinds.privateName && isPropertyName(skim.kind)) next(skim);
  else return fail(skim);
  if (!isAccessor) accept(skim, kinds.question);
  if (skim.kind === kinds.open || skim.kind === kinds.less) return readSignature(skim);
  if (isAccessor) return fail(skim);
  readProperty(skim);
};

const readProperty = (skim: Skim): void => {
  if (accept(skim, kinds.colon)) skim.parts.type(skim);
  endMember(skim);
};

const readSignature = (skim: Skim): void => {
  skim.parts.signature(skim);
  if (accept(skim, kinds.colon)) skim.parts.returned(skim);
  endMember(skim);
};

const readMember = (skim: Skim): void => {
  if (skim.kind === kinds.open || skim.kind === kinds.less) readSignature(skim);
  else if (skim.kind === kinds.new && lookAhead(skim, isConstructor)) {
    next(skim);
    readSignature(skim);
  } else readNamed(skim);
};

/** The members of a type, with their braces. */
export const readTypeMembers = (skim: Skim): void => {
  const { context } = skim;
  skim.context = 0;
  expect(skim, kinds.openBrace);
  while (skim.kind !== kinds.closeBrace && skim.kind !== kinds.end) readMember(skim);
  skim.context = context;
  expect(skim, kinds.closeBrace);
};
