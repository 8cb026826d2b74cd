/** A line without its end, and the offset of its beginning. */
export interface Line {
  readonly start: number;
  readonly text: string;
}

/** The lines of a text; one behind the last line end is none. */
export function* linesOf(text: string): Iterable<Line> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end;
    yield { start, text: text.slice(start, next).replace(/\r$/, '') };
    start = next + 1;
  }
}
