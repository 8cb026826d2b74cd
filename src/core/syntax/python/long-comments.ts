import type { Tree } from 'web-tree-sitter';
import type { Grammar } from '../grammar.ts';

/*
 * Before a line of comment, the grammar's own scanner looks through all the comments that follow, to find out how deep the
 * next line of code stands: thousands of them in a row take minutes. So those of long rows are blanked before the text is
 * parsed, which moves nothing, and are put among the comments afterwards.
 */

/** Of fewer comments in a row the scanner makes short work. */
const mostInARow = 50;

/** A comment that has a line to itself, in offsets of the text, up to the sign that ends the line. */
interface LineComment {
  readonly start: number;
  readonly end: number;
}

const row = /(?:^[ \t\f\r]*(?:#[^\n]*)?\n){50,}/gm;
const comment = /^[ \t\f]*(#[^\n]*)/gm;

/** The lines in long rows that look like comments. They may stand in a string. */
const linesLikeComments = (text: string): readonly LineComment[] => {
  const found: LineComment[] = [];
  for (const { 0: lines, index } of text.matchAll(row)) {
    const inRow = [...lines.matchAll(comment)];
    if (inRow.length < mostInARow) continue;
    for (const { 0: line, 1: written = '', index: at } of inRow) {
      const end = index + at + line.length;
      found.push({ start: end - written.length, end });
    }
  }
  return found;
};

const blank = (text: string, comments: readonly LineComment[]): string => {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of comments) {
    parts.push(text.slice(done, start), ' '.repeat(end - start));
    done = end;
  }
  return parts.concat(text.slice(done)).join('');
};

const isInString = (tree: Tree, { start }: LineComment): boolean => {
  for (let node = tree.rootNode.descendantForIndex(start); node !== null; node = node.parent)
    if (node.type === 'string') return true;
  return false;
};

/** The comments of a text that its tree lacks, because they stand in long rows. */
export const commentsLeftOut = (text: string, tree: Tree): readonly LineComment[] =>
  linesLikeComments(text).filter((line) => !isInString(tree, line));

/** The grammar, to be asked of texts with any number of comments in a row. */
export const passingLongComments = (grammar: Grammar): Grammar => ({
  ...grammar,
  parse: (text) => {
    const lines = linesLikeComments(text);
    const tree = grammar.parse(blank(text, lines));
    if (tree === undefined || lines.length === 0) return tree;
    const outside = lines.filter((line) => !isInString(tree, line));
    if (outside.length === lines.length) return tree;
    // What looks like a comment in a string is a part of it, and there may be code in its holes.
    tree.delete();
    return grammar.parse(blank(text, outside));
  },
});
