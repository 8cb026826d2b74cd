import {
  backslash,
  byteAt,
  Cursor,
  formFeed,
  hash,
  longestText,
  newline,
  space,
  star,
  startText,
  tab,
  textAt,
} from './cursor';
import { closeKind, colonKind, commentKind, endKind, kindAt, openKind, plain, quoteKind } from './kinds';
import { passBackslash, passComment, passString } from './strings';
import { beginsStatement, behindHead, headAt, isNamePart, passBlanks } from './words';

/*
 * Cuts a Python text into logical lines as src/core/syntax/python/lines.ts does, where the rules stand, and writes down those
 * that may matter to src/core/syntax/python/blocks.ts. It is a second reader beside that one because V8 needs no warming up for
 * it (docs/adr/0017-two-readers-of-python.md). In doubt it says nothing, and the other one reads the text.
 */

export { longestText, textAt };

/** A logical line as it is written down, all of it 1-based but for `indent` and what is said otherwise. */
@unmanaged
class Line {
  /** What it begins with, as `headAt` says. */
  head: i32;
  indent: i32;
  line: i32;
  column: i32;
  /** The line in which the logical line before it ends. */
  endBefore: i32;
  /** Offset in the text of the name behind the head, and of what follows it. */
  nameStart: i32;
  nameEnd: i32;
  /** 1 where a star follows the head, otherwise 0. */
  isStarred: i32;
  /** 1 where it ends in a colon, otherwise 0. */
  endsInColon: i32;
}

const mostLines = 1 << 15;

/** The address of the lines that were written down. */
export const linesAt: usize = memory.data((1 << 15) * 36);

let lineStart: usize = 0;
let indent: i32 = 0;
/** The last line with a token. */
let endLine: i32 = 1;
/** The address of the last colon outside brackets; 0 when there is none. */
let lastColon: usize = 0;
/** The address behind the last backslash that joined two lines; 0 when there is none. */
let joined: usize = 0;

/** The width of an indentation that goes on with the byte; -1 when the byte is a token's. */
function widened(width: i32, byte: u32): i32 {
  if (byte === space) return width + 1;
  if (byte === tab) return (width | 7) + 1;
  return byte === formFeed ? 0 : -1;
}

/** Moves to the first token of the next logical line; false when there is none. */
function enterLine(): bool {
  let width = 0;
  // An indentation that a backslash cuts keeps the width it had there.
  let cut = 0;
  lineStart = Cursor.at;
  while (Cursor.at < Cursor.end) {
    const byte = byteAt(Cursor.at);
    const wider = widened(width, byte);
    if (wider >= 0) {
      width = wider;
      Cursor.at++;
    } else if (byte === hash) passComment();
    else if (byte === newline) {
      width = cut = 0;
      Cursor.line++;
      lineStart = ++Cursor.at;
    } else if (byte === backslash && byteAt(Cursor.at + 1) === newline) {
      if (cut === 0) cut = width;
      passBackslash();
      lineStart = Cursor.at;
    } else {
      indent = cut === 0 ? width : cut;
      return true;
    }
  }
  return false;
}

/** True for what ends a line to a regular expression: a newline, and U+2028 and U+2029, which are three bytes. */
function endsLine(address: usize): bool {
  return byteAt(address) === newline || (load<u32>(address) & 0xfeffff) === 0xa880e2;
}

/** True when more than blanks and a comment stand between the addresses. */
function holdsToken(from: usize, to: usize): bool {
  let at = from;
  while (at < to && widened(0, byteAt(at)) >= 0) at++;
  if (at >= to) return false;
  if (byteAt(at) !== hash) return true;
  while (at < to && !endsLine(at)) at++;
  return at < to;
}

/** Keeps the line as the last one with a token, unless nothing but a joined, empty line stands there. */
function markEndLine(): void {
  if (joined === 0 || holdsToken(joined, Cursor.at)) endLine = Cursor.line;
}

/** Moves to the next byte that is not plain, and says what it is; `plain` at the end of the text. */
function nextSpecial(): u8 {
  let at = Cursor.at;
  let kind = plain;
  for (; at < Cursor.end; at++) {
    kind = kindAt(at);
    if (kind !== plain) break;
  }
  Cursor.at = at;
  return kind;
}

/** Passes what is no mark: a string, a comment, a backslash. */
function passLong(kind: u8): void {
  if (kind === quoteKind) passString(0);
  else if (kind === commentKind) passComment();
  else {
    markEndLine();
    passBackslash();
    joined = Cursor.at;
  }
}

/** Moves to the end of the logical line. A bracket that is not closed is a doubt. */
function passTokens(): void {
  let depth = 0;
  lastColon = joined = 0;
  while (!Cursor.doubts) {
    const kind = nextSpecial();
    if (kind === plain) {
      Cursor.doubts = depth > 0;
      return;
    }
    if (kind === endKind) {
      if (depth === 0) return;
      Cursor.line++;
      Cursor.at++;
      Cursor.doubts = beginsStatement(Cursor.at);
    } else if (kind <= colonKind) {
      if (kind === openKind) depth++;
      else if (kind === closeKind) depth = max(0, depth - 1);
      else if (depth === 0) lastColon = Cursor.at;
      Cursor.at++;
    } else passLong(kind);
  }
}

function endsInColon(): bool {
  return lastColon !== 0 && !holdsToken(lastColon + 1, Cursor.at);
}

/** Writes down what is known of a logical line at its first token; what follows a head, of a head alone. */
function noteStart(line: Line, head: i32): void {
  line.head = head;
  line.indent = indent;
  line.line = Cursor.line;
  line.column = ((Cursor.at - lineStart) as i32) + 1;
  line.endBefore = endLine;
  if (head === 0) return;
  const next = passBlanks(behindHead());
  let nameEnd = next;
  while (isNamePart(byteAt(nameEnd))) nameEnd++;
  line.nameStart = (next - textAt) as i32;
  line.nameEnd = (nameEnd - textAt) as i32;
  line.isStarred = i32(byteAt(next) === star);
}

/**
 * Cuts the text of so many bytes that stands at `textAt`, and leaves at `linesAt` the lines that begin with a word that matters,
 * or are not further in than such a line before them, so that they may end its block.
 *
 * @param hasReturns Whether a carriage return is in the text.
 * @returns How many lines these are; -1 in doubt. One more is left behind them: the end of the text.
 */
export function cut(length: i32, hasReturns: bool): i32 {
  startText(length, hasReturns);
  endLine = 1;
  // The indentation of the innermost block that may be open.
  let innermost = -1;
  let count = 0;
  while (enterLine()) {
    const line = changetype<Line>(linesAt + count * offsetof<Line>());
    const head = headAt(Cursor.at);
    const matters = head !== 0 || indent <= innermost;
    if (matters) {
      noteStart(line, head);
      innermost = head === 0 ? indent - 1 : indent;
      count++;
    }
    passTokens();
    markEndLine();
    if (head !== 0) line.endsInColon = i32(endsInColon());
    if (Cursor.doubts || count === mostLines) return -1;
  }
  changetype<Line>(linesAt + count * offsetof<Line>()).endBefore = endLine;
  return count;
}
