// The thread aside as a bundle of the tests has it: it measures no time either.
import { stopStopwatch } from './without-stopwatch.ts';

stopStopwatch();
await import('../src/repo/analysis/aside-worker.ts');
