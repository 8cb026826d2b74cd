import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareEntries, sayDifference } from './comparison.ts';
import type { Entry } from './reference.ts';

const entry = (name: string, line: number, column: number, complexity: number): Entry => ({
  name,
  line,
  column,
  complexity,
});
const compare = (ours: readonly Entry[], theirs: readonly Entry[]): readonly string[] =>
  compareEntries(ours, theirs).map(sayDifference);

describe('comparing entries', () => {
  it('finds nothing where both sides say the same, in whatever order', () => {
    const [f, g] = [entry('f', 1, 1, 2), entry('g', 1, 9, 3)];
    assert.deepEqual(compare([f, g], [g, f]), []);
  });

  it('says another complexity', () => {
    assert.deepEqual(compare([entry('f', 4, 1, 2)], [entry('f', 4, 1, 3)]), ['4 theirs 3 ours 2']);
  });

  it('says another name or column where the complexity is the same', () => {
    assert.deepEqual(compare([entry('f', 4, 1, 2)], [entry('f', 4, 5, 2)]), ['4 theirs f:5 ours f:1']);
  });

  it('says what one side does not have', () => {
    assert.deepEqual(compare([entry('f', 4, 1, 2)], [entry('g', 9, 1, 1)]), [
      '4 theirs none ours 2',
      '9 theirs 1 ours none',
    ]);
  });

  it('says of two equal entries that one is missing', () => {
    const f = entry('f', 4, 1, 2);
    assert.deepEqual(compare([f], [f, f]), ['4 theirs 2 ours none']);
  });

  it('pairs what is at one line by its name', () => {
    const ours = [entry('f', 4, 1, 2), entry('g', 4, 9, 7)];
    const theirs = [entry('g', 4, 9, 8), entry('f', 4, 1, 2)];
    assert.deepEqual(compare(ours, theirs), ['4 theirs 8 ours 7']);
  });

  it('leaves out what the tool does not say', () => {
    assert.deepEqual(compare([entry('f', 4, 3, 2)], [entry('', 4, 0, 2)]), []);
    assert.deepEqual(compare([entry('f', 4, 3, 2)], [entry('f', 4, 0, 2)]), []);
    assert.deepEqual(compare([entry('f', 4, 3, 2)], [entry('', 4, 0, 5)]), ['4 theirs 5 ours 2']);
  });

  it('says another number of another variant', () => {
    const f = entry('f', 4, 1, 5);
    assert.deepEqual(compare([{ ...f, modified: 3 }], [{ ...f, modified: 3 }]), []);
    assert.deepEqual(compare([{ ...f, modified: 3 }], [{ ...f, modified: 4 }]), ['4 theirs 5/4 ours 5/3']);
    assert.deepEqual(compare([f], [{ ...f, modified: 4 }]), []);
    assert.deepEqual(compare([{ ...f, complexity: 6 }], [{ ...f, modified: 4 }]), ['4 theirs 5 ours 6']);
  });
});
