import type { Span } from '../../lines.ts';

/*
 * One statement that Postgres cannot read must not hide the others: so a file is cut at its semicolons before it is read.
 * Signs as in "Lexical Structure" of the manual of Postgres; the lines of psql and the data behind `COPY … FROM stdin` are
 * no SQL.
 */

/** What is passed as a whole: strings, quoted names, dollar quotes, comments. */
const wholes: readonly RegExp[] = [
  /--[^\n]*/y,
  /[eE]'(?:[^'\\]|''|\\[\s\S])*'/y,
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")*"/y,
  /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y,
];

const passBlockComment = (text: string, at: number): number => {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
};

/** The end of what begins here, and is no sign of its own. */
const endOfWhole = (text: string, at: number): number => {
  if (text.startsWith('/*', at)) return passBlockComment(text, at);
  for (const whole of wholes) {
    whole.lastIndex = at;
    const found = whole.exec(text)?.[0];
    if (found !== undefined) return at + found.length;
  }
  return at + 1;
};

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

const comment = /--[^\n]*|\/\*[\s\S]*?\*\//g;

const isBlank = (text: string): boolean => text.replace(comment, '').trim() === '';

const copies = /^\s*copy\b[\s\S]*\bfrom\s+stdin\b/i;

/** Where the data end that psql sends with a `COPY`. */
const endOfData = (text: string, at: number): number => {
  const end = /^\\\.\r?$/m.exec(text.slice(at));
  return end === null ? text.length : endOfLine(text, at + end.index);
};

/** A statement without the comments that stand before it, by its offset. */
export const firstSign = (text: string, { start, end }: Span): number => {
  const blank = text.slice(start, end).replace(comment, (found) => ' '.repeat(found.length));
  return start + Math.max(blank.search(/\S/), 0);
};

/** The statements of a file, each with the comments before it and without its semicolon. */
export const splitSql = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (!isBlank(text.slice(start, end))) spans.push({ start, end });
    start = end;
  };
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === ';') {
      const isCopy = copies.test(text.slice(start, at));
      close(at);
      at = isCopy ? endOfData(text, at) : at + 1;
      start = at;
    } else if (sign === '\\' && isBlank(text.slice(start, at))) {
      at = endOfLine(text, at);
      start = at;
    } else at = endOfWhole(text, at);
  }
  close(text.length);
  return spans;
};
