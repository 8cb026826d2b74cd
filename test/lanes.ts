// Runs programs beside each other without mixing what they print.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { projectRoot } from './host/places.ts';

/** A run of Node: its arguments, and what is added to the environment. */
export interface NodeRun {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The file that takes what it prints; without one it prints by itself. */
  readonly held?: string | undefined;
}

/** Starts jobs in their order, so many at once; gives their results in the same order. */
export function inLanes<Result>(jobs: readonly (() => Promise<Result>)[], lanes: number): readonly Promise<Result>[] {
  const waiting: (() => void)[] = [];
  let free = lanes;
  const enter = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return jobs.map(async (job) => {
    await enter();
    try {
      return await job();
    } finally {
      leave();
    }
  });
}

/** Runs Node to its end, and gives its exit code. When this program is asked to end, so is that one. */
export async function runNode({ words, environment, held }: NodeRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = held === undefined ? 'inherit' : openSync(held, 'a');
    const child = spawn(process.execPath, words, {
      cwd: projectRoot,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
    });
    if (output !== 'inherit') closeSync(output);
    const end = (): void => void child.kill('SIGTERM');
    process.once('SIGTERM', end);
    child.on('error', reject);
    child.on('exit', (status) => {
      process.off('SIGTERM', end);
      resolve(status ?? 2);
    });
  });
}
