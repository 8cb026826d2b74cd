import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, describe, it } from 'mocha';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { lendMemory } from './memory-folder.ts';

describe('a folder in memory', () => {
  const place = makeTemporaryFolder('codex-governor-memory');
  after(() => place.dispose());

  it('is empty, and gone once it is disposed of', () => {
    const lent = lendMemory({ path: place.path, least: 0 }) ?? assert.fail('nothing is lent');
    assert.equal(dirname(lent.path), place.path);
    assert.deepEqual(readdirSync(lent.path), []);
    assert.equal(statSync(lent.path).mode & 0o7777, 0o1777, 'open to every user, as the usual place is');
    lent.dispose();
    assert.ok(!existsSync(lent.path));
  });

  it('is none where there is too little of it, or no such place, and leaves nothing', () => {
    assert.equal(lendMemory({ path: place.path, least: Number.MAX_SAFE_INTEGER }), undefined);
    assert.equal(lendMemory({ path: `${place.path}/nowhere`, least: 0 }), undefined);
    assert.deepEqual(readdirSync(place.path), []);
  });
});
