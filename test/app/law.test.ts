// Whoever stays reads the same law again and again: it is made once, and anew as soon as one text of it is another.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLaw, type LawPlace, type PolicyShelf } from '#app';
import { success } from '#core';
import { demand } from '../results.ts';

const policy = (limit: number): string =>
  `version: 1\ntitle: Small\nbudgets:\n  lines: { limit: ${limit}, level: block, because: Small changes are read. }\n`;

const openShelf = (): PolicyShelf => ({
  shipped: async () => [],
  readShipped: async () => undefined,
  readShippedExamples: async () => undefined,
});

const placeOf = (text: string, revision?: string): LawPlace => ({
  readFrom: 'here',
  readText: async () => success(text),
  ...(revision === undefined ? {} : { revision }),
});

describe('a law that is read again', () => {
  it('is the very same where its texts are', async () => {
    const shelf = openShelf();
    const first = demand(await readLaw(shelf, placeOf(policy(10))));
    assert.equal(demand(await readLaw(shelf, placeOf(policy(10)))), first);
    assert.notEqual(demand(await readLaw(openShelf(), placeOf(policy(10)))), first, 'another shelf, another memory');
  });

  it('is another one where a text is, or where it was read from another place', async () => {
    const shelf = openShelf();
    const limitOf = async (limit: number) =>
      demand(await readLaw(shelf, placeOf(policy(limit)))).policy.budgets[0]?.limit;
    for (const limit of [10, 20, 10, ...Array.from({ length: 40 }, (_, at) => 100 + at), 10])
      assert.equal(await limitOf(limit), limit);
    assert.equal(demand(await readLaw(shelf, placeOf(policy(10), 'abc'))).revision, 'abc');
    assert.equal(demand(await readLaw(shelf, placeOf(policy(10)))).revision, undefined);
  });

  it('is refused again where it was', async () => {
    const shelf = openShelf();
    for (const _ of [1, 2]) assert.equal((await readLaw(shelf, placeOf('version: 1\nmodes: [\n'))).ok, false);
  });
});
