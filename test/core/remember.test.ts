import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { remember, rememberLast } from '../../src/core/remember.ts';

describe('what is remembered', () => {
  it('is worked out once for each key, also where there is nothing', () => {
    const asked: string[] = [];
    const lengthOf = remember((text: string) => {
      asked.push(text);
      return text === '' ? undefined : text.length;
    });
    assert.deepEqual(['a', '', 'bc', 'a', '', 'bc'].map(lengthOf), [1, undefined, 2, 1, undefined, 2]);
    assert.deepEqual(asked, ['a', '', 'bc']);
  });
});

describe('a function that keeps the last value alone', () => {
  it('works out anew what is not the last, and nothing that is', () => {
    const asked: string[] = [];
    const shout = rememberLast((word: string) => {
      asked.push(word);
      return word.toUpperCase();
    });
    assert.deepEqual([shout('a'), shout('a'), shout('b'), shout('a')], ['A', 'A', 'B', 'A']);
    assert.deepEqual(asked, ['a', 'b', 'a']);
  });
});
