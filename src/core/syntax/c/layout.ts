import { kinds, noteFlaw, putBack, type CScan } from './tokens.ts';

/*
 * What the layout of a text tells of its braces when they are known not to pair up: a brace that closes stands in the column
 * where the line of the one that opens begins, unless it is in that line too.
 */

/** The line that the offset is in. It is looked up once for all that stands in it: a line may be a whole file. */
const lineOf = (scan: CScan, offset: number): CScan['line'] => {
  const { text } = scan;
  if (offset >= scan.line.start && offset < scan.line.end) return scan.line;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  let at = start;
  while (at < text.length && ' \t\r\0'.includes(text.charAt(at))) at++;
  scan.line = { start, end: newline === -1 ? text.length : newline, indentation: at - start };
  return scan.line;
};

/** The column of the first character of the line that is no white space, 1-based. */
export const indentationAt = (scan: CScan, offset: number): number => lineOf(scan, offset).indentation + 1;

/**
 * Whether the brace just read closes what was opened at an offset, in a line with that indentation, or stands inside of it;
 * `outside` when it closes something further out. Undefined where the layout does not tell.
 */
export const layoutOfBrace = (
  scan: CScan,
  opened: number,
  column: number,
): 'closes' | 'inside' | 'outside' | undefined => {
  if (scan.manner !== 'wary') return undefined;
  const { start, indentation } = lineOf(scan, scan.start);
  if (start <= opened) return undefined;
  const found = scan.start - start + 1;
  if (indentation + 1 !== found || found > column) return 'inside';
  return found === column ? 'closes' : 'outside';
};

/** How deep the text is nested behind the closing brace just read, in what was opened at the offset. */
export const depthBehind = (scan: CScan, depth: number, opened: number, column: number): number => {
  const layout = layoutOfBrace(scan, opened, column);
  const fits = layout === 'closes' ? depth === 1 : layout === 'inside' ? depth > 1 : layout === undefined;
  if (fits) return depth - 1;
  noteFlaw(scan, opened);
  if (layout === 'outside') putBack(scan);
  return layout === 'inside' ? 1 : 0;
};

/** True where a parenthesis must have been closed before the character: none holds a statement or a body. */
export const endsParentheses = ({ manner }: CScan, character: number): boolean =>
  manner === 'wary' &&
  (character === kinds.semicolon || character === kinds.openBrace || character === kinds.closeBrace);
