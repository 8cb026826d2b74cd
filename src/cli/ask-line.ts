import { createInterface, type Interface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { Terminal } from './terminal.ts';

/** Asks a person, one line for each answer. */
export interface Asker {
  /** False for all but a yes, and where nobody is there to answer. */
  readonly agrees: (question: string) => Promise<boolean>;
  /**
   * What is typed once the question stands there: what was typed before answers nothing. Undefined where nobody is there to
   * answer, or the signal ends it.
   */
  readonly ask: (question: string, signal?: AbortSignal) => Promise<string | undefined>;
  readonly dispose: () => void;
}

/** The lines that come in, in order. */
const openLines = (reader: Interface) => {
  const waiting: string[] = [];
  let isOver = false;
  let take: ((line: string | undefined) => void) | undefined;
  reader.on('line', (line) => {
    if (take === undefined) waiting.push(line);
    else take(line);
  });
  reader.on('close', () => {
    isOver = true;
    take?.(undefined);
  });
  return {
    /** Forgets what has come in by now. */
    forget: async (): Promise<void> => {
      // What a system holds of it comes in with the next look at what is ready.
      await setImmediate();
      await setImmediate();
      waiting.length = 0;
    },
    next: async (signal?: AbortSignal): Promise<string | undefined> => {
      const [line] = waiting.splice(0, 1);
      if (line !== undefined || isOver || signal?.aborted === true) return line;
      return new Promise((resolve) => {
        const settle = (typed: string | undefined): void => {
          take = undefined;
          signal?.removeEventListener('abort', stop);
          resolve(typed);
        };
        const stop = (): void => settle(undefined);
        take = settle;
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    close: (): void => reader.close(),
  };
};

/** Asks on the terminal; what comes in is opened with the first question. */
export const openAsker = ({ input, say, signal }: Pick<Terminal, 'input' | 'say' | 'signal'>): Asker => {
  let lines: ReturnType<typeof openLines> | undefined;
  const open = (): typeof lines => {
    if (input !== undefined) lines ??= openLines(createInterface({ input: input(), signal }));
    return lines;
  };
  return {
    agrees: async (question) => {
      const opened = open();
      if (opened === undefined) return false;
      say(`${question} [y/N] `);
      return isYes(await opened.next());
    },
    ask: async (question, stop) => {
      const opened = open();
      if (opened === undefined) return undefined;
      await opened.forget();
      say(`${question} `);
      const line = await opened.next(stop);
      // What comes next begins a line of its own.
      if (line === undefined) say('\n');
      return line;
    },
    dispose: () => lines?.close(),
  };
};

/** True for a yes alone. */
const isYes = (line: string | undefined): boolean => line !== undefined && /^\s*y(?:es)?\s*$/i.test(line);
