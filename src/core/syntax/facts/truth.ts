/**
 * A part of an expression as far as its truth goes: a value that is written out, what it comes to by itself, or `not`, `and`,
 * `or` of others, or one of two others.
 */
export type Logic<Node> =
  | { readonly value: string }
  | { readonly holds: boolean }
  | { readonly not: Node }
  | { readonly word: 'and' | 'or'; readonly sides: readonly Node[] }
  | { readonly either: readonly Node[] };

const no = /^(?:False|false|None|null|undefined|-?(?:0n?|0?\.0+|0\.)|\[\]|\(\)|\{\})$/;

// Nobody writes conditions that deep; trees may be deeper than the process's stack.
const deepest = 50;

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

type Truth = boolean | undefined;

/** What several sides come to: one that decides is enough, whatever the others are. */
const joined = (decisive: boolean, sides: readonly Truth[]): Truth => {
  if (sides.includes(decisive)) return decisive;
  return sides.includes(undefined) ? undefined : !decisive;
};

const same = (sides: readonly Truth[]): Truth => (new Set(sides).size === 1 ? sides[0] : undefined);

/** Whether an expression counts as true or false whatever its names stand for; undefined where they decide. */
export const truthOf = <Node>(node: Node, read: (node: Node) => Logic<Node> | undefined, depth = 0): Truth => {
  const logic = depth > deepest ? undefined : read(node);
  if (logic === undefined) return undefined;
  if ('value' in logic) return !no.test(logic.value);
  if ('holds' in logic) return logic.holds;
  const truth = (part: Node): Truth => truthOf(part, read, depth + 1);
  if ('not' in logic) return negated(truth(logic.not));
  if ('either' in logic) return same(logic.either.map(truth));
  return joined(logic.word === 'or', logic.sides.map(truth));
};

type Compare = (one: number | string, other: number | string) => boolean;

const equal: Compare = (one, other) => one === other;
const differs: Compare = (one, other) => one !== other;

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['==', equal],
  ['===', equal],
  ['is', equal],
  ['!=', differs],
  ['!==', differs],
  ['is not', differs],
  ['<', (one, other) => one < other],
  ['<=', (one, other) => one <= other],
  ['>', (one, other) => one > other],
  ['>=', (one, other) => one >= other],
]);

// `True == 1` and `null == undefined` are for those who know.
const numeric = /^-?\d[\d_]*(?:\.\d+)?$/;

/** A value that is written out, to be compared: a number, or a text in its quotes; undefined for any other. */
const comparable = (written: string): number | string | undefined => {
  if (numeric.test(written)) return Number(written.replaceAll('_', ''));
  return /^(['"])[^'"\\]*\1$/.test(written) ? written.slice(1, -1) : undefined;
};

/** What a comparison of two values comes to that are written out; undefined where they are not, or nobody can tell. */
export const compared = (operator: string, one: string, other: string): boolean | undefined => {
  const [left, right] = [comparable(one), comparable(other)];
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined;
  return comparisons.get(operator.replace(/\s+/g, ' ').trim())?.(left, right);
};
