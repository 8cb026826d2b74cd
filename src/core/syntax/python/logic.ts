import { shortText } from '../facts/gather.ts';
import type { Visit } from './statements.ts';
import { childOf } from './tree.ts';

/** What is run, or counts, only in certain cases within an expression. */

export const visitNot: Visit = (walk, { children: [operand] }, spot, { negated }) =>
  walk.push(operand, spot, negated ? {} : { negated: true });

export const visitLogic: Visit = (walk, node, spot, { alone }) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left === undefined) return;
  const kind = node.children.some(({ type }) => type === 'and') ? 'and' : 'or';
  const opens = { kind, text: shortText(walk, left), on: walk.placeOf(left.start, left.end) } as const;
  walk.push(left, spot);
  walk.push(right, spot, { opens, ...(alone && { alone }) });
};

export const visitConditional: Visit = (walk, { children: [value, condition, other] }, spot, { alone }) => {
  const text = condition === undefined ? '' : shortText(walk, condition);
  const manner = alone && { alone };
  walk.push(value, spot, { opens: { kind: 'if', text }, ...manner });
  walk.push(condition, spot);
  walk.push(other, spot, { opens: { kind: 'else', text }, ...manner });
};
