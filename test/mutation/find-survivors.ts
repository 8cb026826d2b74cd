import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { News, Work } from './survivors.ts';

// A mutant may run for ever, which is noticed, too.
const patience = 10_000;

const program = fileURLToPath(new URL('survivors.ts', import.meta.url));

interface Watch {
  readonly survivors: string[];
  /** The mutant that is being looked at. */
  current: number;
  named: string;
  mutants: number;
}

/** Processes that wait for work: to load every parser and linter takes one longer than most kinds do. */
const idle: ChildProcess[] = [];

const takeProcess = (): ChildProcess => idle.pop() ?? fork(program, [], { execArgv: ['--import', 'tsx'] });

/** Ends the processes that wait for work. */
export const endSearches = (): void => {
  for (const process of idle.splice(0)) process.kill('SIGKILL');
};

/** Looks at the mutants from one on; gives the one that it hangs in, undefined at the end. */
const lookFrom = (work: Work, watch: Watch): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const process = takeProcess();
    let timer: NodeJS.Timeout | undefined;
    const leave = (): void => {
      clearTimeout(timer);
      process.removeAllListeners('message').removeAllListeners('exit');
    };
    const hang = (): void => {
      leave();
      process.kill('SIGKILL');
      resolve(watch.current);
    };
    process.on('exit', (code) => {
      leave();
      reject(new Error(`The search for survivors in ${work.name} ended with ${code} at ${watch.named}.`));
    });
    process.on('message', (news: News) => {
      clearTimeout(timer);
      if ('done' in news) {
        leave();
        idle.push(process);
        resolve(undefined);
        return;
      }
      if ('begins' in news) [watch.current, watch.named] = [news.begins, news.named];
      else {
        watch.mutants += 1;
        if (news.survives) watch.survivors.push(watch.named);
      }
      timer = setTimeout(hang, patience);
    });
    process.send(work);
  });

/**
 * What no example notices when a branch is left out of a kind, or of a part of kinds, and how many branches were left out
 * in turn.
 */
export const findSurvivors = async (
  name: string,
): Promise<{ readonly mutants: number; readonly survivors: readonly string[] }> => {
  const watch: Watch = { survivors: [], current: 0, named: '', mutants: 0 };
  for (let from: number | undefined = 0; from !== undefined;) {
    const hangs: number | undefined = await lookFrom({ name, from }, watch);
    if (hangs !== undefined) watch.mutants += 1;
    from = hangs === undefined ? undefined : hangs + 1;
  }
  return { mutants: watch.mutants, survivors: watch.survivors };
};
