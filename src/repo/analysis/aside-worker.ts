// The thread aside: reads texts and judges changes, one question at a time. What fails here ends the thread, and its end is
// heard of.
import { parentPort } from 'node:worker_threads';
import { answer, type Question } from './answer.ts';

parentPort?.on('message', (question: Question) => {
  void answer(question).then((told) => parentPort?.postMessage(told, []));
});
