import type { Node, QueryCapture } from 'web-tree-sitter';
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
  /**
   * Captures `@entity` and `@decision` nodes, in the grammar's words; `@scope`, what names are qualified with; `@hidden`,
   * where decisions count to nobody, save to an entity in it.
   */
  readonly query: string;
  /**
   * How a node captured as `@entity` is reported; undefined where it is none, so that its decisions count to the entity
   * around it. `outer` tells whether there is one; `scopes` are the names of the scopes around it, the outermost first.
   */
  readonly report: (node: Node, outer: boolean, scopes: readonly string[]) => Report | undefined;
  /** The name of a node captured as `@scope`; left out: its field `name`. */
  readonly nameScope?: (node: Node) => string;
  /**
   * Rewrites what is right but the grammar cannot read, where that leaves all that counts as it is: the result has the same
   * length and the same lines.
   */
  readonly mend?: (text: string) => string;
  /** What a node captured as `@decision` adds; left out: 1. */
  readonly weigh?: (node: Node) => number;
}

/** An entity that is being counted. */
interface Open {
  readonly report: Report;
  readonly node: Node;
  readonly steps: Step[];
  complexity: number;
}

/** What a capture is in: a scope has a name, an entity counts, and what has neither hides. */
interface Place {
  readonly node: Node;
  readonly scope?: string;
  readonly open?: Open;
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

/** As long as the text, with the same lines, and empty. */
export const blank = (text: string): string => text.replace(/\S/g, ' ');

const ownName = (node: Node): string => node.childForFieldName('name')?.text ?? '?';

/** The entity around a place, whose decisions count to it. */
const outerOf = (around: readonly Place[]): Open | undefined =>
  around.findLast(({ scope }) => scope === undefined)?.open;

/** The entity that a node captured as `@entity` is; undefined where it is none. */
const openEntity = ({ report }: GrammarPage, node: Node, around: readonly Place[]): Open | undefined => {
  const scopes = around.flatMap(({ scope = [] }) => scope);
  const reported = report(node, outerOf(around) !== undefined, scopes);
  return reported && { report: reported, node, steps: [], complexity: 1 };
};

const leave = (around: Place[], { startIndex }: Node): void => {
  while ((around.at(-1)?.node.endIndex ?? Infinity) <= startIndex) around.pop();
};

/** Counts what was captured, in the order of the text. */
const count = (page: GrammarPage, captures: readonly QueryCapture[], wanted: Wanted): readonly Open[] => {
  const { weigh = () => 1, nameScope = ownName } = page;
  const around: Place[] = [];
  const found: Open[] = [];
  const take: Readonly<Record<string, (node: Node) => void>> = {
    scope: (node) => void around.push({ node, scope: nameScope(node) }),
    hidden: (node) => void around.push({ node }),
    decision: (node) => {
      const outer = outerOf(around);
      if (outer !== undefined) decide(outer, node, weigh(node), wanted);
    },
    entity: (node) => {
      const open = openEntity(page, node, around);
      if (open === undefined) return;
      around.push({ node, open });
      found.push(open);
    },
  };
  for (const { name, node } of captures) {
    leave(around, node);
    take[name]?.(node);
  }
  return found;
};

/** Reads functions by a page of captures: one query over the tree. */
export const readByGrammar =
  (page: GrammarPage) =>
  (grammar: Grammar): ReadFunctions => {
    const query = grammar.query(page.query);
    const mended = { ...grammar, parse: (text: string) => grammar.parse(page.mend?.(text) ?? text) };
    return readTree(mended, (root, _text, wanted) =>
      count(page, query.captures(root), wanted).map((open) => close(open, wanted)),
    );
  };
