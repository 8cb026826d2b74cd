import { setImmediate } from 'node:timers/promises';
import type { FunctionCache } from './function-cache.ts';
import type { FunctionsOfFile } from './read-file.ts';

// To look this many up takes a millisecond or two.
const stretch = 256;

/** What is known of files without opening them; undefined for one that has to be read. */
export const recallAll = async (
  files: readonly string[],
  cache: FunctionCache | undefined,
): Promise<readonly (FunctionsOfFile | undefined)[]> => {
  if (cache === undefined) return files.map(() => undefined);
  const known: (FunctionsOfFile | undefined)[] = [];
  for (const file of files) {
    if (known.length % stretch === 0) await setImmediate();
    known.push(cache.recall(file));
  }
  return known;
};

/** What was known, and in its gaps, in their order, what is read. Ends with the first gap that nothing is read for. */
export const fillGaps = async function* (
  known: readonly (FunctionsOfFile | undefined)[],
  batches: AsyncGenerator<readonly FunctionsOfFile[], void>,
): AsyncGenerator<readonly FunctionsOfFile[], void> {
  let next = 0;
  const untilGap = (): readonly FunctionsOfFile[] => {
    const from = next;
    while (next < known.length && known[next] !== undefined) next += 1;
    return known.slice(from, next).filter((functions) => functions !== undefined);
  };
  for await (const batch of batches) {
    const all: FunctionsOfFile[] = [];
    for (const functions of batch) {
      all.push(...untilGap(), functions);
      next += 1;
    }
    yield all;
  }
  yield untilGap();
};
