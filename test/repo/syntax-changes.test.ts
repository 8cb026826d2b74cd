import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readSyntaxChanges } from '#repo';
import { demand } from './temporary-repository.ts';

describe('reading changes of syntax', () => {
  it('does not take what was read of a Gemfile for a file of another name without an ending', async () => {
    // Ruby's grammar and a count of words cut a string in other ways.
    const before = 'gem :a\n';
    const after = 'gem :a\n"b c d"\n';
    const sizeOf = async (path: string): Promise<number | undefined> =>
      demand(await readSyntaxChanges([{ path, before, after }]))[0]?.added;
    assert.notEqual(await sizeOf('Gemfile'), await sizeOf('NOTES'));
  });

  it('takes for gone what stood in a file whose new name says no language', async () => {
    const text = 'def test_a():\n    assert a() == 1\n';
    const edit = { path: 'tests/test_a.py.disabled', from: 'tests/test_a.py', before: text, after: text };
    const [change] = demand(await readSyntaxChanges([edit]));
    assert.deepEqual(
      change?.squeezes.map(({ kind, what }) => `${kind} ${what}`),
      ['test test_a'],
    );
    const [moved] = demand(await readSyntaxChanges([{ ...edit, path: 'tests/b/test_a.py' }]));
    assert.deepEqual(moved?.squeezes, []);
  });
});
