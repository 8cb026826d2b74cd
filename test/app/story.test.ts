import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure, success } from '#core';
import { fail, need, story } from '#app';

describe('a story', () => {
  it('goes on from step to step, whether they are awaited or not, and gives what it ends with', async () => {
    const told = await story(async function* () {
      const one = yield* need(success(1));
      const two = yield* need(Promise.resolve(success('two')));
      return [one, two];
    });
    assert.deepEqual(told, success([1, 'two']));
  });

  it('ends with the first step that fails, takes no step after it, and tidies up', async () => {
    const steps: string[] = [];
    const told = await story(async function* () {
      try {
        steps.push('first');
        yield* need(failure(fail('no-task', 'There is none.')));
        steps.push('second');
      } finally {
        steps.push('tidied');
      }
    });
    assert.deepEqual(told, failure({ reason: 'no-task', message: 'There is none.' }));
    assert.deepEqual(steps, ['first', 'tidied']);
  });

  it('lets a bug through as the exception it is', async () => {
    await assert.rejects(
      story(async function* () {
        yield* need(Promise.reject(new Error('a bug')));
      }),
      /a bug/,
    );
  });
});
