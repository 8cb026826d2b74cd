import type { Node, Query, Tree } from 'web-tree-sitter';
import { flawAt, type Flaw } from './function-entity.ts';

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

/** True for what the grammar left out: a node that it made up, or a token that it found no use for. */
const isLoose = (node: Node, outer: Node): boolean =>
  node.isMissing || node.isError || (outer.isError && node.childCount === 0 && !node.isExtra);

/** The places of a tree that the grammar could make nothing of: where each of them begins, and what stands loose in them. */
export const flawOf = (root: Node): Flaw | undefined => {
  if (!root.hasError) return undefined;
  const lines = root.isError ? [root.startPosition.row + 1] : [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of node.children) {
      if (isLoose(child, node)) lines.push(child.startPosition.row + 1);
      if (child.hasError) open.push(child);
    }
  }
  return flawAt(lines.length === 0 ? [root.startPosition.row + 1] : lines);
};
