import { contexts, enter, leave, within, type Skim } from './cursor.ts';
import { contextOf, readCallable } from './functions.ts';
import { kinds } from './kinds.ts';
import { propertyText, readPropertyName } from './names.ts';
import { baptize, decide, drop, makePiece, pend } from './pieces.ts';
import { accept, expect, isName, takeAccessor, takeModifier } from './steps.ts';
import { next } from './tokens.ts';

/* Array and object literals, which may turn out to be what is assigned to: then each `=` in them is a default value. */

/** A value of a property or an element, with its targets left in `targets`. */
const readPart = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn);
  skim.parts.assignment(skim, true);
  skim.context = around;
};

const readElement = (skim: Skim): number => {
  const from = skim.pendingCount;
  accept(skim, kinds.dots);
  readPart(skim);
  drop(skim, from);
  return skim.targets;
};

/** An array literal; at its bracket. */
export const readArray = (skim: Skim): void => {
  let targets = 0;
  enter(skim);
  next(skim);
  while (skim.kind !== kinds.closeBracket && skim.kind !== kinds.end) {
    if (skim.kind === kinds.comma) {
      next(skim);
      continue;
    }
    targets += readElement(skim);
    if (!accept(skim, kinds.comma)) break;
  }
  leave(skim);
  expect(skim, kinds.closeBracket);
  skim.targets = targets;
};

/** A method, or an accessor; behind its name. */
const readMethod = (skim: Skim, start: number, name: string, context: number): void => {
  const piece = makePiece(skim.scope, name, 'function', start);
  readCallable(skim, piece, context, false);
};

const readAccessor = (skim: Skim, start: number, word: string): number => {
  const nameStart = skim.start;
  readPropertyName(skim);
  readMethod(skim, start, `${word} ${propertyText(skim, nameStart, skim.lastEnd)}`, 0);
  return 0;
};

const readValue = (skim: Skim, start: number, nameEnd: number): number => {
  const from = skim.pendingCount;
  expect(skim, kinds.colon);
  readPart(skim);
  const { targets } = skim;
  if (skim.pendingCount > from) baptize(skim, from, propertyText(skim, start, nameEnd), start);
  return targets;
};

const readShorthand = (skim: Skim, start: number, nameEnd: number): number => {
  if (!accept(skim, kinds.equals)) return 0;
  decide(skim);
  const from = skim.pendingCount;
  readPart(skim);
  baptize(skim, from, skim.text.slice(start, nameEnd), -1);
  return 0;
};

const readPlain = (skim: Skim): number => {
  const { start } = skim;
  const isPlainName = isName(skim);
  readPropertyName(skim);
  const nameEnd = skim.lastEnd;
  if (skim.kind === kinds.colon) return readValue(skim, start, nameEnd);
  if (skim.kind === kinds.open || skim.kind === kinds.less) {
    readMethod(skim, start, propertyText(skim, start, nameEnd), 0);
    return 0;
  }
  if (isPlainName) return readShorthand(skim, start, nameEnd);
  expect(skim, kinds.colon);
  return 0;
};

const readGenerator = (skim: Skim, start: number, isAsync: boolean): number => {
  const isGenerator = accept(skim, kinds.star);
  const nameStart = skim.start;
  readPropertyName(skim);
  if (skim.kind !== kinds.open && skim.kind !== kinds.less) expect(skim, kinds.open);
  readMethod(skim, start, propertyText(skim, nameStart, skim.lastEnd), contextOf(isAsync, isGenerator));
  return 0;
};

const readModified = (skim: Skim): number => {
  const { start, kind } = skim;
  if (takeModifier(skim) === 0) return readPlain(skim);
  if (kind !== kinds.async) expect(skim, kinds.end);
  return readGenerator(skim, start, true);
};

const readProperty = (skim: Skim): number => {
  const { start, kind } = skim;
  if (kind === kinds.name || kind === kinds.string) return readPlain(skim);
  if (kind === kinds.dots) return readElement(skim);
  if (kind === kinds.star) return readGenerator(skim, start, false);
  if (takeAccessor(skim)) return readAccessor(skim, start, kind === kinds.get ? 'get' : 'set');
  return readModified(skim);
};

/** An object literal; at its brace. Names in it are qualified by what it is assigned to. */
export const readObject = (skim: Skim): void => {
  const piece = makePiece(skim.scope, undefined, undefined, skim.start);
  const { scope } = skim;
  let targets = 0;
  skim.scope = piece;
  enter(skim);
  next(skim);
  while (skim.kind !== kinds.closeBrace && skim.kind !== kinds.end) {
    targets += readProperty(skim);
    if (!accept(skim, kinds.comma)) break;
  }
  leave(skim);
  skim.scope = scope;
  expect(skim, kinds.closeBrace);
  pend(skim, piece);
  skim.targets = targets;
};
