/*
 * Passing Python's string literals without reading them. Rules from "Lexical analysis" in the Python reference: prefixes,
 * escapes, triple quotes, f-strings whose fields hold any expression, the same quotes and comments included (PEP 701,
 * Python 3.12), and t-strings (PEP 750). A text that older versions accept is passed the same way. What changes here changes in
 * assembly/strings.ts.
 */

/** Where a scan stands in a text whose line ends are all `\n`. */
export interface Cursor {
  readonly text: string;
  /** Offset of the next character. */
  at: number;
  /** Its line, 1-based. */
  line: number;
  /** True when triple quotes are known not to pair up: then a string also ends where a definition seems to begin. */
  readonly wary: boolean;
  /** Line of the first quote or bracket that is never closed, 1-based; 0 when all are. */
  readonly flaws: number[];
  /** True when the text ended inside triple quotes. */
  unclosed: boolean;
}

interface Quote {
  readonly code: number;
  readonly triple: boolean;
  /** The line it stands in, 1-based. */
  readonly line: number;
}

export const code = (character: string): number => character.charCodeAt(0);
export const newline = code('\n');
export const backslash = code('\\');
export const hash = code('#');
const colon = code(':');
const braceOpen = code('{');
const braceClose = code('}');
const quotes = new Set([code('"'), code("'")]);
const opening = new Set([code('('), code('['), braceOpen]);
const closing = new Set([code(')'), code(']'), braceClose]);

/** CPython refuses deeper f-strings (MAXFSTRINGLEVEL); here the bound keeps any text from exhausting the stack. */
const deepestField = 150;

const statementStart =
  /[ \t]*(?:def|class|while|try|with|return|raise|pass|break|continue|global|nonlocal|del|assert|except|finally|elif|import|async[ \t]+def)(?![\w\u0080-\uffff]|[ \t]*[=,.)\]}])/y;

/**
 * True when a statement must begin at the offset, the start of a physical line: its first word is a keyword that no
 * expression can go on with. Inside brackets it means that one of them was never closed, as happens while typing.
 */
export const beginsStatement = (text: string, at: number): boolean => {
  statementStart.lastIndex = at;
  return statementStart.test(text);
};

