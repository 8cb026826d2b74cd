import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { endTree } from '../system/process-tree.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The app-server of Codex as a process. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** The last line that it wrote to its error output, without colours; empty: none. */
  readonly lastWords: () => string;
  /** Why it ended; resolves when it has, be it that it could not start. */
  readonly ended: Promise<string>;
  /** Ends it and all that it has started; resolves when they are gone. */
  readonly end: () => Promise<void>;
}

const rememberedWords = 4_000;

// What a terminal takes for colour; the sign that begins it is a control character.
// oxlint-disable-next-line no-control-regex
const colours = /\u001B\[[\d;]*m/g;

const lastLine = (text: string): string => text.replaceAll(colours, '').trim().split('\n').at(-1)?.trim() ?? '';

/**
 * Starts `codex app-server` in a process group of its own, so that it can be ended with all that it starts. Its input ends
 * when this process dies, and then it ends by itself.
 */
export const startProgram = (program: string, folder: string, environment: Variables): Running => {
  const child = spawn(program, ['app-server'], {
    cwd: folder,
    env: environment,
    stdio: 'pipe',
    // On Windows this would open a console, and groups are of no use there.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let words = '';
  child.stderr.on('data', (piece: Buffer) => {
    words = (words + piece.toString()).slice(-rememberedWords);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return {
    child,
    lastWords: () => lastLine(words),
    ended,
    end: async () => {
      if (child.pid !== undefined) await endTree(child.pid);
    },
  };
};
