import type { LineSpan } from './dependency.ts';
import type { Span } from './find.ts';

/** Turns offsets into lines and columns. A range over several lines ends with the first. */
export const locateIn = (text: string): ((at: Span) => LineSpan) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  return ({ start, end }) => {
    const line = lineAt(start);
    const from = starts[line] ?? 0;
    const next = (starts[line + 1] ?? text.length + 1) - 1;
    const last = text[next - 1] === '\r' ? next - 1 : next;
    return { line: line + 1, column: start - from + 1, endColumn: Math.max(Math.min(end, last), start) - from + 1 };
  };
};
