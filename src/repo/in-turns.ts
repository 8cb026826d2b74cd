import { setImmediate } from 'node:timers/promises';
import type { Failure } from '#app';
import { failure, success, type Result } from '#core';

// A frame of a screen: whoever shares the thread with us must not feel that we are here.
const stretch = 16;

/** Waits for a value, but no longer than until the signal; then it is undefined. Whoever makes the value goes on. */
const untilAborted = async <Value>(
  making: Value | Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: Value } | undefined> => {
  if (signal === undefined || !(making instanceof Promise)) return { value: await making };
  let leave: (() => void) | undefined;
  const left = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([making.then((value) => ({ value })), left]);
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
  }
};

const hasEnded = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

interface Turns {
  /** What is told when the signal comes before the end. */
  readonly cancelled: Failure;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds, from any start. */
  readonly now?: (() => number) | undefined;
}

/** Works on items one after the other, in their order, and lets others have the thread every 16 ms. */
export const inTurns = async <Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Value | Promise<Value>,
  { cancelled, signal, now = () => performance.now() }: Turns,
): Promise<Result<readonly Value[], Failure>> => {
  const all: Value[] = [];
  let since = now();
  for (const item of items) {
    if (now() - since >= stretch) {
      await setImmediate();
      since = now();
    }
    if (hasEnded(signal)) return failure(cancelled);
    const made = await untilAborted(work(item), signal);
    // What is given up may end with nothing, before it is heard of here that it was.
    if (made === undefined || hasEnded(signal)) return failure(cancelled);
    all.push(made.value);
  }
  return success(all);
};
