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
  /** Whom a decision counts to where entities stand in entities; left out: to the innermost. */
  readonly counts?: 'to all around';
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

/** What a capture is in. */
interface Place {
  readonly end: number;
  /** The names of the scopes that it is in or is, the outermost first. */
  readonly scopes: readonly string[];
  /** What counts there; left out where decisions count to nobody. */
  readonly open?: Open | undefined;
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

/** How a text has it; of more than a line the first. */
export const sayWord = ({ isNamed, type, text }: Node): string => (isNamed ? text.replace(/\s*\n[^]*/, ' …') : type);

const decide = (open: Open, node: Node, adds: number, wanted: Wanted): void => {
  open.complexity += adds;
  if (wanted.steps === undefined || adds === 0) return;
  const word = wordOf(node);
  const { row, column } = word.startPosition;
  open.steps.push({ line: row + 1, column: column + 1, what: sayWord(word), adds });
};

/** A reader that looks at the tree of a text, and deletes it; `read` gives undefined where it cannot follow it. */
export const readTree =
  (
    grammar: Grammar,
    read: (root: Node, text: string, wanted: Wanted) => readonly FunctionEntity[] | undefined,
  ): ReadFunctions =>
  (_path, text, wanted = {}) => {
    const tree = grammar.parse(text);
    if (tree === undefined) return undefined;
    try {
      const functions = read(tree.rootNode, text, wanted);
      if (functions === undefined) return undefined;
      const flaw = flawOf(tree.rootNode);
      return flaw === undefined ? { functions } : { functions, flaw };
    } finally {
      tree.delete();
    }
  };

/** As long as the text, with the same lines, and empty. */
export const blank = (text: string): string => text.replace(/\S/g, ' ');

const ownName = (node: Node): string => node.childForFieldName('name')?.text ?? '?';

/** What a captured node is to what is in it; undefined where it is nothing of its own. */
const enter = (page: GrammarPage, { name, node }: QueryCapture, outer: Place | undefined): Place | undefined => {
  const { scopes = [], open } = outer ?? {};
  const end = node.endIndex;
  if (name === 'scope') return { end, open, scopes: [...scopes, (page.nameScope ?? ownName)(node)] };
  if (name === 'hidden') return { end, scopes };
  const report = page.report(node, open !== undefined, scopes);
  return report && { end, scopes, open: { report, node, steps: [], complexity: 1 } };
};

/** Leaves what ends before the offset; the innermost place that is left. */
const placeAt = (around: Place[], offset: number): Place | undefined => {
  while ((around.at(-1)?.end ?? Infinity) <= offset) around.pop();
  return around.at(-1);
};

/** What a decision counts to. */
const countedBy = ({ counts }: GrammarPage, around: readonly Place[], outer: Place | undefined): Iterable<Open> => {
  if (outer?.open === undefined) return [];
  return counts === undefined ? [outer.open] : new Set(around.flatMap(({ open = [] }) => open));
};

/** Counts what was captured, in the order of the text. */
const count = (page: GrammarPage, captures: readonly QueryCapture[], wanted: Wanted): readonly Open[] => {
  const { weigh = () => 1 } = page;
  const around: Place[] = [];
  const found: Open[] = [];
  for (const capture of captures) {
    const { name, node } = capture;
    const outer = placeAt(around, node.startIndex);
    if (name === 'decision') {
      for (const open of countedBy(page, around, outer)) decide(open, node, weigh(node), wanted);
      continue;
    }
    const place = enter(page, capture, outer);
    if (place === undefined) continue;
    around.push(place);
    if (place.open !== undefined && place.open !== outer?.open) found.push(place.open);
  }
  return found;
};

/** Reads functions by a page of captures: one query over the tree. */
export const readByGrammar =
  (page: GrammarPage) =>
  (grammar: Grammar): ReadFunctions => {
    const query = grammar.query(page.query);
    const mended = { ...grammar, parse: (text: string) => grammar.parse(page.mend?.(text) ?? text) };
    return readTree(mended, (root, _text, wanted) => {
      const captures = query.captures(root);
      // Of what is nested too deep, the query leaves out what it can no longer follow.
      return query.didExceedMatchLimit() ? undefined : count(page, captures, wanted).map((open) => close(open, wanted));
    });
  };
