// Reads files on a thread of its own, in batches. It answers in JSON: one long string crosses to the other thread in a
// fraction of the time that thousands of objects take.
import { parentPort, workerData } from 'node:worker_threads';
import type { CacheName } from './cache-file.ts';
import { openFunctionCache, type FunctionCache } from './function-cache.ts';
import { createFileReader, type FunctionsOfFile, type ReadFile, type Wish } from './read-file.ts';

/** What a worker is told when it starts. */
export interface WorkerStart {
  readonly wish: Wish;
  /** Where it writes the number of the file it is at, for the case that it does not survive it. */
  readonly at: Int32Array;
}

/** A batch of files, with the number of the first. */
export interface Batch {
  readonly first: number;
  readonly files: readonly string[];
}

/** What a worker is sent. */
export interface Sent extends Batch {
  readonly cache: CacheName | undefined;
}

/** What a worker answers: for each file of the batch, in JSON, its functions. */
export interface Answer {
  readonly first: number;
  readonly functions: string;
  /** What it learnt meanwhile, for `saveCache`. */
  readonly learnt: readonly string[];
}

interface Reader {
  readonly read: ReadFile;
  readonly cache: FunctionCache | undefined;
}

const openReader = (wish: Wish, name: CacheName | undefined): Reader => {
  const cache = name && openFunctionCache(name, wish.over);
  return { read: createFileReader(wish, cache), cache };
};

let reader: Reader | undefined;

const readBatch = async ({ wish, at }: WorkerStart, batch: Sent): Promise<Answer> => {
  // All batches of a run name the same cache.
  reader ??= openReader(wish, batch.cache);
  const functions: FunctionsOfFile[] = [];
  for (const [index, file] of batch.files.entries()) {
    Atomics.store(at, 0, batch.first + index);
    functions.push(await reader.read(file));
  }
  return { first: batch.first, functions: JSON.stringify(functions), learnt: reader.cache?.learnt() ?? [] };
};

const start = workerData as WorkerStart;

// What fails here ends the thread, and its end is heard of.
parentPort?.on('message', (batch: Sent) => {
  void readBatch(start, batch).then((told) => parentPort?.postMessage(told, []));
});
