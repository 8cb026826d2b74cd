import { readSimpleArrow, takeArrow, takeAsyncArrow } from './arrows.ts';
import { contexts, enter, fail, leave, within, type Skim } from './cursor.ts';
import { assignments, binaryOperators, expressionStarts, kinds, shortCircuits, tableOf } from './kinds.ts';
import { dottedText } from './names.ts';
import { baptize, decide, drop, shapes, wrap } from './pieces.ts';
import { accept, expect } from './steps.ts';
import { next } from './tokens.ts';
import { readGreater } from './signs.ts';
import { readLeftSide } from './primaries.ts';

/*
 * Expressions. Precedence is of no account: what decides counts wherever it stands, and the value of the whole is that of its
 * last operand.
 */

const prefixes = tableOf([
  kinds.plus,
  kinds.minus,
  kinds.tilde,
  kinds.exclamation,
  kinds.delete,
  kinds.typeof,
  kinds.void,
]);

/** Sets that the value is no name, nothing that is assigned to, and none of the pieces in it. */
const plain = (skim: Skim, from: number): void => {
  drop(skim, from);
  skim.shape = 0;
  skim.targets = 0;
};

/** An operand behind signs and words; it may not stand before `**`. */
const readPrefixed = (skim: Skim): void => {
  const from = skim.pendingCount;
  next(skim);
  enter(skim);
  readSimpleUnary(skim);
  leave(skim);
  plain(skim, from);
  if (skim.kind === kinds.power) fail(skim);
};

const readCast = (skim: Skim): void => {
  const from = skim.pendingCount;
  next(skim);
  skim.parts.type(skim);
  expect(skim, kinds.greater);
  enter(skim);
  readSimpleUnary(skim);
  leave(skim);
  wrap(skim, from);
  skim.shape = 0;
  skim.targets = 0;
  if (skim.kind === kinds.power) fail(skim);
};

const readElement = (skim: Skim): void => {
  const from = skim.pendingCount;
  skim.parts.jsx(skim, true);
  plain(skim, from);
};

const readAwait = (skim: Skim): void => {
  if ((skim.context & contexts.awaits) === 0) fail(skim);
  else readPrefixed(skim);
};

const readUpdate = (skim: Skim): void => {
  const from = skim.pendingCount;
  next(skim);
  readLeftSide(skim);
  plain(skim, from);
};

const readPostfix = (skim: Skim): void => {
  const from = skim.pendingCount;
  readLeftSide(skim);
  if ((skim.kind !== kinds.plusPlus && skim.kind !== kinds.minusMinus) || skim.newline) return;
  next(skim);
  plain(skim, from);
};

/** Without its prefixes and signs, an operand. */
const readSimpleUnary = (skim: Skim): void => {
  const { kind } = skim;
  if (prefixes[kind] === 1) readPrefixed(skim);
  else if (kind === kinds.less) {
    if (skim.isJsx) readElement(skim);
    else readCast(skim);
  } else if (kind === kinds.await) readAwait(skim);
  else if (kind === kinds.plusPlus || kind === kinds.minusMinus) readUpdate(skim);
  else readPostfix(skim);
};

/** A type behind `as` or `satisfies`; `as const` is one, too. */
const readAs = (skim: Skim, from: number): void => {
  next(skim);
  if (!accept(skim, kinds.const)) skim.parts.type(skim);
  wrap(skim, from);
};

const endsHere = (skim: Skim): boolean => {
  const { kind } = skim;
  if (kind === kinds.in) return (skim.context & contexts.noIn) !== 0;
  return (kind === kinds.as || kind === kinds.satisfies) && skim.newline;
};

/** Operands with operators between them. */
const readBinary = (skim: Skim): void => {
  const from = skim.pendingCount;
  readSimpleUnary(skim);
  for (;;) {
    if (skim.kind === kinds.greater) readGreater(skim);
    const { kind } = skim;
    if (binaryOperators[kind] !== 1 || endsHere(skim)) return;
    if (kind === kinds.as || kind === kinds.satisfies) readAs(skim, from);
    else {
      if (shortCircuits[kind] === 1) decide(skim);
      drop(skim, from);
      next(skim);
      readSimpleUnary(skim);
      wrap(skim, from);
    }
    skim.shape = 0;
    skim.targets = 0;
  }
};

