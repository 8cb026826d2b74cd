import { fail, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';

/*
 * Strings, templates, numbers and regular expressions. What TypeScript's scanner objects to in one is left to it.
 */

const backslash = 92;
const newline = 10;
const carriageReturn = 13;
const backtick = 96;
const dollar = 36;
const openBrace = 123;

const escapes = /x[\da-fA-F]{2}|u(?:[\da-fA-F]{4}|\{0*(?:10|[\da-fA-F])?[\da-fA-F]{1,4}\})|\r\n|0(?!\d)|[^xu\d\r]/y;

/** Goes behind an escape; at the backslash. */
const passEscape = (skim: Skim, at: number): number => {
  escapes.lastIndex = at + 1;
  if (escapes.test(skim.text) && escapes.lastIndex <= skim.length) return escapes.lastIndex;
  fail(skim);
  return skim.length;
};

export const readString = (skim: Skim, start: number, quote: number): void => {
  const { text, length } = skim;
  let at = start + 1;
  for (;;) {
    const character = text.charCodeAt(at);
    if (character === quote) break;
    if (character === backslash) at = passEscape(skim, at);
    else if (character === newline || character === carriageReturn || at >= length) return fail(skim);
    else at++;
  }
  skim.kind = kinds.string;
  skim.at = at + 1;
};

/** Reads a part of a template, up to its hole or its end. */
export const readTemplate = (skim: Skim, start: number): void => {
  const { text, length } = skim;
  let at = start + 1;
  for (;;) {
    const character = text.charCodeAt(at);
    if (character === backtick) break;
    if (character === backslash) at = passEscape(skim, at);
    else if (character === dollar && text.charCodeAt(at + 1) === openBrace) {
      skim.kind = kinds.templateHead;
      skim.at = at + 2;
      return;
    } else if (at >= length || (character === carriageReturn && text.charCodeAt(at + 1) !== newline)) return fail(skim);
    else at++;
  }
  skim.kind = kinds.template;
  skim.at = at + 1;
};

const numbers =
  /0[xX][\da-fA-F]+(?:_[\da-fA-F]+)*n?|0[bB][01]+(?:_[01]+)*n?|0[oO][0-7]+(?:_[0-7]+)*n?|(?:0|[1-9]\d*(?:_\d+)*)n|(?:(?:0|[1-9]\d*(?:_\d+)*)(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?/y;
const wordGoesOn = /[\w$\\\u0080-\uffff]/y;

export const readNumber = (skim: Skim, start: number): void => {
  numbers.lastIndex = start;
  if (!numbers.test(skim.text)) return fail(skim);
  wordGoesOn.lastIndex = numbers.lastIndex;
  skim.at = numbers.lastIndex;
  skim.kind = kinds.number;
  if (wordGoesOn.test(skim.text)) fail(skim);
};

export const readDot = (skim: Skim, start: number): void => {
  const { text } = skim;
  const character = text.charCodeAt(start + 1);
  if (character >= 48 && character <= 57) return readNumber(skim, start);
  const isDots = text.startsWith('..', start + 1);
  skim.kind = isDots ? kinds.dots : kinds.dot;
  skim.at = start + (isDots ? 3 : 1);
};

const expressions = /\/(?:[^\\/[\n\r]|\\[^\n\r]|\[(?:[^\\\]\n\r]|\\[^\n\r])*\])+\/[\w$]*/y;

/** Reads a regular expression; at its `/`. */
export const readRegularExpression = (skim: Skim): void => {
  expressions.lastIndex = skim.start;
  if (!expressions.test(skim.text)) return fail(skim);
  skim.at = expressions.lastIndex;
};
