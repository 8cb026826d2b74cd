// Reads on a thread of its own: files, in batches, or texts, one by one. It answers in JSON: one long string crosses to the
// other thread in a fraction of the time that thousands of objects take.
import { parentPort, workerData } from 'node:worker_threads';
import { answer, type Question } from './answer.ts';
import type { CacheName } from './cache-file.ts';
import { openFunctionCache, type FunctionCache } from './function-cache.ts';
import { createFileReader, type FunctionsOfFile, type ReadFile, type Wish } from './read-file.ts';

/** What a worker that reads files is told when it starts. */
export interface FilesStart {
  readonly reads: 'files';
  readonly wish: Wish;
  /** Where it writes the number of the file it is at, for the case that it does not survive it. */
  readonly at: Int32Array;
}

/** What a worker is told when it starts: what it will be sent. */
export type WorkerStart = FilesStart | { readonly reads: 'texts' };

/** A batch of files, with the number of the first. */
export interface Batch {
  readonly first: number;
  readonly files: readonly string[];
}

/** What a worker that reads files is sent. */
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

const readBatch = async ({ wish, at }: FilesStart, batch: Sent): Promise<Answer> => {
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

// What it is sent depends on how it was started. What fails here ends the thread, and its end is heard of.
const tell =
  start.reads === 'texts'
    ? async (question: Question) => answer(question)
    : async (batch: Sent) => readBatch(start, batch);

parentPort?.on('message', (message: Sent & Question) => {
  void tell(message).then((told) => parentPort?.postMessage(told, []));
});
