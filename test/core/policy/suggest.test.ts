import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listWords, nearestWord } from '../../../src/core/policy/suggest.ts';

describe('the nearest valid word', () => {
  const words = ['level', 'lines', 'new-files', 'spec-required', 'because', 'fix'];
  for (const [typed, meant] of [
    ['lvel', 'level'],
    ['Level', 'level'],
    ['levle', 'level'],
    ['fxi', 'fix'],
    ['newFiles', 'new-files'],
    ['new_files', 'new-files'],
    ['spec', 'spec-required'],
    ['becuase', 'because'],
  ] as const)
    it(`is ${meant} for ${typed}`, () => assert.equal(nearestWord(typed, words), meant));

  it('is none where nothing is near', () => {
    for (const typed of ['colour', 'x', '', 'z'.repeat(1_000)]) assert.equal(nearestWord(typed, words), undefined);
    assert.equal(nearestWord('level', []), undefined);
  });

  it('is the first of those that are equally near', () => assert.equal(nearestWord('rule', ['role', 'ruse']), 'role'));
});

describe('a list of words', () => {
  it('is a part of a sentence', () => {
    assert.equal(listWords([], 'and'), 'none');
    assert.equal(listWords(['a'], 'or'), '`a`');
    assert.equal(listWords(['a', 'b', 'c'], 'or'), '`a`, `b` or `c`');
    assert.equal(listWords(['a', 'b', 'c'], 'and'), '`a`, `b` and `c`');
  });

  it('says how many words it leaves out', () =>
    assert.equal(listWords(['a', 'b', 'c'], 'and', 2), '`a`, `b` and 1 more'));
});
