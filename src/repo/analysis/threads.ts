import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Queue } from './queue.ts';
import { openFileReader, type FunctionsOfFile, type Wish } from './read-batch.ts';
import type { Answer, WorkerStart } from './worker.ts';
import { workerFile } from './worker-file.ts';

/** A thread that reads what is in a queue. */
export interface Thread {
  /** Has it look whether there is something to read. */
  readonly feed: () => void;
  readonly stop: () => Promise<void>;
}

/*
 * Far more than an ordinary file takes: only a text of many megabytes dies of it, and alone. The stack is that of the main
 * thread, so that what is nested too deep for one thread is too deep for the other.
 */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32, stackSizeMb: 1 };

// One that it reads, one that lies ready.
const mostSent = 2;

/** A worker. One that dies gives back what it was sent, less the file it died of, and `died` is told. */
export const startWorker = (queue: Queue, wish: Wish, died: (isOfFile: boolean) => void): Thread => {
  const at = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(-1);
  const worker = new Worker(workerFile, { workerData: { wish, at } satisfies WorkerStart, resourceLimits });
  const sent = new Set<number>();
  let isOnline = false;
  let isStopped = false;
  const feed = (): void => {
    while (isOnline && sent.size < mostSent) {
      const batch = queue.take();
      if (batch === undefined) return;
      sent.add(batch.first);
      worker.postMessage(batch);
    }
  };
  // Until then others may have read everything.
  worker.once('online', () => {
    isOnline = true;
    feed();
  });
  worker.on('message', ({ first, functions }: Answer) => {
    sent.delete(first);
    queue.put(first, JSON.parse(functions) as readonly FunctionsOfFile[]);
    feed();
  });
  // What it died of is told by its end.
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    if (isStopped) return;
    isOnline = false;
    const file = Atomics.load(at, 0);
    const isOfFile = file >= 0 && sent.size > 0;
    for (const first of sent) queue.giveBack(first, isOfFile ? file : undefined);
    died(isOfFile);
  });
  return {
    feed,
    stop: async () => {
      isStopped = true;
      await worker.terminate();
    },
  };
};

// A frame of a screen: whoever shares the thread with us must not feel that we are here.
const stretch = 16;

/** The thread of the caller, which reads as well and lets others have a turn every 16 ms. */
export const joinIn = (queue: Queue, wish: Wish): Thread => {
  let isBusy = false;
  const readAll = async (): Promise<void> => {
    let since = performance.now();
    for (let batch = queue.take(); batch !== undefined; batch = queue.take()) {
      const read = await openFileReader(batch.files, wish);
      const functions: FunctionsOfFile[] = [];
      for (const file of batch.files) {
        functions.push(read(file));
        if (performance.now() - since < stretch) continue;
        await setImmediate();
        since = performance.now();
      }
      queue.put(batch.first, functions);
    }
  };
  return {
    feed: () => {
      if (isBusy) return;
      isBusy = true;
      readAll().then(
        () => {
          isBusy = false;
        },
        (error: unknown) => queue.close(error),
      );
    },
    stop: async () => undefined,
  };
};
