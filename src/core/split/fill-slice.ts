import type { Budget } from '../budget.ts';
import { divide, fits, wholeOf, type Portion, type SplitFile } from './portions.ts';

/** What is still to be put into slices: groups in order, each of what is best kept together. */
export type Queue = readonly (readonly Portion[])[];

/** What one slice takes, and what is left. */
export interface Filled {
  readonly taken: readonly Portion[];
  readonly rest: Queue;
}

/** Cuts the only hunk of a portion into smaller ones; undefined where nobody can. */
export type CutPortion = (portion: Portion) => Portion | undefined;

/** Every file whole and untaken, in groups that go in this order. */
export const queueOf = (groups: readonly (readonly SplitFile[])[]): Queue => groups.map((group) => group.map(wholeOf));

/** The most hunks of a portion that keep the budgets beside what was taken. */
const mostFitting = (portion: Portion, taken: readonly Portion[], budgets: readonly Budget[]): number => {
  let [most, tooMany] = [0, portion.hunks.length];
  while (tooMany - most > 1) {
    const middle = (most + tooMany) >> 1;
    const part = { ...portion, hunks: portion.hunks.slice(0, middle), ends: false };
    if (fits([...taken, part], budgets)) most = middle;
    else tooMany = middle;
  }
  return most;
};

const behind = (group: readonly Portion[], rest: Queue): Queue => (group.length === 0 ? rest : [group, ...rest]);

/** Takes of a group that is too large for any slice what this one has room for; at least one hunk where it is empty. */
const takePart = (group: readonly Portion[], budgets: readonly Budget[], cut: CutPortion): Filled => {
  const taken: Portion[] = [];
  for (const [at, portion] of group.entries()) {
    if (fits([...taken, portion], budgets)) {
      taken.push(portion);
      continue;
    }
    const left = (first: Portion): Filled => ({ taken, rest: [[first, ...group.slice(at + 1)]] });
    // A file that has room in a slice of its own stays whole.
    if (taken.length > 0) return left(portion);
    const divisible = portion.hunks.length > 1 ? portion : (cut(portion) ?? portion);
    const parts = divide(divisible, Math.max(1, mostFitting(divisible, taken, budgets)));
    if (parts === undefined) return { taken: [portion], rest: behind(group.slice(at + 1), []) };
    taken.push(parts[0]);
    return left(parts[1]);
  }
  return { taken, rest: [] };
};

/** Fills one slice from the front of a queue, as far as the budgets can be told before it is measured. */
export const fillSlice = (queue: Queue, budgets: readonly Budget[], cut: CutPortion): Filled => {
  const taken: Portion[] = [];
  for (const [at, group] of queue.entries()) {
    if (fits([...taken, ...group], budgets)) {
      taken.push(...group);
      continue;
    }
    if (taken.length > 0) return { taken, rest: queue.slice(at) };
    const part = takePart(group, budgets, cut);
    return { taken: part.taken, rest: [...part.rest, ...queue.slice(at + 1)] };
  }
  return { taken, rest: [] };
};

/** Takes less: half of the portions, or of the hunks of the only one; undefined where less is nothing. */
export const takeLess = ({ taken, rest }: Filled, cut: CutPortion): Filled | undefined => {
  const [first] = taken;
  if (first === undefined) return undefined;
  if (taken.length > 1) {
    const half = taken.length >> 1;
    return { taken: taken.slice(0, half), rest: [taken.slice(half), ...rest] };
  }
  const divisible = first.hunks.length > 1 ? first : (cut(first) ?? first);
  const parts = divide(divisible, divisible.hunks.length >> 1);
  return parts === undefined ? undefined : { taken: [parts[0]], rest: [[parts[1]], ...rest] };
};
