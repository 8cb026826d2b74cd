import type { FunctionsOfFile } from './read-file.ts';
import type { Batch } from './worker.ts';

/** The files that are still to be read, in batches that several threads take, and what was read of them. */
export interface Queue {
  /** Says which files there are, once. Until then there is nothing to take. */
  readonly fill: (files: readonly string[]) => void;
  /** The next batch; undefined when all are taken. */
  readonly take: () => Batch | undefined;
  /** What was read of a batch that was taken. */
  readonly put: (first: number, functions: readonly FunctionsOfFile[]) => void;
  /** A batch that was taken and will not be read; somebody else may. `lost` is a file that nobody should try again. */
  readonly giveBack: (first: number, lost: number | undefined) => void;
  /** Nothing more will be read. */
  readonly close: (why?: unknown) => void;
  /** What was read, batch after batch in the order of the files; ends early when closed, and throws the reason if any. */
  readonly inOrder: () => AsyncGenerator<readonly FunctionsOfFile[], void>;
}

// A message to another thread and back takes as long as a small file; with more in one, the last to read would be waited for.
const batchSize = 16;

// No file has this name: it cannot be read.
const nowhere = '';

export const openQueue = (): Queue => {
  let files: readonly string[] = [];
  const lost = new Set<number>();
  const returned: number[] = [];
  const done = new Map<number, readonly FunctionsOfFile[]>();
  let next = 0;
  let closed: { readonly why: unknown } | undefined;
  let wake: (() => void) | undefined;
  const isSettled = (first: number): boolean => done.has(first) || closed !== undefined;
  const isDone = async (first: number): Promise<boolean> => {
    while (!isSettled(first)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (closed?.why !== undefined) throw closed.why;
    return closed === undefined;
  };
  return {
    fill: (found) => {
      files = found;
    },
    take: () => {
      const first = returned.pop() ?? next;
      if (first >= files.length || closed !== undefined) return undefined;
      if (first === next) next += batchSize;
      const batch = files.slice(first, first + batchSize);
      return { first, files: batch.map((file, index) => (lost.has(first + index) ? nowhere : file)) };
    },
    put: (first, functions) => {
      done.set(first, functions);
      wake?.();
    },
    giveBack: (first, file) => {
      if (file !== undefined) lost.add(file);
      returned.push(first);
    },
    close: (why) => {
      closed ??= { why };
      wake?.();
    },
    inOrder: async function* () {
      for (let first = 0; first < files.length; first += batchSize) {
        if (!(await isDone(first))) return;
        yield done.get(first) ?? [];
        done.delete(first);
      }
    },
  };
};
