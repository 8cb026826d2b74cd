import { contexts, enter, fail, leave, within, type Skim } from './cursor.ts';
import { next } from './tokens.ts';
import { passTo } from './trivia.ts';
import { goesOn } from './words.ts';
import { isWord, kinds } from './kinds.ts';
import { baptize, drop } from './pieces.ts';
import { accept, expect } from './steps.ts';
import { readTypeArguments } from './type-names.ts';

/* JSX: elements, what they hold and their attributes. The skim stands at a token, or in the text between elements. */

const quotes = new Set(['"', "'"]);

/** A word may go on with dashes here. */
const readDashed = (skim: Skim): void => {
  if (!isWord(skim.kind)) return fail(skim);
  while (skim.text.charAt(skim.at) === '-' || goesOn(skim.text, skim.at)) skim.at++;
  const isPlain = /^[\w$-]+$/.test(skim.text.slice(skim.start, skim.at));
  next(skim);
  if (!isPlain) fail(skim);
};

/** The name of an element, as a text. */
const readTag = (skim: Skim): string => {
  const { start } = skim;
  readDashed(skim);
  if (accept(skim, kinds.colon)) readDashed(skim);
  else
    while (accept(skim, kinds.dot)) {
      if (isWord(skim.kind)) next(skim);
      else fail(skim);
    }
  const tag = skim.text.slice(start, skim.lastEnd);
  if (!/^[\w$.:-]+$/.test(tag)) fail(skim);
  return tag;
};

/** A value in braces; behind the first of them. Stays at the last. */
const readHole = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  skim.parts.expression(skim);
  skim.context = around;
  if (skim.kind !== kinds.closeBrace) fail(skim);
};

/** A text in quotes, which may hold lines and has no escapes; behind the `=`. False where there is none. */
const takeText = (skim: Skim): boolean => {
  const quote = skim.text.charAt(skim.at);
  if (!quotes.has(quote)) return false;
  const close = skim.text.indexOf(quote, skim.at + 1);
  if (close < 0) fail(skim);
  else passTo(skim, skim.at, close + 1);
  next(skim);
  return true;
};

const readAttributeValue = (skim: Skim, name: string | undefined): void => {
  if (takeText(skim)) return;
  next(skim);
  if (skim.kind === kinds.less) return skim.parts.jsx(skim, true);
  const from = skim.pendingCount;
  expect(skim, kinds.openBrace);
  if (skim.kind !== kinds.closeBrace) readHole(skim);
  baptize(skim, from, name, -1);
  expect(skim, kinds.closeBrace);
};

const readAttribute = (skim: Skim): void => {
  if (accept(skim, kinds.openBrace)) {
    const from = skim.pendingCount;
    expect(skim, kinds.dots);
    readHole(skim);
    drop(skim, from);
    return expect(skim, kinds.closeBrace);
  }
  const { start } = skim;
  readDashed(skim);
  let name: string | undefined = skim.text.slice(start, skim.lastEnd);
  if (accept(skim, kinds.colon)) {
    readDashed(skim);
    name = undefined;
  }
  if (skim.kind === kinds.equals) readAttributeValue(skim, name);
};

/** Ends a tag; at its `>`. What follows is text, unless the element is a value of its own. */
const endTag = (skim: Skim, isValue: boolean): void => {
  if (skim.kind !== kinds.greater) fail(skim);
  else if (isValue) next(skim);
};

const textEnd = /[<{>}]/g;

/** What an element holds, up to the `</` of what closes it; behind the `>` of what opens it. */
const readChildren = (skim: Skim): void => {
  for (;;) {
    textEnd.lastIndex = skim.at;
    passTo(skim, skim.at, textEnd.exec(skim.text)?.index ?? skim.length);
    next(skim);
    if (skim.kind === kinds.lessSlash) return;
    if (skim.kind === kinds.less) readElement(skim, false);
    else if (skim.kind === kinds.openBrace) readChildHole(skim);
    else return fail(skim);
  }
};

const readChildHole = (skim: Skim): void => {
  const from = skim.pendingCount;
  next(skim);
  accept(skim, kinds.dots);
  if (skim.kind !== kinds.closeBrace) readHole(skim);
  drop(skim, from);
};

/** An element or a fragment; at its `<`. */
const readElement = (skim: Skim, isValue: boolean): void => {
  enter(skim);
  next(skim);
  let tag = '';
  if (skim.kind !== kinds.greater) {
    tag = readTag(skim);
    if (skim.kind === kinds.less && skim.isTyped) readTypeArguments(skim);
    while (skim.kind !== kinds.greater && skim.kind !== kinds.slash && skim.kind !== kinds.end) readAttribute(skim);
  }
  if (tag !== '' && accept(skim, kinds.slash)) endTag(skim, isValue);
  else readRest(skim, tag, isValue);
  leave(skim);
};

const readRest = (skim: Skim, tag: string, isValue: boolean): void => {
  endTag(skim, false);
  readChildren(skim);
  expect(skim, kinds.lessSlash);
  const closing = skim.kind === kinds.greater ? '' : readTag(skim);
  if (closing !== tag) return fail(skim);
  endTag(skim, isValue);
};

/** An element as a value; a second one right behind it is a fault. */
export const readJsx = (skim: Skim, inExpression: boolean): void => {
  const from = skim.pendingCount;
  readElement(skim, inExpression);
  drop(skim, from);
  if (skim.kind === kinds.less && inExpression) fail(skim);
};
