import type { ReadFacts } from '../facts.ts';
import { flawOf, type Grammar } from '../grammar.ts';
import { pythonFacts } from './facts.ts';
import { commentsLeftOut } from './long-comments.ts';
import { copyTree, withComments } from './tree.ts';

/** Reads the facts of texts of Python on the tree of its grammar, in offsets without a byte-order mark. */
export const pythonFactsByGrammar =
  (grammar: Grammar): ReadFacts =>
  (_path, written) => {
    const text = written.replace(/^\uFEFF/, '');
    const tree = grammar.parse(text);
    if (tree === undefined) return undefined;
    try {
      const facts = pythonFacts(text, withComments(copyTree(tree), commentsLeftOut(text, tree)));
      const flaw = flawOf(tree.rootNode);
      return flaw === undefined ? facts : { ...facts, flaw };
    } finally {
      tree.delete();
    }
  };
