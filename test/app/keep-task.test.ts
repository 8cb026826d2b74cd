import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure } from '#core';
import { draftTask, endTask, fail, keepTask, type TaskDraft, type TaskRequest } from '#app';
import { commitId, demand, demandFailure, makeWorld, policyPath, policyText, portsOf, type World } from './fakes.ts';

const request: TaskRequest = {
  mode: 'fix',
  goal: 'Mend the empty line in `src/parse.py`.',
  scope: ['src/**'],
  specs: [],
  slots: {},
  picks: {},
};

const withSpec = policyText('context:', '  items:', '    - { id: spec, title: Spec, path: SPEC.md, rank: 1 }');

const draftIn = async (world: World, parts: Partial<TaskRequest> = {}): Promise<TaskDraft> =>
  demand(await draftTask(portsOf(world), { ...request, ...parts }));

const nothingLeft = (world: World): void => {
  assert.equal(world.task, undefined);
  assert.deepEqual([...world.snapshots], []);
  assert.deepEqual([...world.pages], []);
};

describe('keeping a task', () => {
  it('keeps the snapshot and the prompt before the task, with the whole law it starts under', async () => {
    const world = makeWorld({ [policyPath]: policyText(), 'src/parse.py': '' });
    const draft = await draftIn(world);
    const { task, prompt, promptFile } = demand(await keepTask(portsOf(world), draft));
    assert.equal(task.id, '20261121-120501-a1');
    assert.deepEqual(world.task, task);
    assert.deepEqual(task.base, { ...world.head, snapshot: commitId(7), digestOnly: [] });
    assert.deepEqual(task.law, [{ source: policyPath, text: policyText() }]);
    assert.equal(task.packDigest, draft.built.pack.digest);
    assert.deepEqual([...world.snapshots], [task.id]);
    assert.equal(world.pages.get(promptFile), prompt);
    assert.ok(!('picks' in task) && !('override' in task));
  });

  it('starts nothing on an incomplete pack, unless somebody takes it upon them', async () => {
    const world = makeWorld({ [policyPath]: withSpec });
    const told = demandFailure(await keepTask(portsOf(world), await draftIn(world)));
    assert.equal(told.reason, 'pack-incomplete');
    assert.match(told.message, /The context pack has 1 problem, so the task was not started/);
    assert.deepEqual(
      told.packProblems?.map(({ item, kind }) => [item, kind]),
      [['spec', 'missing']],
    );
    nothingLeft(world);
    const override = { who: 'Ada', why: 'it is being written' };
    const { task, prompt } = demand(await keepTask(portsOf(world), await draftIn(world, { override })));
    assert.deepEqual(task.override, { ...override, problems: told.packProblems });
    assert.match(prompt, /Ada accepted starting without it/);
  });

  it('leaves the task that is there alone', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    const draft = await draftIn(world);
    const first = demand(await keepTask(portsOf(world), draft));
    const second = demandFailure(await keepTask(portsOf(world), draft));
    assert.equal(second.reason, 'task-active');
    assert.match(second.message, /“Mend the empty line in `src\/parse\.py`\.”/);
    assert.deepEqual([...world.snapshots], [first.task.id]);
  });

  it('leaves nothing of a start that another window overtook at the last moment', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    const [one, other] = [portsOf(world), portsOf(world)];
    const draft = await draftIn(world);
    const winner = demand(await keepTask(one, draft));
    // The other window had looked before there was a task.
    const late = {
      ...other,
      store: { ...other.store, read: () => Promise.resolve({ ok: true, value: undefined } as const) },
    };
    const told = demandFailure(await keepTask({ ...late, chance: () => 'b1' }, draft));
    assert.equal(told.reason, 'task-active');
    assert.deepEqual(world.task, winner.task);
    assert.deepEqual([...world.snapshots], [winner.task.id]);
    assert.deepEqual([...world.pages.keys()], [winner.promptFile]);
  });

  it('leaves nothing when the snapshot, the prompt or the task cannot be kept', async () => {
    const full = failure(fail('cannot-keep', 'The disk is full.'));
    const world = makeWorld({ [policyPath]: policyText() });
    const draft = await draftIn(world);
    const ports = portsOf(world);
    for (const broken of [
      { ...ports, repository: { ...ports.repository, takeSnapshot: () => Promise.resolve(full) } },
      { ...ports, store: { ...ports.store, keepPage: () => Promise.resolve(full) } },
      { ...ports, store: { ...ports.store, keep: () => Promise.resolve(full) } },
      { ...ports, store: { ...ports.store, read: () => Promise.resolve(full) } },
      { ...ports, repository: { ...ports.repository, head: () => Promise.resolve(full) } },
    ]) {
      assert.equal(demandFailure(await keepTask(broken, draft)).message, 'The disk is full.');
      nothingLeft(world);
    }
  });

  it('takes away the snapshots of starts that were killed an hour ago, and no others', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    for (const name of ['20261121-110500-dead', '20261121-110502-young', '20261121-120502-next', 'by hand'])
      world.snapshots.add(name);
    const { task } = demand(await keepTask(portsOf(world), await draftIn(world)));
    assert.deepEqual([...world.snapshots], ['20261121-110502-young', '20261121-120502-next', 'by hand', task.id]);
  });

  it('keeps a task on a detached HEAD, and in a repository without commits', async () => {
    for (const head of [
      { commit: commitId(1), branch: null },
      { commit: null, branch: 'main' },
    ]) {
      const world = makeWorld({ [policyPath]: policyText() });
      world.head = head;
      const { task, prompt } = demand(await keepTask(portsOf(world), await draftIn(world)));
      assert.deepEqual([task.base.commit, task.base.branch], [head.commit, head.branch]);
      assert.match(prompt, head.commit === null ? /before its first commit/ : /on a detached HEAD/);
    }
  });
});

describe('ending a task', () => {
  it('keeps a record of how and when, and drops the snapshot', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    const { task } = demand(await keepTask(portsOf(world), await draftIn(world)));
    world.now = '2026-11-21T13:00:00.000Z';
    assert.deepEqual(demand(await endTask(portsOf(world), 'finished')), task);
    assert.deepEqual(world.ended, [{ task, how: 'finished', at: world.now }]);
    assert.deepEqual([...world.snapshots], []);
    assert.equal(world.pages.size, 1, 'the prompt stays with the record');
    assert.equal(demandFailure(await endTask(portsOf(world), 'finished')).reason, 'no-task');
  });

  it('ends a parked task too, and says that it was parked', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    demand(await keepTask(portsOf(world), await draftIn(world)));
    world.head = { commit: commitId(2), branch: null };
    const { parkedOn } = demand(await endTask(portsOf(world), 'abandoned'));
    assert.equal(parkedOn, 'detached HEAD at 22222222');
    assert.equal(world.task, undefined);
  });
});
