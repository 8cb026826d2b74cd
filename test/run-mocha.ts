// Runs test files with mocha: prints each test as it ends and counts it for the sum of all suites.
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { countInto } from './counts.ts';

export interface MochaWishes {
  readonly files: readonly string[];
  /** How long one test may take, in milliseconds. */
  readonly timeout: number;
  /** Run only tests whose full title has this text. */
  readonly named?: string | undefined;
}

/** Runs the files and gives the number of failures. No file at all is a failure too. */
export async function runMocha({ files, timeout, named }: MochaWishes): Promise<number> {
  if (files.length === 0) throw new Error('there is no test file to run');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout,
    color: process.stdout.isTTY,
    forbidOnly: true,
    forbidPending: true,
    ...(named === undefined ? {} : { fgrep: named }),
  });
  // Mocha would require what it can and import the rest. Then sources are there twice, compiled in two ways, and the
  // coverage of one way is laid over that of the other.
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    mocha.suite.emit('require', await import(pathToFileURL(file).href), file, mocha);
    mocha.suite.emit('post-require', globalThis, file, mocha);
  }
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    countInto(runner);
  });
}
