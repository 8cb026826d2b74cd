import { linesOf, offsetAt, placeOfSpan, positionAt, type Place, type Position } from '../lines.ts';
import { outlineOf } from './outline.ts';
import type { Token } from './outline-flow.ts';

/** What stands where the cursor is, in a text that is being typed. */
export interface Cursor {
  readonly token: Token;
  /** What of the word is typed before the cursor. */
  readonly typed: string;
  /** The word, for replacing it. */
  readonly place: Place;
  /** True between quotes, where no further ones are needed. */
  readonly quoted: boolean;
  /** 1-based column the word begins in, where what is nested below it is indented from. */
  readonly column: number;
  /** Everything else in the text. */
  readonly tokens: readonly Token[];
}

// A word no policy holds, from a private-use area of Unicode.
const sentinel = '\uE0C7';

/**
 * The word under a position. The word is taken out and a mark put in its place, so that the outline says what a word
 * there would be, also when none is typed yet. Undefined in comments, in long texts and between the words of a text.
 */
export const cursorAt = (text: string, position: Position): Cursor | undefined => {
  if (text.includes(sentinel)) return undefined;
  const lines = linesOf(text);
  const offset = offsetAt(lines, position);
  const typed =
    /[^\s,[\]{}"'#]*$/.exec(text.slice(lines.starts[positionAt(lines, offset).line - 1], offset))?.[0] ?? '';
  const rest = /^[^\s,[\]{}"'#:]*/.exec(text.slice(offset))?.[0] ?? '';
  const span = { start: offset - typed.length, end: offset + rest.length };
  const marked = `${text.slice(0, span.start)}${sentinel}${text.slice(span.end)}`;
  const tokens = outlineOf(marked);
  const token = tokens.find((one) => one.text === sentinel);
  if (token === undefined) return undefined;
  const place = placeOfSpan(lines, span);
  const start = positionAt(lines, span.start);
  return {
    token,
    typed,
    place: { ...place, ...start, endLine: start.line, endColumn: start.column + span.end - span.start },
    column: start.column,
    quoted: /["']/.test(text.charAt(span.start - 1)),
    tokens: tokens.filter((one) => one !== token),
  };
};

/** The word that is written at a position, and where. */
export const wordAt = (
  text: string,
  position: Position,
): { readonly token: Token; readonly place: Place } | undefined => {
  const lines = linesOf(text);
  const offset = offsetAt(lines, position);
  const token = outlineOf(text).find(({ span }) => span.start <= offset && offset <= span.end);
  return token === undefined ? undefined : { token, place: placeOfSpan(lines, token.span) };
};
