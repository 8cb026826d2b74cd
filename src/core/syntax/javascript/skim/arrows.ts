import { readParameters, readTypeParameters } from './bindings.ts';
import { contexts, fail, goBack, lookAhead, markHere, type Skim } from './cursor.ts';
import { contextOf, openPiece, readBody } from './functions.ts';
import { kinds, modifiers } from './kinds.ts';
import { drop, makePiece, pend, type Piece } from './pieces.ts';
import { accept, expect, isName } from './steps.ts';
import { next } from './tokens.ts';
import { readReturnType } from './types.ts';

/*
 * Arrow functions. Whether parentheses hold parameters shows only behind them: what TypeScript's parser tries, is tried here
 * as well, in the same cases.
 */

const answers = { no: 0, yes: 1, perhaps: 2 } as const;

const followsParameter: ReadonlySet<number> = new Set([kinds.colon, kinds.comma, kinds.equals, kinds.close]);
const followsNone: ReadonlySet<number> = new Set([kinds.arrow, kinds.colon, kinds.openBrace]);

const askName = (skim: Skim): number => {
  const { kind } = skim;
  const mayBeName = isName(skim) || kind === kinds.this;
  next(skim);
  if (modifiers[kind] === 1 && kind !== kinds.async && isName(skim))
    return skim.kind === kinds.as ? answers.no : answers.yes;
  if (!mayBeName) return answers.no;
  if (skim.kind === kinds.colon) return answers.yes;
  const isOptional = accept(skim, kinds.question);
  if (!followsParameter.has(skim.kind)) return answers.no;
  return isOptional ? answers.yes : answers.perhaps;
};

/** Asks of the parentheses that it stands at. */
const askParentheses = (skim: Skim): number => {
  next(skim);
  if (skim.kind === kinds.close) {
    next(skim);
    return followsNone.has(skim.kind) ? answers.yes : answers.no;
  }
  if (skim.kind === kinds.openBracket || skim.kind === kinds.openBrace) return answers.perhaps;
  if (skim.kind === kinds.dots) return answers.yes;
  return askName(skim);
};

/** Asks of a `<`: in a text with JSX, type parameters have to be unlike an element. */
const askTypeParameters = (skim: Skim): number => {
  next(skim);
  if (!isName(skim) && skim.kind !== kinds.const) return answers.no;
  if (!skim.isJsx) return answers.perhaps;
  accept(skim, kinds.const);
  next(skim);
  if (skim.kind === kinds.comma || skim.kind === kinds.equals) return answers.yes;
  if (skim.kind !== kinds.extends) return answers.no;
  next(skim);
  const isElement = skim.kind === kinds.equals || skim.kind === kinds.greater || skim.kind === kinds.slash;
  return isElement ? answers.no : answers.yes;
};

const ask = (skim: Skim): number => {
  if (skim.kind === kinds.async) {
    next(skim);
    if (skim.newline) return answers.no;
  }
  if (skim.kind === kinds.open) return askParentheses(skim);
  return skim.kind === kinds.less ? askTypeParameters(skim) : answers.no;
};

const readArrowBody = (skim: Skim, piece: Piece, isAsync: boolean, allowsReturnType: boolean): void => {
  piece.start = skim.start;
  const { context } = skim;
  expect(skim, kinds.arrow);
  if (skim.kind === kinds.openBrace) readBody(skim, contextOf(isAsync, false));
  else {
    const from = skim.pendingCount;
    skim.context = (context & ~(contexts.awaits | contexts.yields)) | contextOf(isAsync, false);
    skim.parts.assignment(skim, allowsReturnType);
    drop(skim, from);
  }
  skim.context = context;
  piece.end = skim.lastEnd;
};

/** Says that the arrow function is the value at hand. */
const close = (skim: Skim, piece: Piece, around: Pick<Skim, 'counter' | 'scope'>): void => {
  skim.counter = around.counter;
  skim.scope = around.scope;
  skim.shape = 0;
  skim.targets = 0;
  pend(skim, piece);
};

const open = (skim: Skim): Piece => {
  const piece = makePiece(skim.scope, 'arrow function', 'function', skim.start);
  skim.found.push(piece);
  openPiece(skim, piece);
  return piece;
};

const heads = { none: 0, plain: 1, typed: 2, faulty: 3 } as const;

/** Reads up to the arrow, if these are parameters. */
const readHead = (skim: Skim, isAsync: boolean): number => {
  readTypeParameters(skim);
  readParameters(skim, contextOf(isAsync, false));
  const isTyped = skim.kind === kinds.colon;
  readReturnType(skim);
  if (skim.kind === kinds.openBrace) return heads.faulty;
  if (skim.kind !== kinds.arrow) return heads.none;
  return isTyped ? heads.typed : heads.plain;
};

const readSure = (skim: Skim): void => {
  const around = { counter: skim.counter, scope: skim.scope };
  const isAsync = accept(skim, kinds.async);
  const piece = open(skim);
  const head = readHead(skim, isAsync);
  if (head !== heads.plain && head !== heads.typed) fail(skim);
  readArrowBody(skim, piece, isAsync, true);
  close(skim, piece, around);
};

/** Gives false where it is none; then the cursor may stand anywhere. */
const attempt = (skim: Skim, allowsReturnType: boolean): boolean => {
  const around = { counter: skim.counter, scope: skim.scope };
  const isAsync = accept(skim, kinds.async);
  const piece = open(skim);
  const head = readHead(skim, isAsync);
  if (head === heads.faulty) {
    fail(skim);
    return true;
  }
  if (head === heads.none) return false;
  readArrowBody(skim, piece, isAsync, allowsReturnType);
  close(skim, piece, around);
  return allowsReturnType || head === heads.plain || skim.kind === kinds.colon;
};

const readPerhaps = (skim: Skim, allowsReturnType: boolean): boolean => {
  const { start } = skim;
  if (skim.noArrows.has(start)) return false;
  const mark = markHere(skim);
  if (attempt(skim, allowsReturnType)) return true;
  goBack(skim, mark);
  skim.noArrows.add(start);
  return false;
};

/** Reads an arrow function with parentheses, if there is one. */
export const takeArrow = (skim: Skim, allowsReturnType: boolean): boolean => {
  const answer = lookAhead(skim, ask);
  if (answer === answers.no) return false;
  if (answer === answers.perhaps) return readPerhaps(skim, allowsReturnType);
  readSure(skim);
  return true;
};

/** Reads an arrow function with one parameter and no parentheses; at the arrow. */
export const readSimpleArrow = (skim: Skim, isAsync: boolean, allowsReturnType: boolean): void => {
  const around = { counter: skim.counter, scope: skim.scope };
  const piece = open(skim);
  readArrowBody(skim, piece, isAsync, allowsReturnType);
  close(skim, piece, around);
};

const isAsyncParameter = (skim: Skim): boolean => {
  next(skim);
  if (skim.newline || !isName(skim)) return false;
  next(skim);
  return skim.kind === kinds.arrow && !skim.newline;
};

/** Reads `async value => …`, if it is there. */
export const takeAsyncArrow = (skim: Skim, allowsReturnType: boolean): boolean => {
  if (!lookAhead(skim, isAsyncParameter)) return false;
  next(skim);
  next(skim);
  readSimpleArrow(skim, true, allowsReturnType);
  return true;
};
