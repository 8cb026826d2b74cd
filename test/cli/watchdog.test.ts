import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'mocha';

const watchdog = join(import.meta.dirname, '../../src/cli/watchdog.ts');
const lastWords = 'It was ended: 100 % of "its" time is over.\n';

interface Watched {
  /** Until it is ended, in milliseconds. */
  readonly time?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a program that is to be ended after a while, and does something else. */
const run = (work: string, { time = 500, environment = {} }: Watched = {}) => {
  const script = `import(${JSON.stringify(watchdog)}).then(({ endAfter }) => {
    endAfter(${time}, ${JSON.stringify(lastWords)});
    ${work}
  })`;
  const { status, signal, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { status, signal, stderr };
};

const hang = 'for (;;);';
const ended = { status: null, signal: 'SIGKILL', stderr: lastWords };

describe('what ends a process that hangs', () => {
  it('ends it, and says why', () => {
    assert.deepEqual(run(hang), ended);
  });

  it('is a thread where no shell can watch', () => {
    // Until then it hears of the end of the shell.
    const told = run(`setTimeout(() => { ${hang} }, 300);`, { environment: { PATH: '/nowhere' } });
    assert.deepEqual(told, ended);
  });

  it('neither keeps a process nor outlives it', () => {
    const time = 30_000;
    const begun = performance.now();
    assert.deepEqual(run('setTimeout(() => undefined, 20);', { time }), { status: 0, signal: null, stderr: '' });
    // Whoever runs it waits until nobody holds its stderr any more.
    assert.ok(performance.now() - begun < time);
  });
});
