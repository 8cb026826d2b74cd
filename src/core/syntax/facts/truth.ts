/** A part of an expression as far as its truth goes: a value that is written out, or `not`, `and`, `or` of others. */
export type Logic<Node> =
  | { readonly value: string }
  | { readonly not: Node }
  | { readonly word: 'and' | 'or'; readonly sides: readonly [Node, Node] };

const no = /^(?:False|false|None|null|undefined|-?(?:0n?|0?\.0+|0\.)|\[\]|\(\)|\{\})$/;

// Nobody writes conditions that deep; trees may be deeper than the process's stack.
const deepest = 50;

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

/** What two sides come to: one that decides is enough, whatever the other is. */
const joined = (decisive: boolean, sides: readonly (boolean | undefined)[]): boolean | undefined => {
  if (sides.includes(decisive)) return decisive;
  return sides.includes(undefined) ? undefined : !decisive;
};

/** Whether an expression counts as true or false whatever its names stand for; undefined where they decide. */
export const truthOf = <Node>(
  node: Node,
  read: (node: Node) => Logic<Node> | undefined,
  depth = 0,
): boolean | undefined => {
  const logic = depth > deepest ? undefined : read(node);
  if (logic === undefined) return undefined;
  if ('value' in logic) return !no.test(logic.value);
  if ('not' in logic) return negated(truthOf(logic.not, read, depth + 1));
  const sides = logic.sides.map((side) => truthOf(side, read, depth + 1));
  return joined(logic.word === 'or', sides);
};
