import type { Node } from 'web-tree-sitter';
import type { FunctionEntity, FunctionKind, ReadFunctions, Step, Wanted } from './function-entity.ts';
import { flawOf, type Grammar } from './grammar.ts';

/** How an entity is reported. */
export interface Report {
  readonly name: string;
  readonly kind: FunctionKind;
  /** The node at whose start the reference tool reports it; left out: the entity's own. */
  readonly at?: Node;
}

/** How the functions of a language are counted on the tree of its grammar. */
export interface GrammarPage {
  /** Captures `@entity` and `@decision` nodes, in the grammar's words. */
  readonly query: string;
  /**
   * How a node captured as `@entity` is reported; undefined where it is none, so that its decisions count to the entity
   * around it. `outer` tells whether there is one.
   */
  readonly report: (node: Node, outer: boolean) => Report | undefined;
  /** What a node captured as `@decision` adds; left out: 1. */
  readonly weigh?: (node: Node) => number;
}

interface Open {
  readonly report: Report;
  readonly node: Node;
  readonly steps: Step[];
  complexity: number;
}

const close = ({ report, node, steps, complexity }: Open, wanted: Wanted): FunctionEntity => {
  const { row, column } = (report.at ?? node).startPosition;
  return {
    name: report.name,
    kind: report.kind,
    line: row + 1,
    column: column + 1,
    endLine: node.endPosition.row + 1,
    complexity,
    ...(wanted.steps === undefined ? {} : { steps }),
  };
};

/** What stands for a decision: a keyword is the first word of its node, an operator stands between the operands. */
export const wordOf = (node: Node): Node =>
  node.childForFieldName('operator') ?? node.children.find(({ isNamed }) => !isNamed) ?? node;

const decide = (open: Open, node: Node, adds: number, wanted: Wanted): void => {
  open.complexity += adds;
  if (wanted.steps === undefined || adds === 0) return;
  const { type, startPosition } = wordOf(node);
  open.steps.push({ line: startPosition.row + 1, column: startPosition.column + 1, what: type, adds });
};

/** A reader that looks at the tree of a text, and deletes it. */
export const readTree =
  (grammar: Grammar, read: (root: Node, text: string, wanted: Wanted) => readonly FunctionEntity[]): ReadFunctions =>
  (_path, text, wanted = {}) => {
    const tree = grammar.parse(text);
    if (tree === undefined) return undefined;
    try {
      const functions = read(tree.rootNode, text, wanted);
      const flaw = flawOf(tree.rootNode);
      return flaw === undefined ? { functions } : { functions, flaw };
    } finally {
      tree.delete();
    }
  };

/** Reads functions by a page of captures: one query over the tree, each capture in the order of the text. */
export const readByGrammar =
  ({ query: source, report, weigh = () => 1 }: GrammarPage) =>
  (grammar: Grammar): ReadFunctions => {
    const query = grammar.query(source);
    return readTree(grammar, (root, _text, wanted) => {
      const around: Open[] = [];
      const found: Open[] = [];
      for (const { name, node } of query.captures(root)) {
        while ((around.at(-1)?.node.endIndex ?? Infinity) <= node.startIndex) around.pop();
        const outer = around.at(-1);
        const reported = name === 'entity' ? report(node, outer !== undefined) : undefined;
        if (reported !== undefined) {
          const open = { report: reported, node, steps: [], complexity: 1 };
          around.push(open);
          found.push(open);
        } else if (name === 'decision' && outer !== undefined) decide(outer, node, weigh(node), wanted);
      }
      return found.map((open) => close(open, wanted));
    });
  };
