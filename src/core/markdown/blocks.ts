import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { blankFrontMatter } from './front-matter.ts';

/** A part of a document that parses by itself, with where it begins. */
export interface Block {
  readonly start: number;
  readonly nodes: readonly RootContent[];
}

/*
 * The parser takes time with the square of a list's or a quote's length: minutes for a long changelog. So a text is
 * parsed in pieces, cut where CommonMark closes every list and quote; that a piece leaves no fence or HTML block open is
 * checked by parsing a heading after it. Pieces that cannot hold a heading or an anchor are not parsed at all.
 */
const pieceSize = 4_000;
const longestLine = 2_000;

// A line at which no list, quote or paragraph of the lines before goes on.
const isFreeStart = (line: string, before: string): boolean =>
  /^#{1,6}[ \t]/.test(line) || /^[-*+>][ \t]/.test(line) || (/^\S/.test(line) && before.trim() === '');

const cutsOf = (text: string): readonly number[] => {
  const cuts = [0];
  let at = 0;
  let before = '';
  for (const line of text.split('\n')) {
    const far = at - (cuts.at(-1) ?? 0) > pieceSize * 4;
    if (at > 0 && (far || isFreeStart(line, before))) cuts.push(at);
    at += line.length + 1;
    before = line;
  }
  return cuts;
};

// Of a line that is longer than any heading only what can close a fence or an HTML block still matters.
const dullLongLines = (text: string): string =>
  text.replace(/[^\n]{2001,}/g, (line) => {
    const tail = line.slice(longestLine).replace(/[*_[\]&!\\]/g, ' ');
    return line.slice(0, longestLine) + tail;
  });

const mayMatter = (piece: string): boolean =>
  /#{1,6}(?:\s|$)|^[ >]*(?:=+|-+)[ \t]*$|```|~~~|<(?:!|\?|a\s|h[1-6]|pre|script|style|textarea)/im.test(piece);

const probe = '\n\n# probe';

/** The nodes of a piece, or undefined where it leaves a fence or an HTML block open. */
const parsePiece = (piece: string, isLast: boolean): readonly RootContent[] | undefined => {
  if (!mayMatter(piece)) return [];
  if (isLast) return fromMarkdown(piece).children;
  const nodes = fromMarkdown(piece + probe).children;
  const last = nodes.at(-1);
  const closed = last?.type === 'heading' && (last.position?.start.offset ?? 0) >= piece.length;
  return closed ? nodes.slice(0, -1) : undefined;
};

/** The top-level nodes of a Markdown text, in pieces. Offsets within a piece count from its start. */
export const parseBlocks = (source: string): readonly Block[] => {
  // CommonMark would read front matter as a rule and a heading. Line breaks of other systems become one sign, or two, of the same length, so that offsets hold.
  const text = dullLongLines(blankFrontMatter(source.replace(/\r\n/g, ' \n').replace(/\r/g, '\n')));
  const cuts = [...cutsOf(text), text.length];
  const blocks: Block[] = [];
  let size = pieceSize;
  let first = 0;
  while (first < cuts.length - 1) {
    const start = cuts[first] ?? 0;
    const next = cuts.findIndex((cut, index) => index > first && (cut - start >= size || index === cuts.length - 1));
    const end = cuts[next] ?? text.length;
    const nodes = parsePiece(text.slice(start, end), next === cuts.length - 1);
    if (nodes === undefined) {
      size = (end - start) * 2;
      continue;
    }
    if (nodes.length > 0) blocks.push({ start, nodes });
    first = next;
    size = pieceSize;
  }
  return blocks;
};

/** Every node below one, itself included, in document order. */
export const nodesWithin = (node: Nodes): readonly Nodes[] =>
  'children' in node ? [node, ...node.children.flatMap(nodesWithin)] : [node];
