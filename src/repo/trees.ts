import type { Edit, Parser, Point, Tree } from 'web-tree-sitter';
import { findEditedStretch, keepRecent, type Grammar } from '#core';

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

const editFrom = ({ Edit }: Runtime, old: string, text: string): Edit => {
  const { start, oldEnd, newEnd } = findEditedStretch(old, text);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(old, start),
    oldEndPosition: pointAt(old, oldEnd),
    newEndPosition: pointAt(text, newEnd),
  });
};

// Edits are told by what is the same: more than this share of the longer text. Less would save next to nothing.
const leastCommon = 0.5;

const isEditOf = (old: string, text: string): boolean => {
  const longer = Math.max(old.length, text.length);
  if (longer * leastCommon > Math.min(old.length, text.length)) return false;
  const { start, oldEnd } = findEditedStretch(old, text);
  return start + old.length - oldEnd > longer * leastCommon;
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
