import { setImmediate } from 'node:timers/promises';
import type { Failure } from '#app';
import { failure, success, type Result } from '#core';

// A frame of a screen: whoever shares the thread with us must not feel that we are here.
const stretch = 16;

/** Works on items one after the other, in their order, and lets others have the thread every 16 ms. */
export const inTurns = async <Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Value | Promise<Value>,
  {
    cancelled,
    signal,
    now,
  }: { readonly cancelled: Failure; readonly signal?: AbortSignal; readonly now: () => number },
): Promise<Result<readonly Value[], Failure>> => {
  const all: Value[] = [];
  let since = now();
  for (const item of items) {
    if (now() - since >= stretch) {
      await setImmediate();
      since = now();
    }
    if (signal?.aborted === true) return failure(cancelled);
    all.push(await work(item));
  }
  return success(all);
};
