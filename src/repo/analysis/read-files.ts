import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { saveCache, type CacheName } from './cache-file.ts';
import { edition as ownEdition } from './edition.ts';
import { openFunctionCache } from './function-cache.ts';
import { fillGaps, recallAll } from './known-files.ts';
import { openQueue } from './queue.ts';
import type { FunctionsOfFile, Wish } from './read-file.ts';
import { joinIn, startWorker, type Notes, type Thread, type Work } from './threads.ts';

export interface ReadersOptions extends Wish {
  /** Ends the reading: what comes after is left out. */
  readonly signal: AbortSignal;
  /** How many threads read beside the caller's; left out: as many as cores, memory and the number of files suggest. */
  readonly workers?: number;
  /** True when there will likely be many files: a worker starts while the caller is still looking for them. */
  readonly ahead?: boolean;
  /** Which edition of the readers this is; left out: that of the product. */
  readonly edition?: string;
}

/** Threads that read files. */
export interface Readers {
  /**
   * Reads the functions of files, named by absolute paths, once. Gives them in the order of the files, some files at a time;
   * null for a file that could not be read, be it one that a thread did not survive. What is read of many files is kept in
   * `memory`, a folder of ours, and not read again while they stay as they are.
   */
  readonly read: (files: readonly string[], memory?: string) => AsyncGenerator<readonly FunctionsOfFile[], void>;
  /** Ends what was started, whether or not anything was read. */
  readonly dispose: () => Promise<void>;
}

// A worker takes 40 ms to start and some 130 MB while it parses TypeScript: all of them together stay below 1 GB.
const filesWorthAWorker = 48;
const mostWorkers = Math.min(availableParallelism() - 1, 6);

// To look a few files up takes as long as to read them.
const filesWorthACache = 16;

const workersFor = (files: number): number => Math.max(0, Math.min(mostWorkers, Math.floor(files / filesWorthAWorker)));

const cacheIn = (memory: string | undefined, edition: string | undefined): CacheName | undefined =>
  memory === undefined || edition === undefined ? undefined : { file: join(memory, 'functions'), edition };

/** The threads that do a work. */
const openCrew = (work: Work) => {
  const threads = new Set<Thread>();
  const feed = (): void => {
    for (const thread of threads) thread.feed();
  };
  const hire = (): void => {
    const thread = startWorker(work, (isOfFile) => {
      threads.delete(thread);
      // A file it died of is not tried again. Without one it would die again: the others have to do.
      if (isOfFile) hire();
      feed();
    });
    threads.add(thread);
  };
  return {
    hireUpTo: (wanted: number): void => {
      while (threads.size < wanted) hire();
    },
    /** Takes in a thread, and has all of them look what there is to do. */
    join: (thread: Thread): void => {
      threads.add(thread);
      feed();
    },
    stop: async (): Promise<void> => {
      const all = [...threads];
      threads.clear();
      await Promise.all(all.map((thread) => thread.stop()));
    },
  };
};

/** Readers of files on all cores. */
export const openReaders = ({
  signal,
  workers,
  ahead = false,
  edition = ownEdition,
  ...wish
}: ReadersOptions): Readers => {
  const queue = openQueue();
  const notes: Notes = { learnt: [] };
  const work: Work = { queue, wish, notes };
  const crew = openCrew(work);
  const close = (): void => queue.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  crew.hireUpTo(ahead ? Math.min(1, workers ?? mostWorkers) : 0);
  return {
    read: async function* (files, memory) {
      // Steps are asked for of few files.
      const isKept = wish.wanted === undefined && files.length >= filesWorthACache;
      notes.cache = isKept ? cacheIn(memory, edition) : undefined;
      const cache = notes.cache && openFunctionCache(notes.cache, wish.over);
      const known = await recallAll(files, cache);
      const rest = files.filter((_, index) => known[index] === undefined);
      queue.fill(rest);
      if (rest.length > 0) {
        crew.hireUpTo(workers ?? workersFor(rest.length));
        crew.join(joinIn(work, cache));
      }
      yield* fillGaps(known, queue.inOrder());
      const kept = signal.aborted ? undefined : notes.cache;
      // A thread takes some milliseconds to end, which are those of writing down what it learnt.
      await Promise.all([crew.stop(), kept && saveCache(kept, notes.learnt)]);
    },
    dispose: async () => {
      signal.removeEventListener('abort', close);
      close();
      await crew.stop();
    },
  };
};
