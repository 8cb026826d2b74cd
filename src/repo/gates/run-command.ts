import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandCall, RanCommand } from '#app';
import { endTree } from '../../system/process-tree.ts';
import { isFolder } from '../git/git.ts';
import { isRedirecting } from '../git/environment.ts';

/** What a command writes, as far as it is held. */
interface Heard {
  /** Of the standard output alone; undefined once it was too much. */
  out: Buffer[] | undefined;
  size: number;
  /** Of both, the end. */
  shown: Buffer[];
  shownSize: number;
}

const mostOut = 64 * 1024 * 1024;
/** What is kept of it: the end, where tools sum up. */
const mostShown = 100 * 1024;

const hear = (heard: Heard, piece: Buffer, isOut: boolean): void => {
  heard.shown.push(piece);
  heard.shownSize += piece.length;
  while (heard.shownSize - (heard.shown[0]?.length ?? 0) > mostShown)
    heard.shownSize -= heard.shown.shift()?.length ?? 0;
  if (!isOut || heard.out === undefined) return;
  heard.size += piece.length;
  if (heard.size > mostOut) heard.out = undefined;
  else heard.out.push(piece);
};

const shownOf = ({ shown }: Heard): string => {
  const text = Buffer.concat(shown).toString();
  return text.length <= mostShown ? text : `… ${text.slice(-mostShown)}`;
};

/** Nobody is there to answer a question, and no git around us decides for those of the command. */
const environmentFor = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !isRedirecting(name)));

/** `why`: what the system says of a program that did not start. */
type Ended = Pick<RanCommand, 'how' | 'exit'> & { readonly why?: string };

const notStarted = (error: unknown): Ended => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT'
    ? { how: 'missing' }
    : { how: 'not-started', why: error instanceof Error ? error.message : String(error) };
};

/** What a program has started may go on without it and hold its output open: that is not waited for longer than this. */
const longestGoodbye = 1_000;

const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(notStarted(error));
    });
    child.once('exit', (code) => {
      const ended: Ended = code === null ? { how: 'ended' } : { how: 'exited', exit: code };
      const timer = setTimeout(() => resolve(ended), longestGoodbye);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(ended);
      });
    });
  });

export interface CommandPlace {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Takes the secrets out of a text. */
  readonly redact: (text: string) => Promise<string>;
}

const startIn = (
  cwd: string,
  { environment }: CommandPlace,
  { words: [program, ...words] }: CommandCall,
): ChildProcess =>
  spawn(program, words, {
    cwd,
    env: environmentFor(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be ended with all that it has started.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

/** Waits for the end, or for what comes before it: its time, or somebody who stops it. */
const awaitEnd = async (child: ChildProcess, { longest, signal }: CommandCall): Promise<Ended> => {
  const called = new AbortController();
  const stop = new Promise<Ended>((resolve) => {
    if (signal?.aborted === true) resolve({ how: 'stopped' });
    signal?.addEventListener('abort', () => resolve({ how: 'stopped' }), { once: true, signal: called.signal });
  });
  const late = pause(longest, { how: 'timeout' } as const, { signal: called.signal }).catch(
    () => ({ how: 'timeout' }) as const,
  );
  try {
    const ended = await Promise.race([endOf(child), stop, late]);
    if ((ended.how === 'timeout' || ended.how === 'stopped') && child.pid !== undefined) await endTree(child.pid);
    return ended;
  } finally {
    called.abort();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
};

/** Runs a command of a gate to its end, without a shell. Never throws, whatever becomes of it. */
export const runCommand = async (place: CommandPlace, call: CommandCall): Promise<RanCommand> => {
  const cwd = join(place.root, call.folder);
  if (!(await isFolder(cwd))) return { how: 'no-folder', milliseconds: 0, out: '', shown: '' };
  const heard: Heard = { out: [], size: 0, shown: [], shownSize: 0 };
  const begun = performance.now();
  let child: ChildProcess;
  try {
    child = startIn(cwd, place, call);
  } catch (error) {
    // Words that are too long for the system, for one.
    const { how, why = '' } = notStarted(error);
    return { how, milliseconds: 0, out: '', shown: why };
  }
  child.stdout?.on('data', (piece: Buffer) => hear(heard, piece, true));
  child.stderr?.on('data', (piece: Buffer) => hear(heard, piece, false));
  const { why, ...ended } = await awaitEnd(child, call);
  if (why !== undefined) hear(heard, Buffer.from(why), false);
  return {
    ...ended,
    milliseconds: Math.round(performance.now() - begun),
    out: heard.out === undefined ? undefined : Buffer.concat(heard.out).toString(),
    shown: await place.redact(shownOf(heard)),
  };
};
