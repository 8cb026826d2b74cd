import type { Readable } from 'node:stream';

/** What a command may touch of the process around it; handed in, so that a test needs no process. */
export interface Terminal {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Opens what comes in; a command that reads nothing does not open it. Left out: nothing does. */
  readonly input?: () => Readable;
  /**
   * Has the process end after a time in milliseconds, whatever it does then, and says why; its exit code is no verdict. Left
   * out: nobody can.
   */
  readonly endAfter?: (time: number, lastWords: string) => void;
  /** Has something done once the command has ended and its answer is out. Left out: it is done at once. */
  readonly afterwards?: (work: () => Promise<void>) => void;
  /** True where a person reads what is said and can answer it: both are a terminal. Left out: nobody is there. */
  readonly isAttended?: boolean;
  /** The result. */
  readonly out: (text: string) => void;
  /** Words for a person. */
  readonly say: (text: string) => void;
  /** Draws a line over the one before, where a person watches: how far it is. An empty one clears it. */
  readonly draw?: (line: string) => void;
  readonly signal: AbortSignal;
  /** How this program is started once more: the program of Node, then its words. Left out: by nobody. */
  readonly again?: readonly [program: string, ...words: string[]];
  /** The folder of the policies we ship. */
  readonly policies: string;
}

/** 0 may go on, 1 may not, 2 could not tell. */
export type ExitCode = 0 | 1 | 2;
