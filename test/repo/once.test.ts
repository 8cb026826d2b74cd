import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { once } from '../../src/repo/once.ts';

describe('what is done once', () => {
  it('is done for all who ask, also at the same time', async () => {
    let count = 0;
    const get = once(async () => (count += 1));
    assert.deepEqual(await Promise.all([get(), get()]), [1, 1]);
    assert.equal(await get(), 1);
  });

  it('is done anew where it failed', async () => {
    let count = 0;
    const get = once(async () => {
      count += 1;
      if (count === 1) throw new Error('too many open files');
      return count;
    });
    const [one, other] = await Promise.allSettled([get(), get()]);
    assert.deepEqual([one.status, other.status, count], ['rejected', 'rejected', 1]);
    assert.equal(await get(), 2);
    assert.equal(await get(), 2);
  });
});
