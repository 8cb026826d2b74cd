import { spawn, type ChildProcess } from 'node:child_process';
import type { Variables } from './git/environment.ts';

/** A program that is to be run, and all that it is given. */
export interface Call {
  /** Its absolute path. */
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: Variables;
  /** Left out: it reads nothing. */
  readonly input?: Uint8Array | string | undefined;
  /** Takes what it writes, piece by piece; false when it has heard enough: then the program is stopped. */
  readonly take: (piece: Buffer) => boolean;
  readonly stop: AbortSignal;
}

/** How a program ended. `code` is its exit code; undefined for one that a signal ended, or that did not start. */
export interface End {
  readonly how: 'exited' | 'missing' | 'stopped' | 'too-much';
  readonly code: number | undefined;
  /** What it wrote to its error output. */
  readonly complaint: string;
}

// Whoever is asked to end and does not is ended.
const longestGoodbye = 5_000;

/** What the program itself has started (a filter of git) may outlive it: what it would still write is not waited for. */
const end = (child: ChildProcess): void => {
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), longestGoodbye).unref();
  child.once('exit', () => clearTimeout(timer));
  child.stdout?.destroy();
  child.stderr?.destroy();
};

const give = (child: ChildProcess, input: Call['input']): void => {
  // A program may end without reading: what it says counts, not that nobody listened.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
};

const isMissing = (error: NodeJS.ErrnoException | undefined): boolean => error?.code === 'ENOENT';

const startOf = ({ program, words, folder, environment, input }: Call): ChildProcess =>
  spawn(program, words, {
    cwd: folder,
    env: environment,
    windowsHide: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });

/** Runs a program to its end. Never throws, whatever becomes of it. */
export const runProgram = async (call: Call): Promise<End> => {
  const { input, take, stop } = call;
  if (stop.aborted) return { how: 'stopped', code: undefined, complaint: '' };
  let child: ChildProcess;
  try {
    child = startOf(call);
  } catch (error) {
    // Words that are too long for the system, for one.
    return { how: 'exited', code: undefined, complaint: error instanceof Error ? error.message : String(error) };
  }
  const complaints: Buffer[] = [];
  let isTooMuch = false;
  let trouble: NodeJS.ErrnoException | undefined;
  const onStop = (): void => end(child);
  stop.addEventListener('abort', onStop, { once: true });
  child.stdout?.on('data', (piece: Buffer) => {
    if (isTooMuch || take(piece)) return;
    isTooMuch = true;
    end(child);
  });
  child.stderr?.on('data', (piece: Buffer) => complaints.push(piece));
  give(child, input);
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', (error) => {
      trouble = error;
      // One that did not start does not close.
      if (child.pid === undefined) resolve(null);
    });
  });
  stop.removeEventListener('abort', onStop);
  const complaint = Buffer.concat(complaints).toString();
  const how = stop.aborted ? 'stopped' : isMissing(trouble) ? 'missing' : isTooMuch ? 'too-much' : 'exited';
  return { how, code: code ?? undefined, complaint };
};
