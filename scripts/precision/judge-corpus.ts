import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Finding, Policy } from '#core';
import type { CorpusFile } from './corpora.ts';
import type { Answered, Asked } from './judging.ts';

// What a corpus is cut into: calls are followed within a change, and what is known of it is let go before the next.
const filesPerChange = 50;

const changesOf = (files: readonly CorpusFile[]): readonly (readonly CorpusFile[])[] =>
  Array.from({ length: Math.ceil(files.length / filesPerChange) }, (_, index) =>
    files.slice(index * filesPerChange, (index + 1) * filesPerChange),
  );

/** Judges files as new code, change by change. */
export type JudgeNew = (files: readonly CorpusFile[]) => Promise<readonly Finding[]>;

const startJudge = (): ChildProcess =>
  fork(fileURLToPath(new URL('judging.ts', import.meta.url)), { serialization: 'advanced' });

const ask = (judge: ChildProcess, asked: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`A process that judges ended with ${String(code)}.`));
    judge.once('exit', fail);
    judge.once('message', (found: Answered) => {
      judge.off('exit', fail);
      resolve(found);
    });
    judge.send(asked);
  });

/** Starts as many processes as there are cores, has them judge, and ends them. */
export const withJudges = async <Value>(
  policy: Policy,
  run: (judgeNew: JudgeNew) => Promise<Value>,
): Promise<Value> => {
  const judges = Array.from({ length: availableParallelism() }, startJudge);
  const judgeNew: JudgeNew = async (files) => {
    const changes = changesOf(files);
    const found: Answered[] = [];
    let next = 0;
    const work = async (judge: ChildProcess): Promise<void> => {
      for (let index = next; index < changes.length; index = next) {
        next += 1;
        const after = Object.fromEntries((changes[index] ?? []).map(({ path, text }) => [path, text]));
        found[index] = await ask(judge, { policy, change: { before: {}, after } });
      }
    };
    await Promise.all(judges.map(work));
    return found.flat();
  };
  try {
    return await run(judgeNew);
  } finally {
    for (const judge of judges) judge.kill();
  }
};
