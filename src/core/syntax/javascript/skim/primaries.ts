import { takeDecorators } from './bindings.ts';
import { readClass } from './classes.ts';
import { contexts, fail, within, type Skim } from './cursor.ts';
import { readFunction } from './functions.ts';
import { kinds, tableOf } from './kinds.ts';
import { readRegularExpression } from './literals.ts';
import { plainName, readArguments, readHoles, readImported, readLinks } from './members.ts';
import { readArray, readObject } from './objects.ts';
import { pend, shapes } from './pieces.ts';
import { expect, isName } from './steps.ts';
import { next, peek } from './tokens.ts';

/* What an expression begins with, and what hangs on it. */

const { leftSide, dotted, parenthesized } = shapes;

/** Sets what the value is that was just read. */
const set = (skim: Skim, shape: number): void => {
  skim.shape = shape;
  skim.targets = 0;
};

const readLiteral = (skim: Skim): void => {
  next(skim);
  set(skim, leftSide);
};

const readThis = (skim: Skim): void => {
  next(skim);
  set(skim, leftSide | dotted);
};

const readSuper = (skim: Skim): void => {
  next(skim);
  set(skim, leftSide);
  if (skim.kind !== kinds.open && skim.kind !== kinds.dot && skim.kind !== kinds.openBracket) fail(skim);
};

const readParenthesized = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn);
  next(skim);
  const { start } = skim;
  skim.parts.expression(skim);
  skim.context = around;
  if ((skim.shape & parenthesized) === 0) {
    skim.innerStart = start;
    skim.innerEnd = skim.lastEnd;
  }
  expect(skim, kinds.close);
  skim.shape = leftSide | parenthesized;
};

const readArrayValue = (skim: Skim): void => {
  readArray(skim);
  skim.shape = leftSide;
};

const readObjectValue = (skim: Skim): void => {
  readObject(skim);
  skim.shape = leftSide;
};

const readFunctionValue = (skim: Skim): void => {
  const { context } = skim;
  pend(skim, readFunction(skim, 'function', false));
  skim.context = context;
  set(skim, leftSide);
};

const readClassValue = (skim: Skim): void => {
  pend(skim, readClass(skim));
  set(skim, leftSide);
};

const readDecorated = (skim: Skim): void => {
  takeDecorators(skim);
  if (skim.kind === kinds.class) readClassValue(skim);
  else fail(skim);
};

const readNew = (skim: Skim): void => {
  next(skim);
  if (skim.kind === kinds.dot) {
    next(skim);
    if (skim.text.slice(skim.start, skim.at) === 'target') next(skim);
    else fail(skim);
    return set(skim, leftSide);
  }
  const from = skim.pendingCount;
  if (skim.kind === kinds.import || skim.kind === kinds.super) return fail(skim);
  readPrimary(skim);
  readLinks(skim, from, false);
  if (skim.kind === kinds.optional) fail(skim);
  if (skim.kind === kinds.open) readArguments(skim);
  skim.pendingCount = from;
  set(skim, leftSide);
};

const readTemplateValue = (skim: Skim): void => {
  readHoles(skim);
  set(skim, leftSide);
};

const readExpressionSign = (skim: Skim): void => {
  readRegularExpression(skim);
  if (!skim.failed) readLiteral(skim);
};

const readAsync = (skim: Skim): void => {
  const { kind, newline } = peek(skim);
  if (kind === kinds.function && !newline) readFunctionValue(skim);
  else readName(skim);
};

const readName = (skim: Skim): void => {
  if (!isName(skim)) return fail(skim);
  next(skim);
  set(skim, plainName);
};

/** `#name in value`. */
const readPrivateName = (skim: Skim): void => {
  next(skim);
  if (skim.kind !== kinds.in) fail(skim);
  set(skim, 0);
};

const literals = tableOf([kinds.number, kinds.string, kinds.template, kinds.null, kinds.true, kinds.false]);

const readers = new Map<number, (skim: Skim) => void>([
  [kinds.this, readThis],
  [kinds.super, readSuper],
  [kinds.open, readParenthesized],
  [kinds.openBracket, readArrayValue],
  [kinds.openBrace, readObjectValue],
  [kinds.function, readFunctionValue],
  [kinds.class, readClassValue],
  [kinds.at, readDecorated],
  [kinds.new, readNew],
  [kinds.templateHead, readTemplateValue],
  [kinds.slash, readExpressionSign],
  [kinds.slashAssignment, readExpressionSign],
  [kinds.async, readAsync],
  [kinds.privateName, readPrivateName],
  [kinds.import, readImported],
]);

const readPrimary = (skim: Skim): void => {
  if (skim.kind === kinds.name) {
    next(skim);
    set(skim, plainName);
  } else if (literals[skim.kind] === 1) readLiteral(skim);
  else (readers.get(skim.kind) ?? readName)(skim);
};

/** A value with its properties, calls and so on. */
export const readLeftSide = (skim: Skim): void => {
  const from = skim.pendingCount;
  readPrimary(skim);
  readLinks(skim, from, true);
};
