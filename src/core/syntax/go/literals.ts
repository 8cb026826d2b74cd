/*
 * Passing the strings, runes and comments of Go without reading them, as "Lexical elements" in the Go specification defines
 * them.
 */

/** A scan over the tokens of a text, and the one it read last. */
export interface GoScan {
  readonly text: string;
  /** True when backquotes are known not to pair up: then a raw string also ends where a declaration seems to begin. */
  readonly wary: boolean;
  /** Offset of what is read next. */
  at: number;
  /** Line of what follows the token, 1-based. */
  line: number;
  /** Offset of that line's first character. */
  lineStart: number;
  kind: number;
  /** Offsets of the token and behind it. */
  start: number;
  end: number;
  /** The lines of quotes and brackets that are never closed. */
  readonly flaws: number[];
  /** True when the text ended inside backquotes. */
  unclosed: boolean;
}

export const code = (character: string): number => character.charCodeAt(0);
const newline = code('\n');
const slash = code('/');
const star = code('*');
const backslash = code('\\');
const backquote = code('`');

/** Keeps where something is wrong with the text. */
export const noteFlaw = (scan: GoScan, line: number): void => {
  scan.flaws.push(line);
};

const declaration = /func[ \t]+(?:[\p{L}_]|\([^()\n]*\)[ \t]*(?!func\b)[\p{L}_][\p{L}_\d]*\()/uy;

/** True when a function must be declared at the offset: no expression and no type begins a line like that. */
const beginsDeclaration = (text: string, at: number): boolean => {
  declaration.lastIndex = at;
  return declaration.test(text);
};

/** True when the token is a `func` that declares a function, whatever brackets are open: one of them was never closed. */
export const mustDeclare = ({ text, start, lineStart }: GoScan): boolean =>
  start === lineStart && beginsDeclaration(text, start);

export const enterLine = (scan: GoScan, lineStart: number): void => {
  scan.line++;
  scan.lineStart = lineStart;
};

/** Counts the lines that begin between two offsets. */
export const enterLines = (scan: GoScan, from: number, to: number): void => {
  for (let end = scan.text.indexOf('\n', from); end !== -1 && end < to; end = scan.text.indexOf('\n', end + 1)) {
    enterLine(scan, end + 1);
  }
};

/** Where a raw string ends; the length of the text for one that is not closed. */
const rawEnd = ({ text, wary }: GoScan, start: number): number => {
  const end = text.indexOf('`', start + 1);
  const last = end === -1 ? text.length : end;
  if (!wary) return last;
  for (let at = text.indexOf('\n', start); at !== -1 && at < last; at = text.indexOf('\n', at + 1)) {
    if (beginsDeclaration(text, at + 1)) return at;
  }
  return last;
};

const passRaw = (scan: GoScan): void => {
  const { text, line, start } = scan;
  const end = rawEnd(scan, start);
  const closed = text.charCodeAt(end) === backquote;
  enterLines(scan, start, end);
  scan.at = closed ? end + 1 : end;
  if (closed) return;
  noteFlaw(scan, line);
  scan.unclosed ||= end === text.length;
};

/** A string or rune that is not closed ends with its line, so that half-typed text costs no more than that. */
const passQuoted = (scan: GoScan, closing: number): void => {
  const { text } = scan;
  let at = scan.start + 1;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === closing) {
      scan.at = at + 1;
      return;
    }
    if (character === newline) break;
    if (character === backslash && text.charCodeAt(at + 1) !== newline) at++;
  }
  scan.at = Math.min(at, text.length);
  noteFlaw(scan, scan.line);
};

/** Moves past a string or rune. */
export const passLiteral = (scan: GoScan): void => {
  const opening = scan.text.charCodeAt(scan.start);
  if (opening === backquote) passRaw(scan);
  else passQuoted(scan, opening);
};

/** Moves past a comment without counting its lines; false when the slash begins none. A line comment ends before its line end. */
export const passComment = (scan: GoScan): boolean => {
  const { text, at } = scan;
  const next = text.charCodeAt(at + 1);
  if (next === slash) {
    const end = text.indexOf('\n', at);
    scan.at = end === -1 ? text.length : end;
    return true;
  }
  if (next !== star) return false;
  const end = text.indexOf('*/', at + 2);
  if (end === -1) noteFlaw(scan, scan.line);
  scan.at = end === -1 ? text.length : end + 2;
  return true;
};
