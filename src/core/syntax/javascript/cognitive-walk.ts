import type ts from 'typescript';
import type { TypeScript } from './walk.ts';

/** A number in the making. */
interface Tally {
  total: number;
  /** How deep it starts. */
  readonly depth: number;
  /** What counts along with it. */
  readonly outer: Tally | undefined;
}

/** Where a node stands. */
export interface Spot {
  readonly tally: Tally | undefined;
  /** How many branches and bodies of the function it stands in. */
  readonly depth: number;
  /** True for an `if` right behind an `else`. */
  readonly isElse?: true;
}

export interface CognitiveWalk {
  readonly typescript: TypeScript;
  readonly source: ts.SourceFile;
  readonly tallies: Map<ts.Node, Tally>;
  readonly push: (node: ts.Node | undefined, spot: Spot) => void;
  readonly pushChildren: (node: ts.Node, spot: Spot) => void;
}

export type CognitiveVisit<Node> = (walk: CognitiveWalk, node: Node, spot: Spot) => void;

/** Adds 1. */
export const addFlat = ({ tally }: Spot): void => {
  for (let each = tally; each !== undefined; each = each.outer) each.total += 1;
};

/** Adds 1, and 1 for each level it is nested. */
export const addNested = ({ tally, depth }: Spot): void => {
  for (let each = tally; each !== undefined; each = each.outer) each.total += 1 + depth - each.depth;
};

/** One branch or body further in. */
export const deeper = ({ tally, depth }: Spot): Spot => ({ tally, depth: depth + 1 });
