import { characterMark, gap, stringMark } from './plain-text.ts';

/*
 * The tokens of C and C++ as pmccabe tells them apart: words, and single characters. A number is digits, each a token, and
 * perhaps a word behind them.
 */

/**
 * `exact`: as pmccabe reads. `modern`: by today's C++, for a text that confuses it. `wary`: braces are known not to pair up,
 * so the layout is heeded too.
 */
export type Manner = 'exact' | 'modern' | 'wary';

/** A scan over the tokens of a plain text. */
export interface CScan {
  readonly text: string;
  readonly manner: Manner;
  at: number;
  /** Offsets of the last token and behind it. */
  start: number;
  end: number;
  /** The line that was last asked for: offsets of its start and end, and how many characters of white space begin it. */
  line: { readonly start: number; readonly end: number; readonly indentation: number };
  /** Offset of the first thing that is wrong: a bracket that is not closed, or one too many. */
  readonly flawsAt: number[];
}

const code = (character: string): number => character.charCodeAt(0);

/** Kinds of tokens: keywords, any other word, and else the code of the character. */
export const kinds = {
  end: -1,
  word: 0x10000,
  if: 0x10001,
  while: 0x10002,
  for: 0x10003,
  switch: 0x10004,
  class: 0x10005,
  struct: 0x10006,
  union: 0x10007,
  operator: 0x10008,
  const: 0x10009,
  namespace: 0x1000a,
  throw: 0x1000b,
  volatile: 0x1000c,
  enum: 0x1000d,
  case: 0x1000e,
  open: code('('),
  close: code(')'),
  openBrace: code('{'),
  closeBrace: code('}'),
  colon: code(':'),
  semicolon: code(';'),
  comma: code(','),
  tilde: code('~'),
  equals: code('='),
  greater: code('>'),
  question: code('?'),
  ampersand: code('&'),
  bar: code('|'),
} as const;

const keywords = new Map<string, number>(Object.entries(kinds).filter(([, kind]) => kind > kinds.word));

const classes = { mark: 0, space: 1, letter: 2, digit: 3, gap: 4 } as const;
const classOf = new Uint8Array(128);
for (const [characters, kind] of [
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', classes.letter],
  ['0123456789', classes.digit],
  [stringMark + characterMark, classes.letter],
  [' \t\r\n', classes.space],
  [gap, classes.gap],
] as const) {
  for (const character of characters) classOf[code(character)] = kind;
}

const classAt = (text: string, at: number): number => {
  const character = text.charCodeAt(at);
  return character < 128 ? (classOf[character] ?? classes.mark) : classes.mark;
};

export const scanC = (text: string, manner: Manner): CScan => ({
  text,
  manner,
  at: 0,
  start: 0,
  end: 0,
  line: { start: 0, end: 0, indentation: 0 },
  flawsAt: [],
});

/** Keeps where something is wrong with the text. */
export const noteFlaw = (scan: CScan, at: number): void => {
  scan.flawsAt.push(at);
};

export const isWord = (kind: number): boolean => kind >= kinds.word;

/** The next character, white space too, and past it; `kinds.end` at the end. */
export const nextCharacter = (scan: CScan): number => {
  const { text } = scan;
  while (scan.at < text.length) {
    const character = text.charCodeAt(scan.at++);
    if (character !== 0) return character;
  }
  return kinds.end;
};

const passSpace = ({ text, at: from }: CScan): number => {
  let at = from;
  for (; at < text.length; at++) {
    const found = classAt(text, at);
    if (found !== classes.space && found !== classes.gap) break;
  }
  return at;
};

const nameEnd = (text: string, from: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const found = classAt(text, at);
    if (found !== classes.letter && found !== classes.digit) break;
  }
  return at;
};

/** Where the word ends whose first part does: a gap does not end it. */
const joinedEnd = (text: string, firstEnd: number): number => {
  let end = firstEnd;
  for (let at = end; classAt(text, at) === classes.gap;) {
    while (classAt(text, at) === classes.gap) at++;
    const next = nameEnd(text, at);
    if (next > at) end = next;
    at = next;
  }
  return end;
};

/** The last token, a word, as pmccabe writes it. */
export const wordOf = ({ text, start, end }: CScan): string =>
  text
    .slice(start, end)
    .replaceAll(gap, '')
    .replaceAll(stringMark, 'STRINGLITERAL')
    .replaceAll(characterMark, 'CHARLITERAL');

/** Reads the next token into the scan, and gives its kind. */
export const nextToken = (scan: CScan): number => {
  const { text } = scan;
  const start = passSpace(scan);
  scan.start = start;
  scan.at = scan.end = start + 1;
  if (start >= text.length) return kinds.end;
  if (classAt(text, start) !== classes.letter) return text.charCodeAt(start);
  const firstEnd = nameEnd(text, start);
  scan.at = scan.end = joinedEnd(text, firstEnd);
  const word = scan.end === firstEnd ? text.slice(start, firstEnd) : wordOf(scan);
  return keywords.get(word) ?? kinds.word;
};

/** Puts the last token back. */
export const putBack = (scan: CScan): void => {
  scan.at = scan.start;
};
