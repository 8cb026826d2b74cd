import { present } from '../../present.ts';
import {
  standingUse,
  type Condition,
  type Gathered,
  type Manner,
  type Opening,
  type Spot,
  type Stretch,
  type UseDraft,
} from './gather.ts';

/** What the parent of a node says of it. */
export interface Role extends Manner {
  /** The name that a nameless function, class or object gets from what it is assigned to. */
  readonly hint?: string;
  /** The function that returns it. */
  readonly returned?: number;
  readonly decorators?: readonly UseDraft[];
  readonly exported?: true;
  /** True for what its parent has told of already, as part of a longer chain. */
  readonly told?: true;
  /** The block that it is. */
  readonly opens?: Opening;
  /** What the branch that it is part of depends on. */
  readonly condition?: Condition;
}

/** A walk through a tree in the order of its text, with a stack of its own: trees may be deeper than the process's. */
export interface Walk<Node> extends Gathered {
  /** Visits the node next, behind what was pushed before it in this visit. */
  readonly push: (node: Node | undefined, spot: Spot, role?: Role) => void;
}

export type VisitNode<Walking, Node> = (walk: Walking, node: Node, spot: Spot, role: Role) => void;

interface Step<Node> {
  readonly node: Node;
  readonly spot: Spot;
  readonly role: Role;
}

const noRole: Role = {};

/** What is left of a role when the block that it opens is open. */
export const entered = ({ opens: _opened, ...role }: Role): Role => role;

/** What of a role says how something is used; undefined where nothing does. */
export const mannerOf = ({ alone, negated, awaited, givenTo }: Role): Manner | undefined =>
  alone || negated || awaited || givenTo !== undefined
    ? {
        ...(alone && { alone }),
        ...(negated && { negated }),
        ...(awaited && { awaited }),
        ...(givenTo === undefined ? {} : { givenTo }),
      }
    : undefined;

/** Walks from a root. `start` makes the walk that visits are given out of one that can push. */
export const walkFrom = <Node, Walking extends Walk<Node>>(
  root: Node,
  spot: Spot,
  start: (push: Walk<Node>['push']) => Walking,
  visit: VisitNode<Walking, Node>,
): Walking => {
  const steps: Step<Node>[] = [{ node: root, spot, role: noRole }];
  const pushed: Step<Node>[] = [];
  const walk = start((node, spot, role = noRole) => {
    if (node !== undefined) pushed.push({ node, spot, role });
  });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    visit(walk, step.node, step.spot, step.role);
    for (let next = pushed.pop(); next !== undefined; next = pushed.pop()) steps.push(next);
  }
  return walk;
};

/** Notes a `yield`. What it gives is still to be visited. */
export const noteYield = (gathered: Gathered, stretch: Stretch, spot: Spot, role: Role): void => {
  const chain = { root: 'yield', links: [] };
  const stands = standingUse(gathered, stretch, spot);
  gathered.uses.push({ chain, scope: spot.scope, how: 'call', ...present('manner', mannerOf(role)), stands });
};
