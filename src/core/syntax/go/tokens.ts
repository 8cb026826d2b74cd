import { code, enterLine, enterLines, passComment, passLiteral, type GoScan } from './literals.ts';

/*
 * Cuts a Go text into tokens as "Lexical elements" in the Go specification defines them, as far as it takes to tell words,
 * brackets, `&&`, `||` and the ends of statements from strings and comments. A semicolon is put at the end of a line whose
 * last token can end a statement.
 */

/** Kinds of tokens. Any other kind is the code of a character that stands for itself. */
export const kinds = {
  end: 0,
  word: 1,
  literal: 2,
  and: 3,
  or: 4,
  open: code('('),
  close: code(')'),
  openBracket: code('['),
  closeBracket: code(']'),
  openBrace: code('{'),
  closeBrace: code('}'),
  semicolon: code(';'),
  comma: code(','),
  star: code('*'),
  equals: code('='),
} as const;

const dot = code('.');
const ampersand = code('&');
const bar = code('|');

const classes = { mark: 0, space: 1, letter: 2, digit: 3, newline: 4, quote: 5, slash: 6 } as const;
const classOf = new Uint8Array(128);
for (let letter = 0; letter < 26; letter++) {
  classOf[code('a') + letter] = classes.letter;
  classOf[code('A') + letter] = classes.letter;
}
for (let digit = 0; digit < 10; digit++) classOf[code('0') + digit] = classes.digit;
for (const [characters, kind] of [
  ['_', classes.letter],
  [' \t\r', classes.space],
  ['\n', classes.newline],
  ['"\'`', classes.quote],
  ['/', classes.slash],
] as const) {
  for (const character of characters) classOf[code(character)] = kind;
}

/** Every letter outside of ASCII is taken for part of a word. */
const classAt = (text: string, at: number): number => {
  const character = text.charCodeAt(at);
  return character < 128 ? (classOf[character] ?? classes.mark) : classes.letter;
};

export const scanGo = (text: string, wary: boolean): GoScan => ({
  text,
  wary,
  at: text.startsWith('\uFEFF') ? 1 : 0,
  line: 1,
  lineStart: 0,
  kind: kinds.semicolon,
  start: 0,
  end: 0,
  flaws: [],
  unclosed: false,
});

export const wordOf = ({ text, start, end }: GoScan): string => text.slice(start, end);

/** Keywords, without those that can end a statement. */
const keywords = new Set(
  (
    'case chan const default defer else for func go goto if import interface map package range select struct switch ' +
    'type var'
  ).split(' '),
);

/** True when the last token can end a statement; `++` and `--`, which end one too, only stand in the bodies of functions. */
const canEnd = (scan: GoScan): boolean => {
  const { kind } = scan;
  if (kind === kinds.word) return !keywords.has(wordOf(scan));
  return kind === kinds.literal || kind === kinds.close || kind === kinds.closeBracket || kind === kinds.closeBrace;
};

/** Moves past white space and comments; true as soon as a line end among them ends a statement. */
const passBlank = (scan: GoScan): boolean => {
  const { text, line } = scan;
  while (scan.at < text.length) {
    const { at } = scan;
    const found = classAt(text, at);
    if (found === classes.space) scan.at++;
    else if (found === classes.newline) {
      scan.at++;
      enterLine(scan, scan.at);
    } else if (found !== classes.slash || !passComment(scan)) return false;
    else enterLines(scan, at, scan.at);
    if (scan.line > line && canEnd(scan)) return true;
  }
  return canEnd(scan);
};

const passName = (text: string, from: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const found = classAt(text, at);
    if (found !== classes.letter && found !== classes.digit) break;
  }
  return at;
};

const passNumber = (text: string, from: number): number => {
  let at = passName(text, from);
  while (text.charCodeAt(at) === dot) at = passName(text, at + 1);
  return at;
};

/** The operators that decide; of any other the first character is a token. */
const passMark = (scan: GoScan): void => {
  const mark = scan.text.charCodeAt(scan.at++);
  scan.kind = mark;
  if ((mark !== ampersand && mark !== bar) || scan.text.charCodeAt(scan.at) !== mark) return;
  scan.at++;
  scan.kind = mark === ampersand ? kinds.and : kinds.or;
};

const passToken = (scan: GoScan): void => {
  const { text, at } = scan;
  const found = classAt(text, at);
  if (found === classes.letter) {
    scan.at = passName(text, at + 1);
    scan.kind = kinds.word;
  } else if (found === classes.digit) {
    scan.at = passNumber(text, at + 1);
    scan.kind = kinds.literal;
  } else if (found === classes.quote) {
    passLiteral(scan);
    scan.kind = kinds.literal;
  } else passMark(scan);
};

/** Reads the next token into the scan, and gives its kind. */
export const nextToken = (scan: GoScan): number => {
  const ended = passBlank(scan);
  scan.start = scan.at;
  if (ended) scan.kind = kinds.semicolon;
  else if (scan.at >= scan.text.length) scan.kind = kinds.end;
  else passToken(scan);
  scan.end = scan.at;
  return scan.kind;
};
