import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { openPolicyShelf, sha256, systemClock } from '#repo';
import { makeFolder, removeFolders } from './temporary-repository.ts';

describe('the policy shelf', () => {
  afterEach(removeFolders);

  it('has the folders that hold a policy, sorted, and reads them', async () => {
    const root = makeFolder();
    for (const name of ['starter', 'dawsos', 'pr-chain', 'empty', 'Odd']) mkdirSync(join(root, name));
    for (const name of ['starter', 'dawsos', 'pr-chain', 'Odd']) {
      writeFileSync(join(root, name, 'policy.yaml'), `title: ${name}\n`);
    }
    writeFileSync(join(root, 'schema.json'), '{}');
    const shelf = openPolicyShelf(root);
    assert.deepEqual(await shelf.shipped(), ['dawsos', 'pr-chain', 'starter']);
    assert.equal(await shelf.readShipped('dawsos'), 'title: dawsos\n');
  });

  it('has nothing under a name that is not there, or leads out of it', async () => {
    const root = makeFolder();
    mkdirSync(join(root, 'shelf/one'), { recursive: true });
    writeFileSync(join(root, 'policy.yaml'), 'title: outside\n');
    writeFileSync(join(root, 'shelf/policy.yaml'), 'title: outside\n');
    const shelf = openPolicyShelf(join(root, 'shelf'));
    for (const name of ['none', 'one', '', '.', '..', '../shelf', 'one/..', '/']) {
      assert.equal(await shelf.readShipped(name), undefined, name);
    }
    await assert.rejects(openPolicyShelf(join(root, 'nowhere')).shipped(), { code: 'ENOENT' });
  });
});

describe('hash and clock', () => {
  it('hash a text in UTF-8, and tell the time in universal time', () => {
    assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(sha256('é'), '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
    const now = systemClock.now();
    assert.equal(new Date(now).toISOString(), now);
    assert.ok(Math.abs(Date.parse(now) - Date.now()) < 5_000);
  });
});
