import { availableParallelism } from 'node:os';
import { openQueue } from './queue.ts';
import type { FunctionsOfFile, Wish } from './read-batch.ts';
import { joinIn, startWorker, type Thread } from './threads.ts';

export interface ReadFilesOptions extends Wish {
  /** Ends the reading: what comes after is left out. */
  readonly signal: AbortSignal;
  /** How many threads read beside the caller's; left out: as many as cores, memory and the number of files suggest. */
  readonly workers?: number;
}

// A worker takes 40 ms to start and some 130 MB while it parses TypeScript: all of them together stay below 1 GB.
const filesWorthAWorker = 48;
const mostWorkers = 6;

const workersFor = (files: number): number =>
  Math.max(0, Math.min(availableParallelism() - 1, mostWorkers, Math.floor(files / filesWorthAWorker)));

/**
 * Reads the functions of files, named by absolute paths, on all cores. Gives them in the order of the files, some files at a
 * time; null for a file that could not be read, be it one that a thread did not survive.
 */
export async function* readFunctionsOfFiles(
  files: readonly string[],
  { signal, workers = workersFor(files.length), ...wish }: ReadFilesOptions,
): AsyncGenerator<readonly FunctionsOfFile[], void> {
  const queue = openQueue(files);
  const threads = new Set<Thread>([joinIn(queue, wish)]);
  const hire = (): void => {
    const thread = startWorker(queue, wish, (isOfFile) => {
      threads.delete(thread);
      // A file it died of is not tried again. Without one it would die again: the others have to do.
      if (isOfFile) hire();
      for (const other of threads) other.feed();
    });
    threads.add(thread);
  };
  const close = (): void => queue.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  try {
    for (let worker = 0; worker < workers; worker += 1) hire();
    for (const thread of threads) thread.feed();
    yield* queue.inOrder();
  } finally {
    signal.removeEventListener('abort', close);
    close();
    await Promise.all([...threads].map((thread) => thread.stop()));
  }
}
