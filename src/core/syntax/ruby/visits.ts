import type { Node } from 'web-tree-sitter';

/*
 * Rubocop discounts `&.` in the order of the parser gem's tree, which is the order of the text but for two: a condition
 * written behind what depends on it comes before it, and so does the `else` of an `unless`.
 */

/** Something at an offset of the text. */
interface Placed {
  readonly at: number;
}

/** A node of which a part comes later in the parser gem's tree than in the text. */
interface Turned {
  readonly end: number;
  /** How many visits there were before it. */
  readonly first: number;
  readonly isLater: (visit: Placed) => boolean;
}

const laterPart = (node: Node): Node | null => {
  if (node.type === 'unless') return node.childForFieldName('consequence');
  return /^(?:if|unless|while|until)_modifier$/.test(node.type) ? node.childForFieldName('body') : null;
};

export interface Visits<Visit extends Placed> {
  /** Adds what is next in the text. */
  readonly add: (visit: Visit) => void;
  /** Tells of a node that is entered. */
  readonly enter: (node: Node) => void;
  /** Tells that everything before an offset was visited. */
  readonly pass: (at: number) => void;
  /** All that was added, in the order of the parser gem's tree as far as it was passed. */
  readonly all: readonly Visit[];
}

export const createVisits = <Visit extends Placed>(): Visits<Visit> => {
  const all: Visit[] = [];
  const open: Turned[] = [];
  return {
    all,
    add: (visit) => void all.push(visit),
    enter: (node) => {
      const later = laterPart(node);
      if (later === null) return;
      const { startIndex, endIndex } = later;
      open.push({ end: node.endIndex, first: all.length, isLater: ({ at }) => at >= startIndex && at < endIndex });
    },
    pass: (at) => {
      for (let last = open.at(-1); last !== undefined && last.end <= at; last = open.at(-1)) {
        const { first, isLater } = last;
        open.pop();
        if (all.length - first < 2) continue;
        const inside = all.splice(first);
        for (const visit of inside) if (!isLater(visit)) all.push(visit);
        for (const visit of inside) if (isLater(visit)) all.push(visit);
      }
    },
  };
};
