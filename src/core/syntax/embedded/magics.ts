import { nextLogicalLine, scanLines } from '../python/lines.ts';

/*
 * What IPython adds to Python, as its documentation of magics and system commands has it: a line that begins with `%`, `!`,
 * `?`, `,`, `;` or `/`, one that ends in `?`, and `x = !command`. None of it is a decision, and its quotes and brackets
 * need not pair up; so each becomes a `0` and spaces.
 */

/** Cell magics whose cell is Python all the same. */
const pythonMagics = new Set(['capture', 'debug', 'prun', 'pypy', 'python', 'python3', 'time', 'timeit']);

const blankOut = (magic: string): string => {
  const at = magic.search(/\S/);
  const blank = magic.replace(/\S/g, ' ');
  return at === -1 ? blank : `${blank.slice(0, at)}0${blank.slice(at + 1)}`;
};

const magicLine = /[ \t]*(?:[%!?,;/]|[^#'"\n]*\?[ \t]*(?:\n|$))/y;
const magicValue = /[ \t]*[\w.[\], *]+=[ \t]*(?=[!%])/y;
const toToken = /(?:[ \t\f]*(?:#[^\n]*)?\n)*/y;
const rest = /[^\n]*(?:(?<=\\)\n[^\n]*)*/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** Where a magic begins in the line that starts at the offset; -1 where none does. */
const magicAt = (text: string, lineStart: number): number =>
  matchAt(magicLine, text, lineStart) >= 0 ? lineStart : matchAt(magicValue, text, lineStart);

/** The text with every magic line blanked; lines and columns of all else stay. */
const blankMagics = (text: string): string => {
  const scan = scanLines(text, false);
  const parts: string[] = [];
  let last = 0;
  for (;;) {
    const lineStart = Math.max(scan.at, matchAt(toToken, text, scan.at));
    const from = magicAt(text, lineStart);
    if (from >= 0) {
      const end = matchAt(rest, text, from);
      parts.push(text.slice(last, from), blankOut(text.slice(from, end)));
      last = end;
      scan.at = end + 1;
    } else if (!nextLogicalLine(scan)) return parts.join('') + text.slice(last);
    else scan.at++;
    if (scan.at > text.length) return parts.join('') + text.slice(last);
  }
};

/** The Python of a cell, at the same lines and columns; undefined for a cell in another language (`%%bash`). */
export const pythonOf = (cell: string): string | undefined => {
  const head = /^\s*%%(\S*)[^\n]*/.exec(cell);
  if (head === null) return blankMagics(cell);
  const [line, name = ''] = head;
  if (!pythonMagics.has(name)) return undefined;
  const python = pythonOf(cell.slice(line.length));
  return python === undefined ? undefined : line.replace(/[^\s]/g, ' ') + python;
};
