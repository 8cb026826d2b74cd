import { positionAt, unixLinesOf, type Span } from '../lines.ts';
import type { LineSpan } from './dependency.ts';

/** Turns offsets into lines and columns. A range over several lines ends with the first. */
export const locateIn = (text: string): ((at: Span) => LineSpan) => {
  const lines = unixLinesOf(text);
  return ({ start, end }) => {
    const { line, column } = positionAt(lines, start);
    const next = (lines.starts[line] ?? text.length + 1) - 1;
    const last = text[next - 1] === '\r' ? next - 1 : next;
    return { line, column, endColumn: column + Math.max(Math.min(end, last), start) - start };
  };
};
