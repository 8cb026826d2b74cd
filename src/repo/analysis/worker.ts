// Reads on a thread of its own: files, in batches, or texts, one by one. It answers in JSON: one long string crosses to the
// other thread in a fraction of the time that thousands of objects take.
import { parentPort, workerData } from 'node:worker_threads';
import { answer, type Question } from './answer.ts';
import { openFileReader, type Wish } from './read-batch.ts';

/** What a worker that reads files is told when it starts. */
export interface FilesStart {
  readonly reads: 'files';
  readonly wish: Wish;
  /** Where it writes the number of the file it is at, for the case that it does not survive it. */
  readonly at: Int32Array;
}

/** What a worker is told when it starts: what it will be sent. */
export type WorkerStart = FilesStart | { readonly reads: 'texts' };

/** A batch for a worker: files with the number of the first. */
export interface Batch {
  readonly first: number;
  readonly files: readonly string[];
}

/** What a worker answers: for each file of the batch, in JSON, its functions. */
export interface Answer {
  readonly first: number;
  readonly functions: string;
}

const readBatch = async ({ wish, at }: FilesStart, { first, files }: Batch): Promise<Answer> => {
  const read = await openFileReader(files, wish);
  const functions = files.map((file, index) => {
    Atomics.store(at, 0, first + index);
    return read(file);
  });
  return { first, functions: JSON.stringify(functions) };
};

const start = workerData as WorkerStart;

// What it is sent depends on how it was started. What fails here ends the thread, and its end is heard of.
const tell =
  start.reads === 'texts'
    ? async (question: Question) => answer(question)
    : async (batch: Batch) => readBatch(start, batch);

parentPort?.on('message', (message: Batch & Question) => {
  void tell(message).then((told) => parentPort?.postMessage(told, []));
});
