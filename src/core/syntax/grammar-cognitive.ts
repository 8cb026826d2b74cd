import type { Node } from 'web-tree-sitter';

/** How cognitive complexity is counted on the tree of a grammar; all sets hold types of its nodes. */
export interface CognitivePage {
  /** What may be an entity. */
  readonly entities: ReadonlySet<string>;
  /** What adds 1, and 1 for each level it is nested. */
  readonly nested: ReadonlySet<string>;
  /** What adds 1 wherever it stands. */
  readonly flat: ReadonlySet<string>;
  /** What joins two operands, and the operators: each run of one of them adds 1. */
  readonly logical: string;
  readonly operators: ReadonlySet<string>;
  /** A function inside another is one level further in; inside a class nesting begins anew. */
  readonly functions: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** True for what is one level further in than what it stands in. */
  readonly deepens: (type: string, around: string) => boolean;
  /** True for a function that only holds the inner one, such as a decorator: it nests nothing. */
  readonly isWrapper: (outer: Node, inner: Node) => boolean;
}

interface Frame {
  readonly type: string;
  readonly tally: { total: number } | undefined;
  readonly depth: number;
  /** The function it is directly in; undefined in a class or outside of functions. */
  readonly around: Node | undefined;
  /** The operator met last in this logical expression. */
  readonly run: { last: string } | undefined;
}

const outside: Frame = { type: '', tally: undefined, depth: 0, around: undefined, run: undefined };

/** `3:5`: where an entity begins, both 1-based. */
type Place = string;
export const placeAt = (line: number, column: number): Place => `${line}:${column}`;

/** Depth and function of what is in a function or class. */
const enterFunction = (page: CognitivePage, node: Node, outer: Frame): Pick<Frame, 'depth' | 'around'> => {
  if (page.classes.has(node.type)) return { depth: 0, around: undefined };
  if (outer.around === undefined) return { depth: 0, around: node };
  return { depth: page.isWrapper(outer.around, node) ? outer.depth : outer.depth + 1, around: node };
};

const added = (page: CognitivePage, type: string, outer: Frame): number => {
  if (page.nested.has(type)) return 1 + outer.depth;
  if (page.flat.has(type)) return 1;
  if (outer.run === undefined || !page.operators.has(type)) return 0;
  const isNew = outer.run.last !== type;
  outer.run.last = type;
  return isNew ? 1 : 0;
};

/** Counts the entities that begin in the places. Its own stack: no text can exhaust it. */
export const countCognitive = (
  page: CognitivePage,
  root: Node,
  places: ReadonlySet<Place>,
): ReadonlyMap<Place, number> => {
  const tallies = new Map<Place, { total: number }>();
  const cursor = root.walk();
  const tallyOf = (type: string, outer: Frame): Frame['tally'] => {
    if (outer.tally !== undefined || !page.entities.has(type)) return outer.tally;
    const { row, column } = cursor.startPosition;
    const place = placeAt(row + 1, column + 1);
    if (!places.has(place) || tallies.has(place)) return undefined;
    const tally = { total: 0 };
    tallies.set(place, tally);
    return tally;
  };
  const enter = (outer: Frame): Frame => {
    const { nodeType: type } = cursor;
    const tally = tallyOf(type, outer);
    if (tally !== undefined) tally.total += added(page, type, outer);
    const run = type === page.logical ? (outer.run ?? { last: '' }) : undefined;
    if (page.functions.has(type) || page.classes.has(type))
      return { type, tally, run, ...enterFunction(page, cursor.currentNode, outer) };
    const depth = page.deepens(type, outer.type) ? outer.depth + 1 : outer.depth;
    return { type, tally, run, depth, around: outer.around };
  };
  const frames: Frame[] = [enter(outside)];
  const next = (): boolean => {
    if (cursor.gotoFirstChild()) return true;
    for (;;) {
      frames.pop();
      if (cursor.gotoNextSibling()) return true;
      if (!cursor.gotoParent()) return false;
    }
  };
  while (next()) frames.push(enter(frames[frames.length - 1] ?? outside));
  cursor.delete();
  return new Map([...tallies].map(([place, { total }]) => [place, total]));
};
