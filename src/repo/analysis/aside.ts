import { Worker } from 'node:worker_threads';
import type { IsGivenUp } from '../kept.ts';
import type { Question } from './answer.ts';
import { limits } from './limits.ts';
import { asideFile } from './worker-file.ts';

/** One long-lived thread that reads texts and judges changes, so that the thread of whoever asks is free meanwhile. */
export interface Aside {
  /**
   * The answer, in JSON; undefined for a text that cannot be read, be it one that the thread did not survive. A question
   * that is given up when its turn comes is not put, and its answer is undefined, too: nobody waits for it.
   */
  readonly ask: (question: Question, isGivenUp?: IsGivenUp) => Promise<string | undefined>;
  readonly dispose: () => Promise<void>;
}

interface Request {
  readonly question: Question;
  readonly isGivenUp: IsGivenUp;
  readonly resolve: (answer: string | undefined) => void;
}

/** Takes the next question that somebody still waits for. */
const takeWanted = (waiting: Request[]): Request | undefined => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (!next.isGivenUp()) return next;
    next.resolve(undefined);
  }
  return undefined;
};

/** It starts with the first question, and anew when it has died; `memory`, in MB, is what it may take. */
export const openAside = (memory: number = limits.maxOldGenerationSizeMb): Aside => {
  // One at a time: when the thread dies it is known of which.
  const waiting: Request[] = [];
  let asked: Request | undefined;
  let worker: Worker | undefined;
  let isDisposed = false;
  const start = (): Worker => {
    const started = new Worker(asideFile, {
      resourceLimits: { ...limits, maxOldGenerationSizeMb: memory },
    });
    started.on('message', settle);
    started.on('error', () => undefined); // Its end is heard of below.
    started.once('exit', () => {
      if (worker === started) worker = undefined;
      settle(undefined);
    });
    return started;
  };
  const next = (): void => {
    asked = takeWanted(waiting);
    if (asked === undefined) {
      // Nobody waits for it: a process may end.
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    worker.postMessage(asked.question, []);
  };
  const settle = (answer: string | undefined): void => {
    asked?.resolve(answer);
    next();
  };
  return {
    ask: (question, isGivenUp = () => false) =>
      new Promise((resolve) => {
        if (isDisposed) return resolve(undefined);
        waiting.push({ question, isGivenUp, resolve });
        if (asked === undefined) next();
      }),
    dispose: async () => {
      isDisposed = true;
      for (const { resolve } of waiting.splice(0)) resolve(undefined);
      await worker?.terminate();
    },
  };
};
