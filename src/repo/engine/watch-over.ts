import { Worker } from 'node:worker_threads';

/*
 * What runs without a pause leaves its thread no turn to notice. Another thread listens for its beats, and ends the process by
 * force where none comes: nobody sits before a process in the background to do that.
 */
const watching = `
const { workerData: { beats, longest } } = require('node:worker_threads');
let heard = -1;
let since = performance.now();
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now !== heard) [heard, since] = [now, performance.now()];
  else if (performance.now() - since > longest) process.kill(process.pid, 'SIGKILL');
}, longest / 10);`;

/** Ends this process once its thread has been held up for so many milliseconds, until that is called off. */
export const watchOver = (longest: number): (() => Promise<void>) => {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => void Atomics.add(beats, 0, 1), longest / 20).unref();
  const watcher = new Worker(watching, { eval: true, execArgv: [], env: {}, workerData: { beats, longest } });
  watcher.unref();
  return async () => {
    clearInterval(timer);
    await watcher.terminate();
  };
};
