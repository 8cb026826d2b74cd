import { availableParallelism } from 'node:os';
import { openQueue } from './queue.ts';
import type { FunctionsOfFile, Wish } from './read-batch.ts';
import { joinIn, startWorker, type Thread } from './threads.ts';

export interface ReadersOptions extends Wish {
  /** Ends the reading: what comes after is left out. */
  readonly signal: AbortSignal;
  /** How many threads read beside the caller's; left out: as many as cores, memory and the number of files suggest. */
  readonly workers?: number;
  /** True when there will likely be many files: a worker starts while the caller is still looking for them. */
  readonly ahead?: boolean;
}

/** Threads that read files. */
export interface Readers {
  /**
   * Reads the functions of files, named by absolute paths, once. Gives them in the order of the files, some files at a time;
   * null for a file that could not be read, be it one that a thread did not survive.
   */
  readonly read: (files: readonly string[]) => AsyncGenerator<readonly FunctionsOfFile[], void>;
  /** Ends what was started, whether or not anything was read. */
  readonly dispose: () => Promise<void>;
}

// A worker takes 40 ms to start and some 130 MB while it parses TypeScript: all of them together stay below 1 GB.
const filesWorthAWorker = 48;
const mostWorkers = Math.min(availableParallelism() - 1, 6);

const workersFor = (files: number): number => Math.max(0, Math.min(mostWorkers, Math.floor(files / filesWorthAWorker)));

/** Readers of files on all cores. */
export const openReaders = ({ signal, workers, ahead = false, ...wish }: ReadersOptions): Readers => {
  const queue = openQueue();
  const threads = new Set<Thread>();
  const feed = (): void => {
    for (const thread of threads) thread.feed();
  };
  const hire = (): void => {
    const thread = startWorker(queue, wish, (isOfFile) => {
      threads.delete(thread);
      // A file it died of is not tried again. Without one it would die again: the others have to do.
      if (isOfFile) hire();
      feed();
    });
    threads.add(thread);
  };
  const hireUpTo = (wanted: number): void => {
    while (threads.size < wanted) hire();
  };
  const close = (): void => queue.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  hireUpTo(ahead ? Math.min(1, workers ?? mostWorkers) : 0);
  return {
    read: (files) => {
      queue.fill(files);
      hireUpTo(workers ?? workersFor(files.length));
      threads.add(joinIn(queue, wish));
      feed();
      return queue.inOrder();
    },
    dispose: async () => {
      signal.removeEventListener('abort', close);
      close();
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
};
