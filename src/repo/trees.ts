import type { Edit, Parser, Point, Tree } from 'web-tree-sitter';
import { countCommon, keepRecent, type Grammar } from '#core';

/*
 * A text is parsed once: whoever asks for its tree gets a copy of the one that was kept, which costs nothing, as copies
 * share their nodes. A text that is an edit of one that was parsed lately is parsed only where it differs.
 */

interface Runtime {
  readonly create: () => Pick<Parser, 'parse'>;
  readonly Edit: typeof Edit;
}

// A tree takes some 15 bytes for each character: 15 MB at most, for each grammar.
const mostKept = 1_000_000;

/** The place of an offset in a text. */
const pointAt = (text: string, offset: number): Point => {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  let row = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < lineStart; at = text.indexOf('\n', at + 1)) row += 1;
  return { row, column: offset - lineStart };
};

const isInPair = (text: string, offset: number): boolean => /^[\uDC00-\uDFFF]/.test(text.charAt(offset));

/** What two texts have in common at their ends, without cutting a character in two. */
const commonEnds = (old: string, text: string): { readonly head: number; readonly tail: number } => {
  const shorter = Math.min(old.length, text.length);
  const same = countCommon(old, text, 'start', shorter);
  const head = isInPair(old, same) || isInPair(text, same) ? same - 1 : same;
  const rest = countCommon(old, text, 'end', shorter - head);
  const tail = isInPair(text, text.length - rest) ? rest - 1 : rest;
  return { head, tail };
};

const editFrom = ({ Edit }: Runtime, old: string, text: string): Edit => {
  const { head, tail } = commonEnds(old, text);
  const [oldEndIndex, newEndIndex] = [old.length - tail, text.length - tail];
  return new Edit({
    startIndex: head,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(old, head),
    oldEndPosition: pointAt(old, oldEndIndex),
    newEndPosition: pointAt(text, newEndIndex),
  });
};

// Edits are told by what is the same: more than this share of the longer text. Less would save next to nothing.
const leastCommon = 0.5;

const isEditOf = (old: string, text: string): boolean => {
  const longer = Math.max(old.length, text.length);
  if (longer * leastCommon > Math.min(old.length, text.length)) return false;
  const { head, tail } = commonEnds(old, text);
  return head + tail > longer * leastCommon;
};

/** A way to parse with a parser of tree-sitter that keeps what it parsed last. */
export const openTrees = (runtime: Runtime): Grammar['parse'] => {
  const recent = keepRecent<Tree>(mostKept, (tree) => tree.delete());
  let parser = runtime.create();
  const parse = (text: string, old?: Tree): Tree | undefined => {
    try {
      return parser.parse(text, old) ?? undefined;
    } catch {
      // An assertion of the grammar's own scanner: what the parser still remembers of this text would fail the next one too.
      parser = runtime.create();
      return undefined;
    }
  };
  const parseEdit = (text: string): Tree | undefined => {
    const old = recent.entries().find((entry) => isEditOf(entry.text, text));
    if (old === undefined) return undefined;
    const edited = old.value.copy();
    try {
      // What was made of errors depends on the way that led there; the same text has to give the same tree.
      if (edited.rootNode.hasError) return undefined;
      edited.edit(editFrom(runtime, old.text, text));
      const tree = parse(text, edited);
      if (tree?.rootNode.hasError !== true) return tree;
      tree.delete();
      return undefined;
    } finally {
      edited.delete();
    }
  };
  return (text) => {
    const known = recent.find('', text);
    if (known !== undefined) return known.value.copy();
    const tree = parseEdit(text) ?? parse(text);
    // Who asked deletes a tree that is not kept.
    return tree !== undefined && recent.keep('', text, tree) ? tree.copy() : tree;
  };
};
