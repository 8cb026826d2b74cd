import { fail, type Skim } from './cursor.ts';
import { code } from './signs.ts';

/* What stands between tokens: spaces, lines and comments. */

const slash = code('/');
const star = code('*');
const newline = code('\n');
const carriageReturn = code('\r');

const kinds = { token: 0, space: 1, line: 2 } as const;
const kindOf = new Uint8Array(128);
for (const character of ' \t\v\f') kindOf[code(character)] = kinds.space;
for (const character of '\r\n') kindOf[code(character)] = kinds.line;

const hasLoneReturn = (text: string, from: number, to: number): boolean => {
  for (let at = text.indexOf('\r', from); at >= 0 && at < to; at = text.indexOf('\r', at + 1))
    if (text.charCodeAt(at + 1) !== newline) return true;
  return false;
};

/** Goes over what may hold anything, also lines. */
export const passTo = (skim: Skim, from: number, to: number): void => {
  skim.at = to;
  if (skim.hasReturns && hasLoneReturn(skim.text, from, to)) fail(skim);
};

/** Goes to the end of the line. */
export const passLine = (skim: Skim, at: number): void => {
  const end = skim.text.indexOf('\n', at);
  passTo(skim, at, end < 0 ? skim.length : end);
};

/** Goes behind a comment. Gives false where there is none. */
const passComment = (skim: Skim, at: number): boolean => {
  const { text } = skim;
  const next = text.charCodeAt(at + 1);
  if (next === slash) {
    passLine(skim, at + 2);
    return true;
  }
  if (next !== star) return false;
  const close = text.indexOf('*/', at + 2);
  if (close < 0) {
    fail(skim);
    return true;
  }
  if (!skim.newline) {
    const line = text.indexOf('\n', at + 2);
    skim.newline = line >= 0 && line < close;
  }
  passTo(skim, at, close + 2);
  return true;
};

const isLoneReturn = (text: string, at: number): boolean =>
  text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) !== newline;

/** Goes behind spaces and comments; gives the sign that it stands at, -1 at the end of the text. */
export const passTrivia = (skim: Skim): number => {
  const { text, length } = skim;
  while (skim.at < length) {
    const character = text.charCodeAt(skim.at);
    if (character > 127) return character;
    const kind = kindOf[character];
    if (kind === kinds.token) {
      if (character !== slash || !passComment(skim, skim.at)) return character;
      continue;
    }
    if (kind === kinds.line) {
      skim.newline = true;
      if (isLoneReturn(text, skim.at)) return character;
    }
    skim.at++;
  }
  return -1;
};
