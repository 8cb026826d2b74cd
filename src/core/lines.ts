import { firstFrom } from './order.ts';

/** A stretch of a text: offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A point in a text, 1-based as editors show it; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text as editors show it; the end is the point behind its last character. */
export interface Place extends Position {
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines of a text, for turning offsets into lines and columns and back. */
export interface Lines {
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];
}

/** Lines end with LF alone, whatever stands before it; several times faster, for texts of machines. */
export const unixLinesOf = (text: string): Lines => {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return { text, starts };
};

const editorEnds = /\r\n|\n|\r/g;

/** Lines end as editors end them, with LF, CRLF or CR, or as it is said. */
export const linesOf = (text: string, ends = editorEnds): Lines => {
  if (ends === editorEnds && !text.includes('\r')) return unixLinesOf(text);
  const starts = [0];
  for (const found of text.matchAll(ends)) starts.push(found.index + found[0].length);
  return { text, starts };
};

/** The index of the line that holds an offset. */
export const lineAt = ({ starts }: Pick<Lines, 'starts'>, offset: number): number =>
  Math.max(firstFrom(starts, offset + 1) - 1, 0);

export const positionAt = (lines: Lines, offset: number): Position => {
  const line = lineAt(lines, offset);
  return { line: line + 1, column: offset - (lines.starts[line] ?? 0) + 1 };
};

/** The offset just after the last visible character of a line (0-based). */
const endOfLine = ({ text, starts }: Lines, line: number): number => {
  let end = starts[line + 1] ?? text.length;
  while (end > (starts[line] ?? 0) && /\s/.test(text.charAt(end - 1))) end--;
  return end;
};

/** The offset of a position; one past the end of a line or text is moved back to it. */
export const offsetAt = (lines: Lines, { line, column }: Position): number => {
  const index = Math.min(Math.max(line, 1), lines.starts.length) - 1;
  const start = lines.starts[index] ?? 0;
  const next = lines.starts[index + 1];
  const end =
    next === undefined ? lines.text.length : start + lines.text.slice(start, next).replace(/[\r\n]+$/, '').length;
  return Math.min(start + Math.max(column, 1) - 1, end);
};

/** Where a stretch stands; what goes on over several lines is shown by its first. */
export const placeOfSpan = (lines: Lines, { start, end }: Span): Place => {
  const from = positionAt(lines, Math.min(start, lines.text.length));
  const last = Math.max(endOfLine(lines, from.line - 1), start);
  const to = Math.max(Math.min(end, last), start);
  return { ...from, endLine: from.line, endColumn: from.column + (to - start) };
};
