// A person at a terminal: they read what is said, and type once they are asked.
import { PassThrough } from 'node:stream';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What is asked, and what they type then; an answer of `undefined` ends what comes in. */
export type Typed = readonly [question: RegExp, answer: string | undefined];

export interface Person extends Pick<Terminal, 'input' | 'say'> {
  /** All that was said. */
  readonly heard: () => string;
  /** What was not asked yet. */
  readonly left: () => readonly Typed[];
  readonly keyboard: PassThrough;
}

/** Answers one question after the other, each where it is asked. `ahead` is typed before anything was asked. */
export const openPerson = (typed: readonly Typed[], ahead = ''): Person => {
  const keyboard = new PassThrough();
  if (ahead !== '') keyboard.write(ahead);
  const left = [...typed];
  let heard = '';
  return {
    keyboard,
    input: () => keyboard,
    say: (text) => {
      heard += text;
      const [next] = left;
      // A question leaves its line open.
      if (next === undefined || text.endsWith('\n') || !next[0].test(text)) return;
      left.shift();
      if (next[1] === undefined) keyboard.end();
      else keyboard.write(`${next[1]}\n`);
    },
    heard: () => heard,
    left: () => left,
  };
};
