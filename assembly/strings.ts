import { backslash, braceClose, braceOpen, byteAt, colon, Cursor, hash, newline } from './cursor';
import { beginsStatement, isNamePart } from './words';

/*
 * Passing strings as src/core/syntax/python/strings.ts does, where the rules stand. A string that is not closed, and a field
 * that seems to hold a statement, are doubts.
 */

const doubleQuote: u32 = 0x22;
const singleQuote: u32 = 0x27;
const f: u32 = 0x66;
const r: u32 = 0x72;
const t: u32 = 0x74;

// Fields in fields in fields are rare.
const deepestField = 8;

export function isQuote(byte: u32): bool {
  return byte === doubleQuote || byte === singleQuote;
}

/** Moves to the end of the physical line. */
export function passComment(): void {
  let at = Cursor.at;
  while (at < Cursor.end && byteAt(at) !== newline) at++;
  Cursor.at = at;
}

/** Moves past a backslash and the line end it joins, if one follows. */
export function passBackslash(): void {
  Cursor.at++;
  if (byteAt(Cursor.at) === newline) passByte();
}

function passByte(): void {
  if (byteAt(Cursor.at) === newline) Cursor.line++;
  Cursor.at++;
}

function isFormatted(quoteAt: usize): bool {
  let at = quoteAt;
  let formatted = false;
  for (; at > Cursor.start && quoteAt - at < 2; at--) {
    const letter = byteAt(at - 1) | 0x20;
    if (letter === f || letter === t) formatted = true;
    else if (letter !== r) break;
  }
  return formatted && (at === Cursor.start || !isNamePart(byteAt(at - 1)));
}

function isTriple(address: usize, quote: u32): bool {
  return byteAt(address + 1) === quote && byteAt(address + 2) === quote;
}

function closes(quote: u32, triple: bool): bool {
  return byteAt(Cursor.at) === quote && (!triple || isTriple(Cursor.at, quote));
}

function passPlain(quote: u32, triple: bool): void {
  let at = Cursor.at;
  for (; at < Cursor.end; at++) {
    const byte = byteAt(at);
    if (byte === quote && (!triple || isTriple(at, quote))) {
      Cursor.at = at + (triple ? 3 : 1);
      return;
    }
    if (byte === backslash) at++;
    else if (byte === newline && !triple) break;
    if (byteAt(at) === newline) Cursor.line++;
  }
  Cursor.doubts = true;
}

/** A backslash does not keep a brace from opening a field. */
function passEscape(): void {
  Cursor.at++;
  const next = byteAt(Cursor.at);
  if (next !== braceOpen && next !== braceClose) passByte();
}

function passFormatted(quote: u32, triple: bool, depth: i32): void {
  while (Cursor.at < Cursor.end && !Cursor.doubts) {
    const byte = byteAt(Cursor.at);
    if (byte === newline && !triple) break;
    if (closes(quote, triple)) {
      Cursor.at += triple ? 3 : 1;
      return;
    }
    if (byte === backslash) passEscape();
    else if (byte !== braceOpen) passByte();
    else if (byteAt(Cursor.at + 1) === braceOpen) Cursor.at += 2;
    else passField(quote, triple, depth);
  }
  Cursor.doubts = true;
}

/** What follows the colon of a field: text and further fields, up to the closing brace. */
function passSpecification(quote: u32, triple: bool, depth: i32): void {
  while (Cursor.at < Cursor.end && !Cursor.doubts && !closes(quote, triple)) {
    const byte = byteAt(Cursor.at);
    if (byte === newline && !triple) return;
    if (byte === braceClose) {
      Cursor.at++;
      return;
    }
    if (byte === backslash) passEscape();
    else if (byte === braceOpen) passField(quote, triple, depth);
    else passByte();
  }
}

/** A replacement field, from its opening brace on. */
function passField(quote: u32, triple: bool, depth: i32): void {
  Cursor.at++;
  Cursor.doubts = depth >= deepestField;
  for (let brackets = 0; brackets >= 0 && Cursor.at < Cursor.end && !Cursor.doubts;) {
    const byte = byteAt(Cursor.at);
    if (byte === colon && brackets === 0) return passSpecification(quote, triple, depth + 1);
    brackets += bracketStep(byte);
    if (isQuote(byte)) passString(depth + 1);
    else if (byte === hash) passComment();
    else passByte();
    if (byte === newline && beginsStatement(Cursor.at)) Cursor.doubts = true;
  }
}

/** How a byte changes the number of open brackets. */
function bracketStep(byte: u32): i32 {
  if (byte === 0x28 || byte === 0x5b || byte === braceOpen) return 1;
  return byte === 0x29 || byte === 0x5d || byte === braceClose ? -1 : 0;
}

/** Moves past the string whose opening quote is next. `depth` counts the fields it stands in. */
export function passString(depth: i32): void {
  const quoteAt = Cursor.at;
  const quote = byteAt(quoteAt);
  const triple = isTriple(quoteAt, quote);
  Cursor.at += triple ? 3 : 1;
  if (isFormatted(quoteAt)) passFormatted(quote, triple, depth);
  else passPlain(quote, triple);
}
