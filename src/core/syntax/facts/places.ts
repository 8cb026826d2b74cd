import type { SourcePlace } from '../facts.ts';

const lineStartsOf = (text: string, lineEnd: RegExp): readonly number[] => {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(lineEnd)) starts.push(index + end.length);
  return starts;
};

/** Tells places by offsets. Lines end where the language says they do. */
export const placesOf = (text: string, lineEnd: RegExp): ((start: number, end: number) => SourcePlace) => {
  const starts = lineStartsOf(text, lineEnd);
  let last = 0;
  const lineAt = (offset: number): number => {
    // What is asked for next mostly stands in the same line.
    if ((starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity)) return last;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    last = low;
    return low;
  };
  return (start, end) => {
    const line = lineAt(start);
    const column = start - (starts[line] ?? 0) + 1;
    const endLine = lineAt(end);
    return { line: line + 1, column, endLine: endLine + 1, endColumn: end - (starts[endLine] ?? 0) + 1 };
  };
};
