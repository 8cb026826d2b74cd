import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

/*
 * What runs without a pause leaves its thread no turn to look at the clock. So somebody else does, and ends the process by
 * force: whoever waits for an answer must not take silence for a yes. A shell takes a few milliseconds of the processor for
 * that; another thread takes as long as a Node that starts, and steps in where there is no such shell, or it ends too soon.
 */

// The shell reads from this process, and hears of its end so: then it ends too, and leaves nobody behind.
const guard = `
exec 3<&0 4>&2 2>/dev/null
sleep "$1" 3<&- 4>&- &
sleeper=$!
{ read -r _ <&3; kill "$sleeper"; } 4>&- &
wait "$sleeper" && { printf %s "$2" >&4; kill -9 "$3"; }`;

const guardAside = `
const { writeSync } = require('node:fs');
const { workerData: { time, lastWords } } = require('node:worker_threads');
setTimeout(() => {
  try { writeSync(2, lastWords); } catch {}
  process.kill(process.pid, 'SIGKILL');
}, time);`;

const startThread = (time: number, lastWords: string): void =>
  new Worker(guardAside, { eval: true, execArgv: [], workerData: { time, lastWords } }).unref();

/** Has this process end after so many milliseconds, whatever it does then, with these words on stderr. */
export const endAfter = (time: number, lastWords: string): void => {
  if (process.platform === 'win32') return startThread(time, lastWords);
  const words = ['-c', guard, 'sh', (time / 1_000).toFixed(3), lastWords, String(process.pid)];
  const shell = spawn('/bin/sh', words, {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '' },
    // What is typed at a terminal, such as Ctrl-C, is not for it.
    detached: true,
  });
  let isReplaced = false;
  const replace = (): void => {
    if (!isReplaced) startThread(time, lastWords);
    isReplaced = true;
  };
  shell.once('error', replace).once('exit', replace).unref();
  shell.stdin.on('error', () => undefined);
  // It is a socket, which would keep this process alive.
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
};
