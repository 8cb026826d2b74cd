import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { initPolicy, listShipped, readLaw, workingTree } from '#app';
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

  it('tells in one sentence of the places that it names and that are not there yet', async () => {
    const world = aWorld();
    const rule = "rules: [{ id: r, kind: protected-path, in: [api/, db/, 'web/**'], level: block, because: b }]\n";
    world.shipped.set('dawsos', `version: 1\nmodes: { fix: { writes: { allow: [api/, app/] } } }\n${rule}`);
    const { repository, shelf } = portsOf(world);
    demand(await initPolicy(repository, shelf, 'dawsos'));
    const tell = async (): Promise<readonly string[]> => {
      const law = demand(await readLaw(shelf, { ...workingTree(repository), files: ['README.md'] }));
      return law.problems.map(({ line, code, message }) => `${line} ${code} ${message}`);
    };
    const begun =
      '2 dead-glob This policy still names places of the one that it was made from, which are not in this repository: `api/`, `app/`, `db/` and 1 more. Put your own there, or take them out.';
    assert.deepEqual(await tell(), [begun]);
    const written = world.files.get(policyPath) ?? '';
    world.files.set(policyPath, written.replace("'web/**'", "'web/**', mine/"));
    assert.deepEqual(await tell(), [begun, '3 dead-glob `mine/` matches no file in this repository.']);
  });

  it('offers the nearest policy for a name that is not there', async () => {
    const { repository, shelf } = portsOf(aWorld());
    const { message, remedy } = demandFailure(await initPolicy(repository, shelf, 'stater'));
    assert.equal(message, 'There is no shipped policy stater.');
    assert.equal(remedy, 'Did you mean starter? The policies are: dawsos, odd, starter.');
  });
});
