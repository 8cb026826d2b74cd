import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { limits } from './limits.ts';
import type { Queue } from './queue.ts';
import type { CacheName } from './cache-file.ts';
import type { FunctionCache } from './function-cache.ts';
import { createFileReader, type FunctionsOfFile, type Wish } from './read-file.ts';
import type { Answer, Sent, WorkerStart } from './worker.ts';
import { workerFile } from './worker-file.ts';

/** What several threads do together. */
export interface Work {
  readonly queue: Queue;
  readonly wish: Wish;
  readonly notes: Notes;
}

/** What earlier runs knew of the files, and what is learnt of them in this one. */
export interface Notes {
  /** Known before there is anything to read; left out: nothing is kept. */
  cache?: CacheName | undefined;
  /** For `saveCache`. */
  readonly learnt: string[];
}

/** A thread that reads what is in a queue. */
export interface Thread {
  /** Has it look whether there is something to read. */
  readonly feed: () => void;
  readonly stop: () => Promise<void>;
}

// One that it reads, and as many ready as it gets through until the caller's thread looks after it again; not more, as the
// last to read would be waited for.
const mostSent = 3;

/**
 * A worker that may take so many megabytes. One that dies gives back what it was sent, less the file it died of, and `died`
 * is told.
 */
export const startWorker = (
  { queue, wish, notes }: Work,
  died: (isOfFile: boolean) => void,
  memory: number = limits.maxOldGenerationSizeMb,
): Thread => {
  const at = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(-1);
  const worker = new Worker(workerFile, {
    workerData: { wish, at } satisfies WorkerStart,
    resourceLimits: { ...limits, maxOldGenerationSizeMb: memory },
  });
  const sent = new Set<number>();
  let isOnline = false;
  const feed = (): void => {
    const room = isOnline ? mostSent : 0;
    while (sent.size < room) {
      const batch = queue.take();
      if (batch === undefined) return;
      sent.add(batch.first);
      worker.postMessage({ ...batch, cache: notes.cache } satisfies Sent, []);
    }
  };
  // Until then others may have read everything.
  worker.once('online', () => {
    isOnline = true;
    feed();
  });
  worker.on('message', ({ first, functions, learnt }: Answer) => {
    sent.delete(first);
    queue.put(first, JSON.parse(functions) as readonly FunctionsOfFile[]);
    notes.learnt.push(...learnt);
    feed();
  });
  worker.on('error', () => undefined); // Its end is heard of below.
  worker.once('exit', () => {
    isOnline = false;
    const file = Atomics.load(at, 0);
    const isOfFile = file >= 0 && sent.size > 0;
    for (const first of sent) queue.giveBack(first, isOfFile ? file : undefined);
    died(isOfFile);
  });
  return {
    feed,
    stop: async () => {
      // It ends because it was told to, and gives nothing back.
      worker.removeAllListeners('exit');
      await worker.terminate();
    },
  };
};

// Workers read a batch of small files in a millisecond, and are idle once they have none left until this thread hears of it.
const stretch = 2;

/** The thread of the caller, which reads as well and lets others have a turn every 2 ms. */
export const joinIn = ({ queue, wish, notes }: Work, cache: FunctionCache | undefined): Thread => {
  const read = createFileReader(wish, cache);
  let isBusy = false;
  const readAll = async (): Promise<void> => {
    let since = performance.now();
    for (let batch = queue.take(); batch !== undefined; batch = queue.take()) {
      const functions: FunctionsOfFile[] = [];
      for (const file of batch.files) {
        functions.push(await read(file));
        if (performance.now() - since < stretch) continue;
        await setImmediate();
        since = performance.now();
      }
      queue.put(batch.first, functions);
      notes.learnt.push(...(cache?.learnt() ?? []));
    }
  };
  const readOnce = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      await readAll();
    } catch (error) {
      queue.close(error);
    }
    isBusy = false;
  };
  return { feed: () => void readOnce(), stop: async () => undefined };
};
