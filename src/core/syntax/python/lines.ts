import {
  backslash,
  beginsStatement,
  code,
  hash,
  newline,
  noteFlaw,
  passBackslash,
  passComment,
  passString,
  type Cursor,
} from './strings.ts';

/*
 * Cuts a Python text into logical lines as "Lexical analysis" in the Python reference defines them: brackets, strings and
 * backslashes join physical lines; blank lines and comments belong to none. What changes here changes in assembly/lines.ts.
 */

/** A scan over the logical lines of a text, and the one it read last. */
export interface LineScan extends Cursor {
  /** Width of the indentation: a tab goes on to the next multiple of 8, a form feed back to 0. */
  indent: number;
  /** Offset of the first token, its line and its column, both 1-based. */
  start: number;
  startLine: number;
  column: number;
  /** Line of the last token, 1-based. */
  endLine: number;
  /** Brackets that are open. */
  depth: number;
  /** Offset of the last colon outside brackets; -1 when there is none. */
  colon: number;
  /** Offset behind the last backslash that joined two lines. */
  joined: number;
}

const space = code(' ');
const tab = code('\t');
const formFeed = code('\f');

// One table look-up says of nearly every character that there is nothing to do; that is what makes the scan fast.
const kinds = { plain: 0, quote: 1, open: 2, close: 3, colon: 4, comment: 5, join: 6, end: 7 } as const;
const kindOf = new Uint8Array(128);
for (const [characters, kind] of [
  [`"'`, kinds.quote],
  ['([{', kinds.open],
  [')]}', kinds.close],
  [':', kinds.colon],
  ['#', kinds.comment],
  ['\\', kinds.join],
  ['\n', kinds.end],
] as const) {
  for (const character of characters) kindOf[code(character)] = kind;
}

/**
 * Starts a scan. Carriage returns end lines as newlines do, so the text is read with newlines alone; a leading byte-order
 * mark is no part of it.
 */
export const scanLines = (text: string, wary: boolean): LineScan => ({
  text: (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).replace(/^\uFEFF/, ''),
  at: 0,
  line: 1,
  wary,
  flaws: [],
  unclosed: false,
  indent: 0,
  start: 0,
  startLine: 1,
  column: 1,
  endLine: 1,
  depth: 0,
  colon: -1,
  joined: -1,
});

/** The width of an indentation that goes on with the character; -1 when the character is a token's. */
const widened = (indent: number, character: number): number => {
  if (character === space) return indent + 1;
  if (character === tab) return (indent | 7) + 1;
  return character === formFeed ? 0 : -1;
};

/** Moves to the first token of the next logical line; false when there is none. */
const enterLine = (scan: LineScan): boolean => {
  const { text } = scan;
  let lineStart = scan.at;
  let indent = 0;
  // An indentation that a backslash cuts keeps the width it had there (CPython's tokenizer).
  let cut = 0;
  while (scan.at < text.length) {
    const character = text.charCodeAt(scan.at);
    const wider = widened(indent, character);
    if (wider >= 0) {
      indent = wider;
      scan.at++;
    } else if (character === hash) passComment(scan);
    else if (character === newline) {
      indent = cut = 0;
      lineStart = ++scan.at;
      scan.line++;
    } else if (character === backslash && text.charCodeAt(scan.at + 1) === newline) {
      cut ||= indent;
      passBackslash(scan);
      lineStart = scan.at;
    } else {
      scan.indent = cut || indent;
      scan.start = scan.at;
      scan.startLine = scan.line;
      scan.column = scan.at - lineStart + 1;
      return true;
    }
  }
  return false;
};

const nextSpecial = (text: string, from: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character < 128 && kindOf[character] !== kinds.plain) break;
  }
  return at;
};

const holdsToken = (text: string, from: number, to: number): boolean =>
  !/^[ \t\f]*(?:#.*)?$/.test(text.slice(from, to));

/** Keeps the line as the last one with a token, unless nothing but a joined, empty line stands there. */
const markEndLine = (scan: LineScan): void => {
  if (scan.joined < 0 || holdsToken(scan.text, scan.joined, scan.at)) scan.endLine = scan.line;
};

const passJoin = (scan: LineScan): void => {
  markEndLine(scan);
  passBackslash(scan);
  scan.joined = scan.at;
};

/** Goes on to the next physical line inside brackets; false where the logical line ends. */
const passLineEnd = (scan: LineScan): boolean => {
  if (scan.depth === 0) return false;
  if (beginsStatement(scan.text, scan.at + 1)) {
    noteFlaw(scan, scan.startLine);
    return false;
  }
  scan.at++;
  scan.line++;
  return true;
};

const passMark = (scan: LineScan, kind: number | undefined): void => {
  if (kind === kinds.open) scan.depth++;
  else if (kind === kinds.close) scan.depth = Math.max(0, scan.depth - 1);
  else if (scan.depth === 0) scan.colon = scan.at;
  scan.at++;
};

/** Moves to the end of the logical line; for a bracket that is never closed that is where the next statement must begin. */
const passTokens = (scan: LineScan): void => {
  const { text } = scan;
  for (;;) {
    scan.at = nextSpecial(text, scan.at);
    if (scan.at >= text.length) {
      if (scan.depth > 0) noteFlaw(scan, scan.startLine);
      return;
    }
    const kind = kindOf[text.charCodeAt(scan.at)];
    if (kind === kinds.quote) passString(scan);
    else if (kind === kinds.comment) passComment(scan);
    else if (kind === kinds.join) passJoin(scan);
    else if (kind !== kinds.end) passMark(scan, kind);
    else if (!passLineEnd(scan)) return;
  }
};

/** Reads the next logical line into the scan; false at the end of the text. */
export const nextLogicalLine = (scan: LineScan): boolean => {
  if (!enterLine(scan)) return false;
  scan.depth = 0;
  scan.colon = scan.joined = -1;
  passTokens(scan);
  markEndLine(scan);
  return true;
};

/** True when the logical line ends in a colon, as the head of a block does whose body stands below it. */
export const endsInColon = (scan: LineScan): boolean =>
  scan.colon >= 0 && !holdsToken(scan.text, scan.colon + 1, scan.at);
