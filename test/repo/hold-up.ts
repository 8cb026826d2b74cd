// Bundled and run as a process of its own by a test: holds its thread up for a while, under a watch of two seconds.
import { setTimeout } from 'node:timers/promises';
import { watchOver } from '../../src/repo/engine/watch-over.ts';

const run = async (time: number): Promise<void> => {
  const callOff = watchOver(2_000);
  await setTimeout(3_000);
  const since = performance.now();
  while (performance.now() - since < time);
  await callOff();
};

void run(Number(process.argv[2]));