const definition = /[ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+[ \t]*[([]|class[ \t]+\w+[ \t]*[:([])/y;

const beginsDefinition = (text: string, at: number): boolean => {
  definition.lastIndex = at;
  return definition.test(text);
};

/** Moves to the end of the physical line. */
export const passComment = (cursor: Cursor): void => {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end === -1 ? cursor.text.length : end;
};

/** Moves past a backslash and the line end it joins, if one follows. */
export const passBackslash = (cursor: Cursor): void => {
  cursor.at++;
  if (cursor.text.charCodeAt(cursor.at) !== newline) return;
  cursor.at++;
  cursor.line++;
};

const isNamePart = (character: number): boolean => character > 127 || /\w/.test(String.fromCharCode(character));

/** True when the letters before the quote are a string prefix with an f or t in it: `f`, `rf`, `Tr`, but not `if`. */
const isFormatted = (text: string, quoteAt: number): boolean => {
  let start = quoteAt;
  let formatted = false;
  for (; start > quoteAt - 2; start--) {
    const letter = text.charCodeAt(start - 1) | 32;
    if (letter === 102 || letter === 116) formatted = true;
    else if (letter !== 114) break;
  }
  return formatted && !isNamePart(text.charCodeAt(start - 1));
};

const isTriple = (text: string, at: number, quote: number): boolean =>
  text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;

const closes = ({ text, at }: Cursor, quote: Quote): boolean =>
  text.charCodeAt(at) === quote.code && (!quote.triple || isTriple(text, at, quote.code));

/** A single-quoted string that is not closed ends with its line, so that half-typed text costs no more than that. */
const endsWithLine = ({ text, wary }: Cursor, quote: Quote, lineEnd: number): boolean =>
  !quote.triple || (wary && beginsDefinition(text, lineEnd + 1));

/** Notes that what opened in the line is never closed. */
export const noteFlaw = (cursor: Cursor, line: number): void => {
  cursor.flaws.push(line);
};

/** Leaves a string at a line end or, for good, at the end of the text. */
const leaveOpen = (cursor: Cursor, quote: Quote, at: number): void => {
  cursor.at = Math.min(at, cursor.text.length);
  noteFlaw(cursor, quote.line);
  if (quote.triple && at >= cursor.text.length) cursor.unclosed = true;
};

const passPlain = (cursor: Cursor, quote: Quote): void => {
  const { text } = cursor;
  let { at } = cursor;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote.code) {
      if (quote.triple && !isTriple(text, at, character)) continue;
      cursor.at = at + (quote.triple ? 3 : 1);
      return;
    }
    if (character === backslash) at++;
    else if (character === newline && endsWithLine(cursor, quote, at)) break;
    if (text.charCodeAt(at) === newline) cursor.line++;
  }
  leaveOpen(cursor, quote, at);
};

/** A backslash does not keep a brace from opening a field: `f"\{name}"`. */
const passEscape = (cursor: Cursor): void => {
  const next = cursor.text.charCodeAt(cursor.at + 1);
  if (next === newline) cursor.line++;
  cursor.at += next === braceOpen || next === braceClose ? 1 : 2;
};

const passCharacter = (cursor: Cursor): void => {
  if (cursor.text.charCodeAt(cursor.at) === newline) cursor.line++;
  cursor.at++;
};

const stopsAtLineEnd = (cursor: Cursor, quote: Quote): boolean =>
  cursor.text.charCodeAt(cursor.at) === newline && endsWithLine(cursor, quote, cursor.at);

const passFormatted = (cursor: Cursor, quote: Quote, depth: number): void => {
  const { text } = cursor;
  while (cursor.at < text.length && !stopsAtLineEnd(cursor, quote)) {
    const character = text.charCodeAt(cursor.at);
    if (closes(cursor, quote)) {
      cursor.at += quote.triple ? 3 : 1;
      return;
    }
    if (character === backslash) passEscape(cursor);
    else if (character !== braceOpen) passCharacter(cursor);
    else if (text.charCodeAt(cursor.at + 1) === braceOpen) cursor.at += 2;
    else passField(cursor, quote, depth);
  }
  leaveOpen(cursor, quote, cursor.at);
};

/** What follows the colon of a field: text and further fields, up to the closing brace. */
const passSpecification = (cursor: Cursor, quote: Quote, depth: number): void => {
  const { text } = cursor;
  while (cursor.at < text.length && !stopsAtLineEnd(cursor, quote) && !closes(cursor, quote)) {
    const character = text.charCodeAt(cursor.at);
    if (character === braceClose) {
      cursor.at++;
      return;
    }
    if (character === backslash) passEscape(cursor);
    else if (character === braceOpen) passField(cursor, quote, depth);
    else passCharacter(cursor);
  }
};

/** A replacement field, from its opening brace on. */
const passField = (cursor: Cursor, quote: Quote, depth: number): void => {
  const { text } = cursor;
  cursor.at++;
  if (depth >= deepestField) return;
  for (let brackets = 0; cursor.at < text.length;) {
    const character = text.charCodeAt(cursor.at);
    if (character === newline && beginsStatement(text, cursor.at + 1)) {
      noteFlaw(cursor, cursor.line);
      return;
    }
    if (brackets === 0 && character === colon) return passSpecification(cursor, quote, depth + 1);
    brackets += bracketStep(character);
    passExpressionPart(cursor, character, depth);
    if (brackets < 0) return;
  }
};

/** How a character changes the number of open brackets; a closing one of another kind than the opening counts as its own. */
const bracketStep = (character: number): number => {
  if (opening.has(character)) return 1;
  return closing.has(character) ? -1 : 0;
};

const passExpressionPart = (cursor: Cursor, character: number, depth: number): void => {
  if (quotes.has(character)) passString(cursor, depth + 1);
  else if (character === hash) passComment(cursor);
  else passCharacter(cursor);
};

/** Moves past the string whose opening quote is next. `depth` counts the fields it stands in. */
export const passString = (cursor: Cursor, depth = 0): void => {
  const { text, at } = cursor;
  const opener = text.charCodeAt(at);
  const quote = { code: opener, triple: isTriple(text, at, opener), line: cursor.line };
  cursor.at += quote.triple ? 3 : 1;
  if (depth <= deepestField && isFormatted(text, at)) passFormatted(cursor, quote, depth);
  else passPlain(cursor, quote);
};