/** What stands in a pattern is named otherwise than in a literal: a text with a function in one is left to the parser. */
export const failInPattern = (skim: Skim, start: number, found: number): void => {
  if (skim.found.length !== found && /[[({]/.test(skim.text.charAt(start))) fail(skim);
};

/** The value of an assignment; at its operator. */
const readAssigned = (skim: Skim, start: number, found: number, allowsReturnType: boolean): void => {
  const { kind, shape, targets, lastEnd } = skim;
  const from = skim.pendingCount;
  if (kind === kinds.logicalAssignment) decide(skim);
  if (kind === kinds.equals) {
    skim.counter.complexity += targets;
    skim.counter.modified += targets;
    failInPattern(skim, start, found);
  }
  if ((shape & shapes.chained) !== 0) return fail(skim);
  next(skim);
  skim.parts.assignment(skim, allowsReturnType);
  if (skim.pendingCount > from && (shape & shapes.dotted) !== 0)
    baptize(skim, from, dottedText(skim, start, lastEnd), -1);
  drop(skim, from);
  skim.shape = 0;
  skim.targets = kind === kinds.equals ? 1 : 0;
};

const readConditional = (skim: Skim, from: number, allowsReturnType: boolean): void => {
  drop(skim, from);
  decide(skim);
  next(skim);
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  skim.parts.assignment(skim, false);
  skim.context = around;
  expect(skim, kinds.colon);
  skim.parts.assignment(skim, allowsReturnType);
  wrap(skim, from);
  skim.shape = 0;
  skim.targets = 0;
};

const readYield = (skim: Skim): void => {
  if ((skim.context & contexts.yields) === 0) return fail(skim);
  const from = skim.pendingCount;
  next(skim);
  const isMore = !skim.newline && (skim.kind === kinds.star || expressionStarts[skim.kind] === 1);
  if (isMore) {
    accept(skim, kinds.star);
    skim.parts.assignment(skim, true);
  }
  plain(skim, from);
};

const readWhole = (skim: Skim, allowsReturnType: boolean): void => {
  const { start } = skim;
  const from = skim.pendingCount;
  const found = skim.found.length;
  readBinary(skim);
  const { kind, shape } = skim;
  if (kind === kinds.arrow && (shape & shapes.name) !== 0) {
    drop(skim, from);
    readSimpleArrow(skim, false, allowsReturnType);
  } else if (assignments[kind] === 1 && (shape & shapes.leftSide) !== 0) {
    drop(skim, from);
    readAssigned(skim, start, found, allowsReturnType);
  } else if (kind === kinds.question) readConditional(skim, from, allowsReturnType);
};

/** A value that ends at a comma. */
export const readAssignment = (skim: Skim, allowsReturnType: boolean): void => {
  const { kind } = skim;
  enter(skim);
  if (kind === kinds.yield) readYield(skim);
  else if (!takesArrow(skim, allowsReturnType)) readWhole(skim, allowsReturnType);
  leave(skim);
};

/** Reads an arrow function, if one begins here that does not begin with its parameter. */
const takesArrow = (skim: Skim, allowsReturnType: boolean): boolean => {
  const { kind } = skim;
  if (kind !== kinds.open && kind !== kinds.less && kind !== kinds.async) return false;
  if (takeArrow(skim, allowsReturnType)) return true;
  return kind === kinds.async && takeAsyncArrow(skim, allowsReturnType);
};

/** Values with commas between them. */
export const readExpression = (skim: Skim): void => {
  const from = skim.pendingCount;
  const around = within(skim, 0, contexts.decorates);
  readAssignment(skim, true);
  if (skim.kind === kinds.comma) {
    while (accept(skim, kinds.comma)) {
      drop(skim, from);
      readAssignment(skim, true);
    }
    wrap(skim, from);
    skim.shape = 0;
    skim.targets = 0;
  }
  skim.context = around;
};
