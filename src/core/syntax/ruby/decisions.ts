import type { Node } from 'web-tree-sitter';
import { wordOf } from '../grammar-functions.ts';
import { iteratingMethods } from './iterating-methods.ts';
import type { Locals } from './locals.ts';
import { createVisits } from './visits.ts';

/** A place that counts. */
export interface Decision {
  readonly at: number;
  readonly node: Node;
  /** What stands there for it, where that is not the first word of the node. */
  readonly word?: Node;
  /** The block that a method iterates with. */
  readonly block?: number;
}

/** A local variable that is asked with `&.`, or, where there is no decision, gets a value. */
export interface Visit {
  readonly at: number;
  readonly name: string;
  readonly decision?: Decision;
}

export interface Decisions {
  /** In the order of the text. */
  readonly decisions: readonly Decision[];
  /** In the order that rubocop makes them in. */
  readonly visits: readonly Visit[];
}

/** Where a decision is seen: at its operator, its keyword or the method that iterates. */
export const wordAt = ({ node, word = wordOf(node) }: Decision): Node => word;

// Several `rescue` of one body are one decision.
const isFirstRescue = (node: Node): boolean => {
  let before = node.previousNamedSibling;
  while (before !== null && before.type !== 'rescue') before = before.previousNamedSibling;
  return before === null;
};

/** Blocks without parameters that number them: rubocop counts none of these as a loop. */
const createNumbered = () => {
  const numbered = new Set<number>();
  const around: Node[] = [];
  return {
    enter: (block: Node): void => void around.push(block),
    find: ({ startIndex }: Node): void => {
      while ((around.at(-1)?.endIndex ?? Infinity) <= startIndex) around.pop();
      const block = around.at(-1);
      if (block !== undefined) numbered.add(block.id);
    },
    isPlain: ({ block }: Decision): boolean => block === undefined || !numbered.has(block),
  };
};

/** Takes a captured node in, in the order of the text. */
export type Visitors = Readonly<Record<string, (node: Node) => void>>;

/** Collects decisions, and what rubocop looks at to discount `&.`. */
export const createDecisions = (locals: Locals) => {
  const all: Decision[] = [];
  const [visits, numbered] = [createVisits<Visit>(), createNumbered()];
  const decide = (node: Node): void => void all.push({ at: node.startIndex, node });
  const iterate = (node: Node, block?: number): void => {
    const word = node.childForFieldName('method');
    if (word !== null && iteratingMethods.has(word.text))
      all.push({ at: node.startIndex, node, word, ...(block === undefined ? {} : { block }) });
  };
  const visitors: Visitors = {
    decision: (node) => {
      decide(node);
      visits.enter(node);
    },
    loop: (node) => {
      // `begin … end while a` is a kind of its own, which rubocop does not count.
      if (node.childForFieldName('body')?.type !== 'begin') decide(node);
      visits.enter(node);
    },
    rescue: (node) => {
      if (isFirstRescue(node)) decide(node);
    },
    safe: (node) => {
      const decision: Decision = { at: node.startIndex, node };
      all.push(decision);
      const receiver = node.childForFieldName('receiver');
      if (receiver?.type === 'identifier' && locals.has(receiver.text))
        visits.add({ at: node.startIndex, name: receiver.text, decision });
    },
    pass: (node) => iterate(node),
    block: (node) => iterate(node, node.childForFieldName('block')?.id),
    written: (node) => visits.add({ at: node.startIndex, name: node.text }),
    'scope.open': numbered.enter,
    numbered: numbered.find,
  };
  return {
    visit: (capture: string, node: Node): void => {
      visits.pass(node.startIndex);
      visitors[capture]?.(node);
    },
    /** What was found, when everything was visited. */
    finish: (): Decisions => {
      visits.pass(Infinity);
      return { decisions: all.filter(numbered.isPlain), visits: visits.all };
    },
  };
};
