import type { FunctionEntity, FunctionReading } from '../../function-entity.ts';
import { readBinding, readSignature } from './bindings.ts';
import type { Parts, Skim } from './cursor.ts';
import { readAssignment, readExpression } from './expressions.ts';
import { readJsx } from './jsx.ts';
import { kinds } from './kinds.ts';
import { linesOf, type Lines } from './lines.ts';
import { makePiece, qualifiedName, type Piece } from './pieces.ts';
import { readLeftSide } from './primaries.ts';
import { readStatement } from './statements.ts';
import { next } from './tokens.ts';
import { passLine } from './trivia.ts';
import { readReturned, readType } from './types.ts';

/*
 * Functions and their complexities, read off the tokens of a text, without a tree: several times as fast as TypeScript's
 * parser. What is read follows that parser step by step, and the numbers are those that decisions.ts and entities.ts count on
 * its trees. Whatever a text holds that is not told here, it is left to the parser as a whole: anything that is no correct
 * program, above all.
 */

const parts: Parts = {
  assignment: readAssignment,
  expression: readExpression,
  leftSide: readLeftSide,
  statement: readStatement,
  type: readType,
  returned: readReturned,
  signature: readSignature,
  binding: readBinding,
  jsx: readJsx,
};

const open = (text: string, path: string): Skim => {
  const root = makePiece(undefined, undefined, undefined, 0);
  const isTyped = /\.(?:[mc]?ts|tsx)$/i.test(path);
  return {
    text: text.endsWith('\n') ? text : `${text}\n`,
    length: text.length,
    parts,
    hasReturns: text.includes('\r'),
    isTyped,
    isJsx: !isTyped || /\.tsx$/i.test(path),
    at: 0,
    kind: kinds.end,
    start: 0,
    newline: false,
    lastEnd: 0,
    failed: false,
    context: 0,
    depth: 0,
    counter: root,
    scope: root,
    found: [],
    pending: [],
    pendingCount: 0,
    shape: 0,
    targets: 0,
    innerStart: 0,
    innerEnd: 0,
    noArrows: new Set(),
  };
};

const directives = /\/\/\/\s*<\s*(?:reference|amd-module)[^\n]*/gi;
const plainDirective =
  /reference(?:\s(?:types|lib|path)\s*=\s*(?:'[^'\n]+'|"[^"\n]+")|\sno-default-lib\s*=\s*["']true["'])\s*\/>/i;

/** True for a directive in front of a text that the parser may have a word on. */
const hasDoubtfulDirective = (front: string): boolean =>
  front.includes('///') && [...front.matchAll(directives)].some(([line]) => !plainDirective.test(line));

const byPlace = (one: Piece, other: Piece): number => one.start - other.start || other.end - one.end;

const entityOf =
  ({ placeOf }: Lines) =>
  (piece: Piece): FunctionEntity => {
    const { kind = 'function', start, end, complexity, modified } = piece;
    return { name: qualifiedName(piece), kind, ...placeOf(start), endLine: placeOf(end).line, complexity, modified };
  };

/** The functions of a text in JavaScript or TypeScript, as its ending says; undefined where the parser has to be asked. */
export const skimJavaScript = (path: string, written: string): FunctionReading | undefined => {
  const text = written.replace(/^\uFEFF/, '');
  // Lines that end so count as lines, wherever they stand.
  if (text.includes('\u2028') || text.includes('\u2029')) return undefined;
  const skim = open(text, path);
  if (text.startsWith('#!')) passLine(skim, 0);
  next(skim);
  if (hasDoubtfulDirective(text.slice(0, skim.start))) return undefined;
  while (skim.kind !== kinds.end) readStatement(skim);
  if (skim.failed) return undefined;
  return { functions: skim.found.toSorted(byPlace).map(entityOf(linesOf(text))) };
};
