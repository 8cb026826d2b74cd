import { setImmediate } from 'node:timers/promises';

/** Works on all keys together that are asked for in one turn; everybody who asked gets what came of them all. */
export const inOneGo = <Value>(
  work: (keys: readonly string[]) => Promise<Value>,
): ((key: string) => Promise<Value>) => {
  let waiting: string[] = [];
  let next: Promise<Value> | undefined;
  const start = async (): Promise<Value> => {
    await setImmediate();
    const keys = waiting;
    [waiting, next] = [[], undefined];
    return work(keys);
  };
  return (key) => {
    waiting.push(key);
    return (next ??= start());
  };
};
