import type { Node, Query, Tree } from 'web-tree-sitter';
import type { Flaw } from './function-entity.ts';

/** The grammars of tree-sitter that we read languages with; the edge knows where their files lie. */
export const grammarNames = [
  'bash',
  'c-sharp',
  'cpp',
  'go',
  'java',
  'js',
  'kotlin',
  'php',
  'python',
  'ruby',
  'rust',
  'scala',
  'ts',
  'tsx',
] as const;
export type GrammarName = (typeof grammarNames)[number];

/** A grammar of tree-sitter with its parser, handed in as a value: loading it is the edge's. */
export interface Grammar {
  /**
   * The tree of a text; undefined where the parser gives up on it. Offsets and columns count UTF-16 units, as those of the
   * text do. Whoever asked deletes the tree: nobody collects the memory it lies in.
   */
  readonly parse: (text: string) => Tree | undefined;
  /** A query of the grammar. Throws for one that does not fit it. */
  readonly query: (source: string) => Query;
}

/** The first place of a tree that the grammar could make nothing of. */
export const flawOf = (root: Node): Flaw | undefined => {
  if (!root.hasError) return undefined;
  let node = root;
  while (!node.isError && !node.isMissing) {
    const child = node.children.find(({ hasError, isMissing }) => hasError || isMissing);
    if (child === undefined) break;
    node = child;
  }
  return { line: node.startPosition.row + 1 };
};
