import assert from 'node:assert/strict';
import { debounce } from '../../src/editor/debounce.ts';
import { settled } from './settled.ts';

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const fail = (error: unknown): void => assert.fail(String(error));

describe('waiting until things are quiet', () => {
  it('runs once for calls that come close together', async () => {
    let runs = 0;
    const calm = debounce(async () => void (runs += 1), fail);
    for (let calls = 0; calls < 5; calls++) calm.ask(20);
    await settled('a run', () => (runs > 0 ? true : undefined));
    await wait(60);
    assert.equal(runs, 1);
  });

  it('breaks an older run off', async () => {
    const signals: AbortSignal[] = [];
    const calm = debounce(async (signal) => {
      signals.push(signal);
      await wait(200);
    }, fail);
    calm.ask(0);
    await settled('the first run', () => signals[0]);
    calm.ask(0);
    await settled('the second run', () => signals[1]);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    );
    calm.dispose();
    assert.ok(signals[1]?.aborted);
  });

  it('runs all the same where calls never end, to its end, and once more after them', async () => {
    let begun = 0;
    let ended = 0;
    const calm = debounce(
      async (signal) => {
        begun += 1;
        await wait(30);
        if (!signal.aborted) ended += 1;
      },
      fail,
      100,
    );
    const calls = setInterval(() => calm.ask(50), 10);
    await settled('three whole runs while calls come', () => (ended >= 3 ? true : undefined));
    clearInterval(calls);
    const before = begun;
    calm.ask(0);
    await settled('the last run', () => (begun > before ? true : undefined));
  });

  it('tells an error, and runs again when asked', async () => {
    const errors: unknown[] = [];
    const calm = debounce(
      async () => Promise.reject(new Error('no luck')),
      (error) => errors.push(error),
    );
    calm.ask(0);
    await settled('an error', () => errors[0]);
    calm.ask(0);
    await settled('another', () => errors[1]);
  });
});
