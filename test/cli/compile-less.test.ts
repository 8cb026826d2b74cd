// What is kept compiled is bound to how V8 is set: it has to be found as it was left.
import assert from 'node:assert/strict';
import { cachedDataVersionTag } from 'node:v8';
import { describe, it } from 'mocha';
import { compileLess } from '../../src/cli/compile-less.ts';

describe('compiling less', () => {
  it('sets the V8 of Node 20, leaves any other alone, and puts it back as it was', () => {
    const before = cachedDataVersionTag();
    const asBefore = compileLess();
    const isSet = cachedDataVersionTag() !== before;
    asBefore();
    assert.equal(isSet, process.versions.node.startsWith('20.'));
    assert.equal(cachedDataVersionTag(), before);
  });
});
