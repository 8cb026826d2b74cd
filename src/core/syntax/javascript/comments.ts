import type ts from 'typescript';
import { firstFrom } from '../../order.ts';
import type { Gathered } from '../facts/gather.ts';
import type { TypeScript } from './walk.ts';

/*
 * The tree holds no comments. What begins one is looked for in the text, and taken for one unless it stands in a string, a
 * template, a regular expression or a text of JSX; only the parts of the tree where something was found are walked through.
 */

const openings = (text: string): readonly number[] => Array.from(text.matchAll(/\/[/*]/g), ({ index }) => index);

/** The openings that stand in literals. */
const inLiterals = (
  { SyntaxKind, forEachChild }: TypeScript,
  source: ts.SourceFile,
  offsets: readonly number[],
): ReadonlySet<number> => {
  const { FirstLiteralToken, LastTemplateToken, JsxText } = SyntaxKind;
  const found = new Set<number>();
  const left: ts.Node[] = [source];
  const holds = ({ pos, end }: ts.Node): boolean => (offsets[firstFrom(offsets, pos)] ?? Infinity) < end;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { kind, end } = next;
    if (kind === JsxText || (kind >= FirstLiteralToken && kind <= LastTemplateToken)) {
      const start = kind === JsxText ? next.pos : next.getStart(source);
      for (let at = firstFrom(offsets, start); (offsets[at] ?? Infinity) < end; at += 1) found.add(offsets[at] ?? 0);
      continue;
    }
    forEachChild(next, (child) => {
      if (holds(child)) left.push(child);
    });
  }
  return found;
};

const endOf = (text: string, start: number): number => {
  if (text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start + 2);
    return end === -1 ? text.length : end + 2;
  }
  const lineEnd = /[\r\n\u2028\u2029]/g;
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
};

const plain = (comment: string): string =>
  comment
    .replace(/^\/[/*]+|\*+\/$/g, '')
    .replace(/\s*\n\s*\*?[ \t]*/g, '\n')
    .trim();

/** Gathers the comments of a text. */
export const gatherComments = (
  typescript: TypeScript,
  source: ts.SourceFile,
  { text, comments, placeOf }: Gathered,
): void => {
  const offsets = openings(text);
  if (offsets.length === 0) return;
  const literal = inLiterals(typescript, source, offsets);
  let behind = 0;
  for (const start of offsets) {
    if (start < behind || literal.has(start)) continue;
    behind = endOf(text, start);
    comments.push({ text: plain(text.slice(start, behind)), place: placeOf(start, behind) });
  }
};
