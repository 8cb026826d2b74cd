import { shortText } from '../facts/gather.ts';
import { conditionOf, type Visit } from './statements.ts';
import { childOf } from './tree.ts';

/** What is run, or counts, only in certain cases within an expression. */

export const visitNot: Visit = (walk, { children: [operand] }, spot, { negated }) =>
  walk.push(operand, { ...spot, tested: true }, negated ? {} : { negated: true });

export const visitLogic: Visit = (walk, node, spot, { alone }) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left === undefined) return;
  const kind = node.children.some(({ type }) => type === 'and') ? 'and' : 'or';
  const opens = { kind, text: shortText(walk, left), on: walk.placeOf(left.start, left.end) } as const;
  walk.push(left, spot);
  walk.push(right, spot, { opens, ...(alone && { alone }) });
};

/** `value if condition else other` */
export const visitConditional: Visit = (walk, { children: [value, condition, other] }, spot, role) => {
  const depends = conditionOf(walk, condition);
  walk.push(value, spot, { ...role, opens: { kind: 'if', ...depends } });
  walk.push(condition, { ...spot, tested: true });
  walk.push(other, spot, { ...role, opens: { kind: 'else', ...depends } });
};
