import { createInterface, type Interface } from 'node:readline';
import type { Terminal } from './terminal.ts';

/** Asks a person, one line for each answer. */
export interface Asker {
  /** False for all but a yes, and where nobody is there to answer. */
  readonly agrees: (question: string) => Promise<boolean>;
  readonly dispose: () => void;
}

/** Asks on the terminal; what comes in is opened with the first question. */
export const openAsker = ({ input, say, signal }: Pick<Terminal, 'input' | 'say' | 'signal'>): Asker => {
  let lines: { readonly reader: Interface; readonly next: AsyncIterator<string> } | undefined;
  return {
    agrees: async (question) => {
      if (input === undefined) return false;
      if (lines === undefined) {
        const reader = createInterface({ input: input(), signal });
        lines = { reader, next: reader[Symbol.asyncIterator]() };
      }
      say(`${question} [y/N] `);
      const { done, value } = await lines.next.next();
      return done !== true && /^\s*y(?:es)?\s*$/i.test(value);
    },
    dispose: () => lines?.reader.close(),
  };
};
