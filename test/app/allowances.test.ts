import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkChange, rememberAllowances, takeStanding } from '#app';
import { aFile, commitId, demand, makeWorld, policyPath, policyText, portsOf, type World } from './fakes.ts';

const waiver = '.codex/governance/waivers/spec.yaml';
const text = 'rule: spec-stays\nin: [SPEC.md]\nwho: Ada\nrole: boss\nreason: R\nuntil: 2026-11-21\n';
const policy = policyText(
  'roles: { boss: { title: Boss, may-waive: [spec-stays] } }',
  'rules: [{ id: spec-stays, kind: protected-path, in: [SPEC.md], level: block, because: It is so. }]',
);

/** A world whose change breaks a rule, with a waiver at the base, now, or both. */
const worldWith = ({ base, now }: { readonly base?: string; readonly now?: string }): World => {
  const world = makeWorld({ [policyPath]: policy, ...(now === undefined ? {} : { [waiver]: now }) });
  const merged = new Map([[policyPath, policy], ...(base === undefined ? [] : ([[waiver, base]] as const))]);
  world.commits.set(commitId(1), merged);
  world.changed = [aFile({ path: 'SPEC.md', class: 'docs' })];
  return world;
};

const check = async (world: World, options: Parameters<typeof checkChange>[1] = {}) =>
  demand(await checkChange(portsOf(world), options)).judgement;

describe('the waivers and approvals of a change', () => {
  it('count as they stand at the base, until their last day by the clock', async () => {
    const world = worldWith({ base: text, now: text });
    assert.equal((await check(world)).verdict, 'pass');
    world.now = '2026-11-22T00:00:00.000Z';
    const { verdict, findings } = await check(world);
    assert.deepEqual([verdict, findings.map(({ rule }) => rule)], ['block', ['waiver.expired', 'spec-stays']]);
  });

  it('are only claimed as they stand now, unless the platform vouches for a review', async () => {
    const world = worldWith({ now: text });
    const claimed = await check(world);
    assert.deepEqual([claimed.verdict, claimed.findings[0]?.claim?.who], ['block', 'Ada']);
    assert.equal((await check(world, { verified: [waiver] })).verdict, 'pass');
    assert.equal((await check(world, { claimsLift: true })).verdict, 'warn');
  });

  it('stand now as they are staged where that is judged, whatever is in the working tree', async () => {
    const world = worldWith({ now: text });
    const claims = async (options: Parameters<typeof checkChange>[1]): Promise<readonly unknown[]> =>
      (await check(world, options)).findings.map(({ claim }) => claim?.who);
    assert.deepEqual(await claims({ staged: true }), ['Ada']);
    world.staged.set(waiver, text.replace('Ada', 'Grace'));
    assert.deepEqual(await claims({ staged: true }), ['Grace']);
    assert.deepEqual(await claims({}), ['Ada']);
    world.staged.delete(waiver);
    assert.deepEqual(await claims({ staged: true }), [undefined]);
  });

  it('are lifted by no claim in CI', async () => {
    const world = worldWith({ now: text });
    world.head = { commit: commitId(2), branch: 'work' };
    world.commits.set(
      commitId(2),
      new Map([
        [policyPath, policy],
        [waiver, text],
      ]),
    );
    const options = { ci: true, base: commitId(1), claimsLift: true };
    const { verdict, findings } = await check(world, options);
    assert.deepEqual([verdict, findings[0]?.level, findings[0]?.claim?.who], ['block', 'block', 'Ada']);
    const { standard } = demand(await takeStanding(portsOf(world), options));
    assert.equal(standard.allowances?.claimsLift, false);
  });

  it('are the very same while nothing has changed', async () => {
    const world = worldWith({ base: text, now: text });
    const ports = portsOf(world);
    const read = rememberAllowances();
    const from = { revision: commitId(1) };
    const first = demand(await read(ports, from));
    assert.equal(demand(await read(ports, from)), first);
    world.files.set(waiver, text.replace('Ada', 'Grace'));
    const second = demand(await read(ports, from));
    assert.notEqual(second, first);
    assert.equal(second.base, first.base);
    world.now = '2026-11-22T00:00:00.000Z';
    assert.equal(demand(await read(ports, from)).today, '2026-11-22');
  });

  it('of a task are those of the default branch it stands on, else of where it began', async () => {
    const world = worldWith({ base: text });
    const task = { commit: commitId(3), branch: 'work', snapshot: commitId(7), digestOnly: [] };
    world.commits.set(commitId(3), new Map());
    const baseOf = async (): Promise<number> =>
      demand(await rememberAllowances()(portsOf(world), { task })).base.length;
    assert.equal(await baseOf(), 0);
    world.upstream = commitId(1);
    assert.equal(await baseOf(), 1);
    assert.equal(demand(await rememberAllowances()(portsOf(world), { empty: true })).base.length, 0);
  });
});
