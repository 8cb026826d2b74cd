import { linesOf, type Lines } from '../lines.ts';
import { readFlow, unquoted, type Token } from './outline-flow.ts';
import type { PolicyPath } from './shape.ts';
import { longestText } from './yaml-text.ts';

/*
 * A policy text as it looks while it is typed. It need not be YAML yet: keys and values are told by indentation, dashes
 * and brackets, line by line, so that half a line spoils nothing but itself.
 */

interface Frame {
  readonly indent: number;
  readonly kind: 'map' | 'list';
  readonly path: PolicyPath;
  /** The key or index that what is indented deeper belongs to. */
  step: string | number;
}

interface Sketch {
  readonly lines: Lines;
  readonly frames: Frame[];
  readonly tokens: Token[];
  line: number;
}

const keyed = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#,[\]{}"'&*!|>%@`-][^#\r\n]*?|-[^\s#][^#\r\n]*?)\s*:(?=\s|$)/y;

const lineText = ({ lines: { text, starts } }: Sketch, line: number): string =>
  text.slice(starts[line] ?? text.length, starts[line + 1] ?? text.length).replace(/[\r\n]+$/, '');

const indentOf = (text: string): number => /^ */.exec(text)?.[0].length ?? 0;

const isBlank = (text: string): boolean => /^\s*(?:#.*)?$/.test(text);

const insideOf = (frame: Frame | undefined): PolicyPath => (frame === undefined ? [] : [...frame.path, frame.step]);

// The innermost map or list that something in a column can belong to.
const closeDeeper = ({ frames }: Sketch, column: number, kind: Frame['kind']): Frame | undefined => {
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    const ends = top.indent > column || (top.indent === column && kind === 'map' && top.kind === 'list');
    if (!ends) return top;
    frames.pop();
  }
  return undefined;
};

const openFrame = (sketch: Sketch, column: number, kind: Frame['kind'], step: string | number): Frame => {
  const top = closeDeeper(sketch, column, kind);
  if (top !== undefined && top.indent === column && top.kind === kind) {
    top.step = kind === 'list' ? Number(top.step) + 1 : step;
    return top;
  }
  const frame: Frame = { indent: column, kind, path: insideOf(top), step };
  sketch.frames.push(frame);
  return frame;
};

// The first line after this one that is indented no deeper than its map or list.
const endOfDeeper = (sketch: Sketch, indent: number): number => {
  let line = sketch.line + 1;
  while (line < sketch.lines.starts.length) {
    const text = lineText(sketch, line);
    if (text.trim() !== '' && indentOf(text) <= indent) return line;
    line++;
  }
  return line;
};

const withoutComment = (text: string): string => text.replace(/(?:^|\s)#.*$/, '').trimEnd();

// A text in quotes that goes on in the next lines hides them; so does one after | or >.
const isOpenText = (text: string): boolean =>
  /^[|>][-+0-9]*\s*(?:#.*)?$/.test(text) || /^"(?:[^"\\]|\\.)*$/.test(text) || /^'(?:[^']|'')*$/.test(text);

const readRest = (sketch: Sketch, column: number, path: PolicyPath, indent: number): void => {
  const whole = lineText(sketch, sketch.line).slice(column);
  const lead = whole.length - whole.trimStart().length;
  const start = (sketch.lines.starts[sketch.line] ?? 0) + column + lead;
  const text = whole.trim();
  if (/^[[{]/.test(text)) {
    const last = endOfDeeper(sketch, indent);
    const span = { start, end: sketch.lines.starts[last] ?? sketch.lines.text.length };
    const end = readFlow(sketch.lines.text, span, path, sketch.tokens);
    while ((sketch.lines.starts[sketch.line + 1] ?? Infinity) < end) sketch.line++;
    return;
  }
  if (isOpenText(text)) {
    if (/^["']/.test(text)) sketch.tokens.push({ kind: 'value', path, ...unquoted(text, start), flow: false });
    sketch.line = endOfDeeper(sketch, indent) - 1;
    return;
  }
  const value = withoutComment(text);
  if (value !== '') sketch.tokens.push({ kind: 'value', path, ...unquoted(value, start), flow: false });
};

const readKey = (sketch: Sketch, column: number): boolean => {
  const text = lineText(sketch, sketch.line);
  keyed.lastIndex = column;
  const found = keyed.exec(text);
  if (found === null) return false;
  const start = (sketch.lines.starts[sketch.line] ?? 0) + column;
  const key = unquoted(found[1] ?? '', start);
  const frame = openFrame(sketch, column, 'map', key.text);
  sketch.tokens.push({ kind: 'key', path: insideOf(frame), ...key, flow: false });
  readRest(sketch, column + found[0].length, insideOf(frame), column);
  return true;
};

const readBare = (sketch: Sketch, column: number): void => {
  const text = withoutComment(lineText(sketch, sketch.line).slice(column));
  if (text === '') return;
  const top = closeDeeper(sketch, column, 'map');
  const path = top !== undefined && top.indent === column ? top.path : insideOf(top);
  const start = (sketch.lines.starts[sketch.line] ?? 0) + column;
  sketch.tokens.push({ kind: 'bare', path, ...unquoted(text, start), flow: false });
};

// How many characters a dash and its blanks take; 0 when there is none.
const dashAt = (text: string, column: number): number => /^-(?:\s+|$)/.exec(text.slice(column))?.[0].length ?? 0;

/** Longer lines are no policy anybody types, and would take long to look at. */
const longestLine = 2_000;

const readLine = (sketch: Sketch): void => {
  const text = lineText(sketch, sketch.line);
  if (text.length > longestLine || isBlank(text) || /^(?:---|\.\.\.|%)/.test(text)) return;
  let column = indentOf(text);
  let item: Frame | undefined;
  for (let found = dashAt(text, column); found > 0; found = dashAt(text, column)) {
    item = openFrame(sketch, column, 'list', 0);
    column += found;
  }
  if (column >= text.length || readKey(sketch, column)) return;
  if (item === undefined) readBare(sketch, column);
  else readRest(sketch, column, insideOf(item), item.indent);
};

/** The words of a policy text with their paths, as far as it can be understood. Never throws. */
export const outlineOf = (text: string): readonly Token[] => {
  if (text.length > longestText) return [];
  const sketch: Sketch = { lines: linesOf(text), frames: [], tokens: [], line: 0 };
  for (; sketch.line < sketch.lines.starts.length; sketch.line++) readLine(sketch);
  return sketch.tokens;
};
