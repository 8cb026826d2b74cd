// What the benchmarks of typing share.
import { setImmediate } from 'node:timers/promises';

export const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * share)] ?? Number.NaN;

/** A text with one more line, at a share of its height. */
export const typedInto = (
  lines: readonly string[],
  { at, line }: { readonly at: number; readonly line: string },
): string => {
  const index = Math.floor(lines.length * at);
  return [...lines.slice(0, index), line, ...lines.slice(index)].join('\n');
};

/** Milliseconds. */
export const take = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};

/** The longest that the thread was not given back, from one turn of the loop to the next, until something is done. */
export const longestTurn = async (work: () => Promise<unknown>): Promise<number> => {
  const state = { isDone: false, longest: 0 };
  let since = performance.now();
  const working = work().finally(() => {
    state.isDone = true;
  });
  while (!state.isDone) {
    await setImmediate();
    const now = performance.now();
    state.longest = Math.max(state.longest, now - since);
    since = now;
  }
  await working;
  return state.longest;
};
