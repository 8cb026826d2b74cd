import type { Span } from '../lines.ts';
import type { PolicyPath } from './shape.ts';

/** A word of a policy text, where it stands and what it is. */
export interface Token {
  /** `bare`: alone where a key, a list item or a value may follow. */
  readonly kind: 'key' | 'value' | 'bare';
  /** Of the value a key stands for, of a value; of the map or list a bare word stands in. */
  readonly path: PolicyPath;
  readonly text: string;
  readonly span: Span;
  /** True inside brackets, where indentation means nothing. */
  readonly flow: boolean;
}

interface Scan {
  readonly text: string;
  /** Where the brackets end at the latest: what follows is indented no deeper than what they belong to. */
  readonly end: number;
  at: number;
  /** Brackets inside brackets; a policy has four. */
  depth: number;
  readonly tokens: Token[];
}

const deepest = 40;

const skip = (scan: Scan): void => {
  const blank = /(?:\s|(?<=\s)#[^\r\n]*)*/y;
  blank.lastIndex = scan.at;
  scan.at = Math.min(scan.end, scan.at + (blank.exec(scan.text)?.[0].length ?? 0));
};

const peek = (scan: Scan): string => (scan.at < scan.end ? scan.text.charAt(scan.at) : '');

const word =
  /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|(?:[^,[\]{}:#\s]|:(?![\s,[\]{}]|$)|(?<!\s)#|[^\S\r\n]+(?=[^\s,[\]{}#:]))+/y;

/** A scalar without its quotes, and the place of what is between them. */
export const unquoted = (text: string, start: number): { readonly text: string; readonly span: Span } => {
  const quote = /^["']/.exec(text)?.[0];
  if (quote === undefined) return { text, span: { start, end: start + text.length } };
  const closed = text.length > 1 && text.endsWith(quote);
  const inner = text.slice(1, closed ? -1 : undefined);
  return { text: inner, span: { start: start + 1, end: start + 1 + inner.length } };
};

const readWord = (scan: Scan): ReturnType<typeof unquoted> | undefined => {
  word.lastIndex = scan.at;
  const found = word
    .exec(scan.text)?.[0]
    .slice(0, scan.end - scan.at)
    .trimEnd();
  if (found === undefined || found === '') return undefined;
  const start = scan.at;
  scan.at += found.length;
  return unquoted(found, start);
};

const readValue = (scan: Scan, path: PolicyPath): void => {
  skip(scan);
  const next = peek(scan);
  if (next === '{' || next === '[') {
    if (scan.depth >= deepest) {
      scan.at = scan.end;
      return;
    }
    scan.depth++;
    if (next === '{') readMap(scan, path);
    else readList(scan, path);
    scan.depth--;
    return;
  }
  const found = readWord(scan);
  if (found !== undefined) scan.tokens.push({ kind: 'value', path, ...found, flow: true });
};

// Whatever cannot be read is stepped over: half-typed text has to be understood as far as it goes.
const stepOver = (scan: Scan, before: number): void => {
  skip(scan);
  if (peek(scan) === ',') scan.at++;
  else if (scan.at === before) scan.at++;
};

const readMap = (scan: Scan, path: PolicyPath): void => {
  scan.at++;
  for (skip(scan); scan.at < scan.end && !'}]'.includes(peek(scan)); skip(scan)) {
    const before = scan.at;
    const key = readWord(scan);
    skip(scan);
    if (key !== undefined && peek(scan) === ':') {
      scan.at++;
      scan.tokens.push({ kind: 'key', path: [...path, key.text], ...key, flow: true });
      readValue(scan, [...path, key.text]);
    } else if (key !== undefined) scan.tokens.push({ kind: 'bare', path, ...key, flow: true });
    stepOver(scan, before);
  }
  scan.at++;
};

const readList = (scan: Scan, path: PolicyPath): void => {
  scan.at++;
  let index = 0;
  for (skip(scan); scan.at < scan.end && !']}'.includes(peek(scan)); skip(scan)) {
    const before = scan.at;
    readValue(scan, [...path, index++]);
    stepOver(scan, before);
  }
  scan.at++;
};

/** Adds the words between brackets that open at an offset, and gives the offset after the closing one. Never throws. */
export const readFlow = (text: string, { start, end }: Span, path: PolicyPath, tokens: Token[]): number => {
  const scan: Scan = { text, end, at: start, depth: 0, tokens };
  readValue(scan, path);
  return Math.min(scan.at, end);
};
