import { takeDecorators, readTypeParameters } from './bindings.ts';
import { enter, fail, leave, type Skim } from './cursor.ts';
import { contextOf, openPiece, readBlock, readCallable } from './functions.ts';
import { kinds } from './kinds.ts';
import { propertyText, readPropertyName } from './names.ts';
import { drop, makePiece, shapes, type Piece } from './pieces.ts';
import { accept, endStatement, expect, isName, isPropertyName, takeAccessor, takeModifier } from './steps.ts';
import { next, peek } from './tokens.ts';
import { takeIndexSignature } from './type-members.ts';
import { readTypeArguments } from './type-names.ts';
import { readAnnotation } from './types.ts';

/* Classes: methods, the initial values of fields and static blocks are counted each on their own. */

const isStaticBlock = (skim: Skim): boolean => skim.kind === kinds.static && peek(skim).kind === kinds.openBrace;

const readStaticBlock = (skim: Skim): void => {
  const { counter, scope, context } = skim;
  const piece = makePiece(scope, 'static block', 'static-block', skim.start);
  skim.found.push(piece);
  openPiece(skim, piece);
  skim.context = 0;
  next(skim);
  readBlock(skim);
  piece.end = skim.lastEnd;
  skim.counter = counter;
  skim.scope = scope;
  skim.context = context;
};

/** What the value of a field is, is named after it as a function of the class. */
const nameValue = (skim: Skim, from: number, piece: Piece, start: number): void => {
  for (let at = from; at < skim.pendingCount; at++) {
    const value = skim.pending[at];
    if (value === undefined) continue;
    value.name = piece.name;
    if (value.kind === undefined) continue;
    value.around = piece.around;
    if (value.isWhole) value.start = start;
  }
  drop(skim, from);
};

const readInitialValue = (skim: Skim, start: number, name: string): void => {
  const { counter, scope, context } = skim;
  const from = skim.pendingCount;
  const piece = makePiece(scope, name, 'initializer', skim.start);
  skim.found.push(piece);
  openPiece(skim, piece);
  skim.context = 0;
  skim.parts.assignment(skim, true);
  const isParenthesized = (skim.shape & shapes.parenthesized) !== 0;
  if (isParenthesized) piece.start = skim.innerStart;
  piece.end = isParenthesized ? skim.innerEnd : skim.lastEnd;
  nameValue(skim, from, piece, start);
  skim.counter = counter;
  skim.scope = scope;
  skim.context = context;
};

const readField = (skim: Skim, start: number, nameStart: number, nameEnd: number): void => {
  if (!skim.newline && skim.lastEnd === nameEnd) accept(skim, kinds.exclamation);
  readAnnotation(skim);
  if (accept(skim, kinds.equals)) readInitialValue(skim, start, propertyText(skim, nameStart, nameEnd));
  endStatement(skim);
};

const readMethod = (skim: Skim, start: number, name: string, context: number): void =>
  readCallable(skim, makePiece(skim.scope, name, 'function', start), context, true);

const readAccessor = (skim: Skim, start: number, word: string): void => {
  const nameStart = skim.start;
  readPropertyName(skim);
  readMethod(skim, start, `${word} ${propertyText(skim, nameStart, skim.lastEnd)}`, 0);
};

const readNamed = (skim: Skim, start: number, isAsync: boolean): void => {
  const isConstructor = skim.kind === kinds.constructor;
  const isText = skim.kind === kinds.string;
  const isGenerator = accept(skim, kinds.star);
  const nameStart = skim.start;
  readPropertyName(skim);
  const nameEnd = skim.lastEnd;
  const isOptional = accept(skim, kinds.question);
  if (!isGenerator && skim.kind !== kinds.open && skim.kind !== kinds.less)
    return isConstructor ? fail(skim) : readField(skim, start, nameStart, nameEnd);
  const name = propertyText(skim, nameStart, nameEnd);
  const isDoubtful = (isConstructor && (isAsync || isOptional)) || (isText && name === 'constructor');
  if (isDoubtful) fail(skim);
  readMethod(skim, start, name, contextOf(isAsync, isGenerator));
};

/** Takes the modifiers of a member; tells whether it is asynchronous. */
const takeModifiers = (skim: Skim): boolean => {
  let isAsync = false;
  let isStatic = false;
  for (;;) {
    if (skim.kind === kinds.static && (isStatic || isStaticBlock(skim))) return isAsync;
    const modifier = takeModifier(skim);
    if (modifier === 0) return isAsync;
    if (modifier === kinds.async) isAsync = true;
    if (modifier === kinds.static) isStatic = true;
    // The value of such a field counts to what is around the class.
    if (modifier === kinds.accessor) fail(skim);
  }
};

const readMember = (skim: Skim): void => {
  if (skim.kind === kinds.semicolon) return next(skim);
  const { start } = skim;
  takeDecorators(skim);
  const isAsync = takeModifiers(skim);
  if (isStaticBlock(skim)) {
    if (skim.start !== start) return fail(skim);
    return readStaticBlock(skim);
  }
  const { kind } = skim;
  if (takeAccessor(skim)) return readAccessor(skim, start, kind === kinds.get ? 'get' : 'set');
  if (takeIndexSignature(skim)) return endMember(skim);
  if (kind === kinds.star || kind === kinds.openBracket || isPropertyName(kind)) return readNamed(skim, start, isAsync);
  fail(skim);
};

const endMember = (skim: Skim): void => {
  if (skim.kind === kinds.comma) next(skim);
  else endStatement(skim);
};

/** What a class or an interface comes from, in order; of an interface, these are types. */
export const readHeritage = (skim: Skim): void => {
  while (skim.kind === kinds.extends || skim.kind === kinds.implements) {
    do {
      const from = skim.pendingCount;
      next(skim);
      if (skim.kind === kinds.openBrace) return fail(skim);
      skim.parts.leftSide(skim);
      drop(skim, from);
      if (skim.kind === kinds.less) readTypeArguments(skim);
    } while (skim.kind === kinds.comma);
  }
};

/** A class; at the word. Gives the piece that qualifies the names of its members, which is no entity. */
export const readClass = (skim: Skim): Piece => {
  const piece = makePiece(skim.scope, 'class', undefined, skim.start);
  next(skim);
  if (isName(skim) && skim.kind !== kinds.implements) {
    piece.name = skim.text.slice(skim.start, skim.at);
    next(skim);
  }
  readTypeParameters(skim);
  readHeritage(skim);
  const { scope } = skim;
  skim.scope = piece;
  expect(skim, kinds.openBrace);
  enter(skim);
  while (skim.kind !== kinds.closeBrace && skim.kind !== kinds.end) readMember(skim);
  leave(skim);
  skim.scope = scope;
  expect(skim, kinds.closeBrace);
  return piece;
};
