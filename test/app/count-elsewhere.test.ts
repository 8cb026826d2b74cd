import { fail } from '#app';
import { failure, success } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countElsewhere } from '../../src/app/count-elsewhere.ts';
import { demand, demandFailure } from '../results.ts';

const words = (text: string): number => text.split(' ').length;

type Count = (text: string) => number;

const workInTwo = (tokens: Count) => {
  const first = tokens('one two three');
  return Promise.resolve(success(first > 2 ? first + tokens('one two') : first));
};

describe('counting tokens elsewhere', () => {
  it('comes to what counting at once comes to, also where a count leads to the next question', async () => {
    const asked: (readonly string[])[] = [];
    const count = (texts: readonly string[]) => {
      asked.push(texts);
      return Promise.resolve(texts.map(words));
    };
    const known = new Map([['long gone', 2]]);
    assert.equal(demand(await countElsewhere(workInTwo, count, known)), 5);
    assert.deepEqual(asked, [['one two three'], ['one two']]);
    assert.deepEqual([...known.keys()].sort(), ['one two', 'one two three'], 'what nobody asks for is forgotten');
    assert.equal(demand(await countElsewhere(workInTwo, count, known)), 5);
    assert.equal(asked.length, 2, 'what is known is not counted again');
  });

  it('fails where it cannot be counted, and where the work fails', async () => {
    const none = await countElsewhere(workInTwo, () => Promise.resolve(undefined), new Map());
    assert.equal(demandFailure(none).reason, 'too-large');
    const broken = await countElsewhere(
      () => Promise.resolve(failure(fail('no-task', 'There is none.'))),
      () => Promise.resolve([]),
      new Map(),
    );
    assert.equal(demandFailure(broken).reason, 'no-task');
  });

  it('gives up on a work that asks for something else each time', async () => {
    let turn = 0;
    const work = (tokens: (text: string) => number) => Promise.resolve(success(tokens(`turn ${(turn += 1)}`)));
    const told = await countElsewhere(work, (texts) => Promise.resolve(texts.map(words)), new Map());
    assert.equal(demandFailure(told).reason, 'too-large');
  });
});
