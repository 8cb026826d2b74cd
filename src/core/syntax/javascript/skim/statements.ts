import { readBinding } from './bindings.ts';
import { contexts, enter, fail, leave, within, type Skim } from './cursor.ts';
import { declarationReaders } from './declarations.ts';
import { failInPattern, readAssignment, readExpression } from './expressions.ts';
import { readBlock } from './functions.ts';
import { kinds } from './kinds.ts';
import { decide, drop, shapes } from './pieces.ts';
import { accept, canEndStatement, endStatement, expect, expectName } from './steps.ts';
import { next } from './tokens.ts';
import { readAnnotation } from './types.ts';
import { isLet, readVariables, readVariableStatement } from './variables.ts';

/* Statements: what decides in them counts to what is around. */

/** An expression that gives nothing its value. */
const readLone = (skim: Skim): void => {
  const from = skim.pendingCount;
  const around = within(skim, 0, contexts.noIn);
  readExpression(skim);
  skim.context = around;
  drop(skim, from);
};

const readParenthesized = (skim: Skim): void => {
  expect(skim, kinds.open);
  readLone(skim);
  expect(skim, kinds.close);
};

const readIf = (skim: Skim): void => {
  decide(skim);
  next(skim);
  readParenthesized(skim);
  readStatement(skim);
  if (accept(skim, kinds.else)) readStatement(skim);
};

const readWhile = (skim: Skim): void => {
  decide(skim);
  next(skim);
  readParenthesized(skim);
  readStatement(skim);
};

const readWith = (skim: Skim): void => {
  next(skim);
  readParenthesized(skim);
  readStatement(skim);
};

const readDo = (skim: Skim): void => {
  decide(skim);
  next(skim);
  readStatement(skim);
  expect(skim, kinds.while);
  readParenthesized(skim);
  accept(skim, kinds.semicolon);
};

/** What a loop begins with; true where it was an expression, which may be assigned to. */
const readInitial = (skim: Skim): boolean => {
  const { kind } = skim;
  const around = within(skim, contexts.noIn, 0);
  const declares = kind === kinds.var || kind === kinds.const || (kind === kinds.let && isLet(skim));
  if (kind === kinds.async) fail(skim);
  if (declares) readVariables(skim, true);
  else readExpression(skim);
  skim.context = around;
  return !declares;
};

/** The rest of a head with semicolons; behind the first of them. */
const readHeadRest = (skim: Skim): void => {
  if (skim.kind !== kinds.semicolon) readLone(skim);
  expect(skim, kinds.semicolon);
  if (skim.kind !== kinds.close) readLone(skim);
};

/** What is gone through; at `of` or `in`. */
const readSource = (skim: Skim): void => {
  const isOf = skim.kind === kinds.of;
  const from = skim.pendingCount;
  next(skim);
  if (isOf) readAssignment(skim, true);
  else readLone(skim);
  drop(skim, from);
};

const readForHead = (skim: Skim, awaits: boolean): void => {
  const { start } = skim;
  const found = skim.found.length;
  const from = skim.pendingCount;
  const isTarget = skim.kind !== kinds.semicolon && readInitial(skim);
  drop(skim, from);
  if (skim.kind !== kinds.of && (skim.kind !== kinds.in || awaits)) {
    if (awaits) fail(skim);
    expect(skim, kinds.semicolon);
    return readHeadRest(skim);
  }
  if (isTarget) {
    failInPattern(skim, start, found);
    skim.counter.complexity += skim.targets;
    skim.counter.modified += skim.targets;
  }
  readSource(skim);
};

const readFor = (skim: Skim): void => {
  decide(skim);
  next(skim);
  const awaits = accept(skim, kinds.await);
  expect(skim, kinds.open);
  readForHead(skim, awaits);
  expect(skim, kinds.close);
  readStatement(skim);
};

const readJump = (skim: Skim): void => {
  next(skim);
  if (!canEndStatement(skim)) expectName(skim);
  endStatement(skim);
};

const readReturn = (skim: Skim): void => {
  next(skim);
  if (!canEndStatement(skim)) readLone(skim);
  endStatement(skim);
};

const readThrow = (skim: Skim): void => {
  next(skim);
  if (skim.newline) return fail(skim);
  readLone(skim);
  endStatement(skim);
};

const readClause = (skim: Skim): void => {
  if (skim.kind === kinds.default) next(skim);
  else {
    expect(skim, kinds.case);
    skim.counter.complexity++;
    readLone(skim);
  }
  expect(skim, kinds.colon);
  while (
    skim.kind !== kinds.case &&
    skim.kind !== kinds.default &&
    skim.kind !== kinds.closeBrace &&
    skim.kind !== kinds.end
  )
    readStatement(skim);
};

/** A `switch` counts in the variant that does not count its cases. */
const readSwitch = (skim: Skim): void => {
  skim.counter.modified++;
  next(skim);
  readParenthesized(skim);
  expect(skim, kinds.openBrace);
  while (skim.kind !== kinds.closeBrace && skim.kind !== kinds.end) readClause(skim);
  expect(skim, kinds.closeBrace);
};

const readCatch = (skim: Skim): void => {
  decide(skim);
  next(skim);
  if (accept(skim, kinds.open)) {
    readBinding(skim);
    readAnnotation(skim);
    expect(skim, kinds.close);
  }
  readBlock(skim);
};

const readTry = (skim: Skim): void => {
  next(skim);
  readBlock(skim);
  const hasCatch = skim.kind === kinds.catch;
  if (hasCatch) readCatch(skim);
  if (hasCatch && skim.kind !== kinds.finally) return;
  expect(skim, kinds.finally);
  readBlock(skim);
};

const readDebugger = (skim: Skim): void => {
  next(skim);
  endStatement(skim);
};

/** An expression, or a label with its statement. */
const readOther = (skim: Skim): void => {
  readLone(skim);
  if (skim.kind === kinds.colon && (skim.shape & shapes.name) !== 0) {
    next(skim);
    readStatement(skim);
  } else endStatement(skim);
};

const readLet = (skim: Skim): void => {
  if (isLet(skim)) readVariableStatement(skim);
  else fail(skim);
};

const readers: ((skim: Skim) => void)[] = Array.from({ length: 128 }, () => readOther);
for (const [kind, read] of [
  [kinds.semicolon, next],
  [kinds.openBrace, readBlock],
  [kinds.var, readVariableStatement],
  [kinds.let, readLet],
  [kinds.if, readIf],
  [kinds.do, readDo],
  [kinds.while, readWhile],
  [kinds.for, readFor],
  [kinds.continue, readJump],
  [kinds.break, readJump],
  [kinds.return, readReturn],
  [kinds.with, readWith],
  [kinds.switch, readSwitch],
  [kinds.throw, readThrow],
  [kinds.try, readTry],
  [kinds.debugger, readDebugger],
] as const)
  readers[kind] = read;
for (const [kind, read] of declarationReaders)
  readers[kind] = (skim) => {
    if (!read(skim)) readOther(skim);
  };

export const readStatement = (skim: Skim): void => {
  enter(skim);
  (readers[skim.kind] ?? readOther)(skim);
  leave(skim);
};
