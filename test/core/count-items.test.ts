import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countItems } from '../../src/core/rules/tests-weakened/count-items.ts';

describe('the items of a list that is written out', () => {
  const counted: readonly (readonly [written: string, items: number])[] = [
    ['[]', 0],
    ['[1]', 1],
    ['[1, 2,]', 2],
    ['((0, 0), (100, 19))', 2],
    ['[\n  { a: 1, b: [2, 3] }, // [one, two]\n  /* none, */ 4.5,\n]', 2],
    ['["a, b", \'c, ]\', `d, ${e}`]', 3],
    ['[\n    "a",  # it, is\n    """b,\n""",\n]', 2],
    ['[1, 2] as const', 2],
    ['[f(1, 2), -3, a.b]', 3],
  ];
  for (const [written, items] of counted)
    it(`are counted: ${written}`, () => {
      assert.equal(countItems(written), items);
    });

  for (const written of [
    'cases',
    'list([1, 2])',
    '[1, 2].map(f)',
    '[1] * 3',
    '[...few, 1]',
    '[*few, 1]',
    '[n for n in ns]',
    '[1, 2',
    '',
  ])
    it(`cannot be told: ${written}`, () => {
      assert.equal(countItems(written), undefined);
    });
});
