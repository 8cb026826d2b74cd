import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { initPolicy, listShipped } from '#app';
import { demand, demandFailure, makeWorld, policyPath, portsOf } from './fakes.ts';

const aWorld = (files: Readonly<Record<string, string>> = {}) => {
  const world = makeWorld(files);
  world.shipped.set('starter', '# starter: to begin with,\n# line by line.\n\nversion: 1\ntitle: Starter\n');
  world.shipped.set('dawsos', 'version: 1\ntitle: DawsOS\n');
  world.shipped.set('odd', '# odd: broken');
  return world;
};

describe('setting a policy up', () => {
  it('says of each shipped policy what it is for', async () => {
    assert.deepEqual(await listShipped(portsOf(aWorld()).shelf), [
      { name: 'starter', title: 'Starter', purpose: 'starter: to begin with, line by line.' },
      { name: 'dawsos', title: 'DawsOS', purpose: '' },
      { name: 'odd', title: 'odd', purpose: 'odd: broken' },
    ]);
  });

  it('writes the policy that was named, and never over one that is there', async () => {
    const world = aWorld();
    const { repository, shelf } = portsOf(world);
    assert.equal(demand(await initPolicy(repository, shelf, 'dawsos')), policyPath);
    assert.equal(world.files.get(policyPath), 'version: 1\ntitle: DawsOS\n');
    assert.equal(demandFailure(await initPolicy(repository, shelf, 'starter')).reason, 'exists');
    assert.equal(world.files.get(policyPath), 'version: 1\ntitle: DawsOS\n');
  });

  it('offers the nearest policy for a name that is not there', async () => {
    const { repository, shelf } = portsOf(aWorld());
    const { message, remedy } = demandFailure(await initPolicy(repository, shelf, 'stater'));
    assert.equal(message, 'There is no shipped policy stater.');
    assert.equal(remedy, 'Did you mean starter? The policies are: dawsos, odd, starter.');
  });
});
