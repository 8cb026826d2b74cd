import { lineAt, linesOf, type Place } from '../../lines.ts';

/** Tells places by offsets. Lines end where the language says they do. */
export const placesOf = (text: string, lineEnd: RegExp): ((start: number, end: number) => Place) => {
  const { starts } = linesOf(text, lineEnd);
  let last = 0;
  const find = (offset: number): number => {
    // What is asked for next mostly stands in the same line.
    const isThere = (starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity);
    if (!isThere) last = lineAt({ starts }, offset);
    return last;
  };
  return (start, end) => {
    const line = find(start);
    const column = start - (starts[line] ?? 0) + 1;
    const endLine = find(end);
    return { line: line + 1, column, endLine: endLine + 1, endColumn: end - (starts[endLine] ?? 0) + 1 };
  };
};
