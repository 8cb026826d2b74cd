import assert from 'node:assert/strict';
import { testIgnored } from '../../src/editor/ignored-places.ts';

describe('what git ignores', () => {
  it('is a listed file, a listed folder and all below it, and nothing that only begins alike', () => {
    const isIgnored = testIgnored(['a.log', 'build/', 'src/out/']);
    for (const path of ['a.log', 'build', 'build/x', 'build/deep/x', 'src/out/x']) assert.ok(isIgnored(path), path);
    for (const path of ['b.log', 'builder', 'builder/x', 'src', 'src/x', 'sub/build/x', 'a.log2', ''])
      assert.ok(!isIgnored(path), path);
    assert.ok(!testIgnored([])('a'));
  });
});
