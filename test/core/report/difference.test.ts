import assert from 'node:assert/strict';
import { array, assert as hold, constantFrom, property } from 'fast-check';
import { describe, it } from 'mocha';
import { writeDifference } from '#core';
import { applyDiff } from '../../../src/core/patch/unified-diff.ts';

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`);

describe('a difference for a person', () => {
  it('has the names, and three lines around what differs', () => {
    const before = numbered(30);
    const after = before.with(9, 'ten\n').toSpliced(12, 1).toSpliced(25, 0, 'more\n');
    assert.deepEqual(writeDifference({ path: 'a.py', before: before.join(''), after: after.join('') }), [
      '--- a.py',
      '+++ a.py',
      '@@ -7,10 +7,9 @@',
      ' line 7',
      ' line 8',
      ' line 9',
      '-line 10',
      '+ten',
      ' line 11',
      ' line 12',
      '-line 13',
      ' line 14',
      ' line 15',
      ' line 16',
      '@@ -24,6 +23,7 @@',
      ' line 24',
      ' line 25',
      ' line 26',
      '+more',
      ' line 27',
      ' line 28',
      ' line 29',
    ]);
  });

  it('says of a new file, one that is deleted and one that is moved what they are', () => {
    const [one, none] = [writeDifference({ path: 'a', after: 'x' }), writeDifference({ path: 'a', before: 'x\n' })];
    assert.deepEqual(one, ['--- /dev/null', '+++ a', '@@ -0,0 +1,1 @@', '+x', '\\ No newline at end of file']);
    assert.deepEqual(none, ['--- a', '+++ /dev/null', '@@ -1,1 +0,0 @@', '-x']);
    const moved = writeDifference({ path: 'b', from: 'a', before: 'x\n', after: 'x\n' });
    assert.deepEqual(moved, ['--- a', '+++ b']);
  });

  it('is the whole difference', () => {
    const text = array(constantFrom('a', 'b', 'c', ''), { maxLength: 40 }).map((lines) => lines.join('\n'));
    hold(
      property(text, text, (before, after) => {
        const [, , ...lines] = writeDifference({ path: 'a', before, after });
        assert.deepEqual(applyDiff(before, lines.map((line) => `${line}\n`).join('')), { text: after });
      }),
    );
  });
});
