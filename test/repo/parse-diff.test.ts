import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { createHunkReader, parseComparison, parseComparisons } from '../../src/repo/measure/parse-diff.ts';

const id = (digit: string): string => digit.repeat(40);

describe('reading what git diff-tree says', () => {
  it('takes files with their counts, renamed ones with both paths', () => {
    const records = [
      `:000000 100644 ${id('0')} ${id('1')} A`,
      'new\tfile',
      `:100644 100755 ${id('1')} ${id('2')} R097`,
      'old',
      ':odd',
      `:100644 000000 ${id('3')} ${id('0')} D`,
      'gone.bin',
      '2\t0\tnew\tfile',
      '1\t3\t',
      'old',
      ':odd',
      '-\t-\tgone.bin',
      '',
    ];
    const files = parseComparison(records.join('\0'));
    assert.deepEqual(
      files.map(({ path, from, status, added, deleted, binary }) => [path, from, status, added, deleted, binary]),
      [
        ['new\tfile', undefined, 'added', 2, 0, false],
        [':odd', 'old', 'renamed', 1, 3, false],
        ['gone.bin', undefined, 'deleted', 0, 0, true],
      ],
    );
    assert.deepEqual(
      [files[1]?.modeBefore, files[1]?.modeAfter, files[1]?.blobBefore, files[1]?.blobAfter],
      ['100644', '100755', id('1'), id('2')],
    );
    assert.deepEqual(parseComparison(''), []);
  });

  it('takes many commits, each after its id, also one without files and one whose file is called like a commit', () => {
    const [one, two, three] = [id('a'), id('b'), id('c')];
    const told = `:100644 100644 ${id('1')} ${id('2')} M\0${three}\0`;
    const output = `${one}\0${told}1\t2\t${three}\0${two}\0${three}\0${told.replace(three, 'x')}3\t4\tx\0`;
    assert.deepEqual(
      parseComparisons(output, [one, two, three]).map((files) => files.map(({ path, added }) => [path, added])),
      [[[three, 1]], [], [['x', 3]]],
    );
    assert.deepEqual(parseComparisons('', []), []);
    for (const ids of [
      [two, one, three],
      [one, two],
      [one, two, three, three],
    ])
      assert.throws(() => parseComparisons(output, ids), /^Error: git diff-tree/);
  });

  it('takes nothing it does not know', () => {
    const told = `:100644 100644 ${id('1')} ${id('2')} M\0a\0`;
    const odd = [
      'x',
      told,
      `${told}1\t1\tb\0`,
      `${told}x\t1\ta\0`,
      `${told}1\t1\ta\0more\0`,
      [`:100644 100644 ${id('1')} ${id('2')} U`, 'a', '1\t1\ta', ''].join('\0'),
      told.replace(':100644 ', ':'),
    ];
    for (const output of odd) assert.throws(() => parseComparison(output), /^Error: git diff-tree/, output);
  });

  it('places added lines the same in whatever pieces a patch arrives', () => {
    const patch = [
      'diff --git a/a b/a',
      'index 1..2 100644',
      '--- a/a',
      '+++ b/a',
      '@@ -3 +3,2 @@ diff --git',
      '-@@ -1 +1 @@ taken out',
      '+diff --git a/x b/x',
      '+@@ -9,9 +9,9 @@ put in',
      '\\ No newline at end of file',
      '@@ -8,2 +8,0 @@',
      '-one',
      '-two',
      '@@ -20,0 +19 @@',
      `+${'long '.repeat(100)}`,
      'diff --git a/b b/b',
      'Binary files a/b and b/b differ',
      'diff --git a/c b/c',
      'old mode 100644',
      'new mode 100755',
      '',
    ].join('\n');
    const bytes = Buffer.from(patch);
    const expected = [
      [
        { start: 3, end: 4 },
        { start: 19, end: 19 },
      ],
      [],
      [],
    ];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const reader = createHunkReader();
        const ends = [...cuts, bytes.length].sort((one, other) => one - other);
        ends.forEach((end, index) => reader.take(bytes.subarray(index === 0 ? 0 : ends[index - 1], end)));
        assert.deepEqual(reader.patches(), expected);
      }),
    );
  });

  it('takes no hunk it does not know', () => {
    for (const text of ['@@ -1 +1 @@\n', 'diff --git a/a b/a\n@@ what @@\n']) {
      assert.throws(() => createHunkReader().take(Buffer.from(text)), /a hunk that is not known/, text);
    }
  });
});
