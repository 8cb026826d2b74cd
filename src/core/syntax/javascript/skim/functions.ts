import { readParameters, readTypeParameters } from './bindings.ts';
import { contexts, enter, leave, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { dissolve, makePiece, type Piece } from './pieces.ts';
import { accept, canEndStatement, endStatement, expect } from './steps.ts';
import { next } from './tokens.ts';
import { readReturnType } from './types.ts';

/* Functions: what opens and closes the count of one. */

/** Statements in braces. */
export const readBlock = (skim: Skim): void => {
  expect(skim, kinds.openBrace);
  enter(skim);
  while (skim.kind !== kinds.closeBrace && skim.kind !== kinds.end) skim.parts.statement(skim);
  leave(skim);
  expect(skim, kinds.closeBrace);
};

/** From now on decisions count to the piece, and names are qualified by it. */
export const openPiece = (skim: Skim, piece: Piece): void => {
  skim.counter = piece;
  skim.scope = piece;
};

/** The body of a function in its context. */
export const readBody = (skim: Skim, context: number): void => {
  const around = skim.context;
  skim.context = context;
  readBlock(skim);
  skim.context = around;
};

/** The context in a function. */
export const contextOf = (isAsync: boolean, isGenerator: boolean): number =>
  (isAsync ? contexts.awaits : 0) | (isGenerator ? contexts.yields : 0);

/** Type parameters, parameters and the body of a function; without a body it is no entity. */
export const readCallable = (skim: Skim, piece: Piece, context: number, mayLackBody: boolean): void => {
  const { counter, scope } = skim;
  const slot = skim.found.length;
  skim.found.push(piece);
  openPiece(skim, piece);
  readTypeParameters(skim);
  readParameters(skim, context);
  readReturnType(skim);
  const hasBody = skim.kind === kinds.openBrace || !mayLackBody || !canEndStatement(skim);
  if (hasBody) readBody(skim, context);
  piece.end = skim.lastEnd;
  skim.counter = counter;
  skim.scope = scope;
  if (hasBody) return;
  endStatement(skim);
  skim.found.splice(slot, 1);
  dissolve(skim, piece);
};

/** A function with `function` or `async` at the start; at one of those. Gives the piece. */
export const readFunction = (skim: Skim, nameless: string, isDeclaration: boolean): Piece => {
  const { start } = skim;
  const isAsync = accept(skim, kinds.async);
  next(skim);
  const isGenerator = accept(skim, kinds.star);
  const name = readFunctionName(skim, isAsync, isGenerator);
  const piece = makePiece(skim.scope, name ?? nameless, 'function', start);
  readCallable(skim, piece, contextOf(isAsync, isGenerator), isDeclaration);
  return piece;
};

const readFunctionName = (skim: Skim, isAsync: boolean, isGenerator: boolean): string | undefined => {
  const { kind, start, at } = skim;
  if (kind === kinds.open || kind === kinds.less) return undefined;
  if (isReserved(kind, isAsync, isGenerator)) expect(skim, kinds.name);
  else next(skim);
  return skim.text.slice(start, at);
};

const isReserved = (kind: number, isAsync: boolean, isGenerator: boolean): boolean =>
  (kind !== kinds.name && kind < kinds.abstract) ||
  (kind === kinds.await && isAsync) ||
  (kind === kinds.yield && isGenerator) ||
  kind === kinds.await;
