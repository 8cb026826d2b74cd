import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure, type JournalEvent } from '#core';
import {
  askForApproval,
  askForWaiver,
  draftTask,
  endTask,
  fail,
  keepTask,
  logPrompt,
  readStartingLaw,
  type TaskRequest,
} from '#app';
import { commitId, demand, demandFailure, makeWorld, policyPath, policyText, portsOf, type World } from './fakes.ts';

const request: TaskRequest = {
  mode: 'fix',
  goal: 'Mend the empty line in `src/parse.py`.',
  scope: ['tests/**'],
  specs: [],
  slots: {},
  picks: {},
};

const logging = policyText('prompt: { log: dev_prompts.md }');
const full = fail('cannot-keep', 'The disk is full.');

const worldWith = (policy: string): World => makeWorld({ [policyPath]: policy, 'src/parse.py': '', 'tests/a.py': '' });

const start = async (world: World, ports = portsOf(world)) => keepTask(ports, demand(await draftTask(ports, request)));

const eventsOf = ({ journal }: World): readonly unknown[] => journal.map(({ event }) => event);
const kindsOf = ({ journal }: World): readonly string[] => journal.map(({ event }) => event.kind);

describe('what is journalled', () => {
  it('is the start of a task and its end', async () => {
    const world = worldWith(policyText());
    const { task } = demand(await start(world));
    demand(await endTask(portsOf(world), 'abandoned'));
    const started: JournalEvent = {
      kind: 'task-started',
      task: task.id,
      mode: 'fix',
      goal: request.goal,
      scope: request.scope,
      base: commitId(1),
      branch: 'main',
      pack: task.packDigest,
    };
    assert.deepEqual(eventsOf(world), [started, { kind: 'task-ended', task: task.id, how: 'abandoned' }]);
    assert.ok(!world.files.has('dev_prompts.md'));
  });

  it('is who started with an incomplete pack', async () => {
    const world = worldWith(policyText('context: { items: [{ id: spec, title: Spec, path: SPEC.md, rank: 1 }] }'));
    const override = { who: 'Ada', why: 'it is being written' };
    const draft = demand(await draftTask(portsOf(world), { ...request, override }));
    demand(await keepTask(portsOf(world), draft));
    const [event] = world.journal.map((entry) => entry.event);
    assert.ok(event?.kind === 'task-started');
    assert.deepEqual(event.override, override);
  });

  it('has to be written before a task starts', async () => {
    const world = worldWith(logging);
    world.journalFails = full;
    assert.deepEqual(demandFailure(await start(world)), full);
    assert.deepEqual([world.task, [...world.snapshots], [...world.pages]], [undefined, [], []]);
    assert.ok(!world.files.has('dev_prompts.md'));
  });

  it('is that a start failed after it was journalled', async () => {
    const world = worldWith(policyText());
    const ports = portsOf(world);
    const broken = { ...ports, store: { ...ports.store, keep: () => Promise.resolve(failure(full)) } };
    assert.deepEqual(demandFailure(await start(world, broken)), full);
    assert.deepEqual(kindsOf(world), ['task-started', 'start-failed']);
  });

  it('says that a task has ended where only the journal of it failed', async () => {
    const world = worldWith(policyText());
    demand(await start(world));
    world.journalFails = full;
    const told = demandFailure(await endTask(portsOf(world), 'finished'));
    assert.deepEqual(told, { ...full, message: 'The task has ended. The disk is full.' });
    assert.deepEqual([world.task, world.ended.length], [undefined, 1]);
  });

  it('is the kill switch that was met, and the refusal stands where that cannot be written', async () => {
    const world = worldWith(policyText().replace('active', 'frozen'));
    assert.equal(demandFailure(await readStartingLaw(portsOf(world))).reason, 'frozen');
    assert.deepEqual(eventsOf(world), [{ kind: 'law-frozen', source: policyPath, line: 3, stopped: 'start' }]);
    world.journalFails = full;
    const told = demandFailure(await draftTask(portsOf(world), request));
    assert.equal(told.reason, 'frozen');
    assert.match(told.message, /so no task starts\. The disk is full\.$/);
  });

  it('is every waiver and approval that was written, with the task it is for', async () => {
    const policy = policyText(
      'roles: { boss: { title: Boss, may-waive: [spec-stays], may-raise: [lines] } }',
      'rules: [{ id: spec-stays, kind: protected-path, in: [SPEC.md], level: block, because: It is so. }]',
    ).replace('level: block, because: A fix', 'raised-by: boss, level: block, because: A fix');
    const world = worldWith(policy);
    world.commits.set(commitId(1), new Map([[policyPath, policy]]));
    const { task } = demand(await start(world));
    const grant = { role: 'boss', reason: 'It is agreed.' };
    const waived = { ...grant, of: 'spec-stays', in: ['SPEC.md'], until: '2026-12-31' };
    const waiver = demand(await askForWaiver(portsOf(world), waived));
    const approval = demand(await askForApproval(portsOf(world), { ...grant, budget: 'lines', limit: 40 }));
    const who = 'Ada <ada@example.org>';
    assert.deepEqual(eventsOf(world).slice(1), [
      { kind: 'waiver-written', task: task.id, path: waiver.path, who, ...grant },
      { kind: 'approval-written', task: task.id, path: approval.path, who, ...grant },
    ]);
    world.journalFails = full;
    world.files.delete(waiver.path);
    const told = demandFailure(await askForWaiver(portsOf(world), waived));
    assert.equal(told.message, `${waiver.path} was written. The disk is full.`);
  });
});

describe('logging prompts', () => {
  it('logs the prompt of a task as it starts, with the files it is about', async () => {
    const world = worldWith(logging);
    const { task, prompt } = demand(await start(world));
    const log = world.files.get('dev_prompts.md') ?? '';
    const [first = '', second = ''] = prompt.split('\n').filter((line) => line !== '');
    assert.ok(
      log.startsWith(
        `# Dev Prompts Log\n\n- 2026-11-21T12:05:01Z: [prompt_id: 1] [branch: main] [targets: tests/**, src/parse.py] ${first}\n`,
      ),
    );
    assert.ok(log.includes(`\n  ${second}\n`));
    assert.deepEqual(kindsOf(world), ['task-started', 'prompt-logged']);
    assert.deepEqual(eventsOf(world)[1], {
      kind: 'prompt-logged',
      task: task.id,
      path: 'dev_prompts.md',
      prompt: 1,
      digest: portsOf(world).hash(prompt),
    });
  });

  it('starts no task whose prompt cannot be logged', async () => {
    const world = worldWith(logging);
    const ports = portsOf(world);
    const broken = { ...ports, promptLog: { add: () => Promise.resolve(failure(full)) } };
    assert.deepEqual(demandFailure(await start(world, broken)), full);
    assert.equal(world.task, undefined);
    assert.deepEqual(kindsOf(world), ['task-started', 'start-failed']);
  });

  it('logs what is said later, and the prompt of the task once', async () => {
    const world = worldWith(logging);
    const { task, prompt } = demand(await start(world));
    const { policy } = demand(await readStartingLaw(portsOf(world)));
    const log = (text: string) => logPrompt(portsOf(world), { policy, text, task, run: 'r1' });
    assert.equal(demand(await log(`${prompt}\n`)), undefined);
    assert.deepEqual(demand(await log('And tests/a.py.')), { path: 'dev_prompts.md', number: 2 });
    assert.ok(
      world.files
        .get('dev_prompts.md')
        ?.endsWith('- 2026-11-21T12:05:01Z: [prompt_id: 2] [branch: main] [targets: tests/a.py] And tests/a.py.\n'),
    );
    // Said twice, it was said twice.
    assert.equal(demand(await log('And tests/a.py.'))?.number, 3);
    assert.equal(demand(await log(prompt))?.number, 4);
    assert.deepEqual(kindsOf(world).slice(2), ['prompt-logged', 'prompt-logged', 'prompt-logged']);
    assert.equal(world.journal.at(-1)?.event.kind === 'prompt-logged' && world.journal.at(-1)?.number, 5);
  });

  it('logs nothing where the policy names no log', async () => {
    const world = worldWith(policyText());
    const { policy } = demand(await readStartingLaw(portsOf(world)));
    assert.equal(demand(await logPrompt(portsOf(world), { policy, text: 'hello' })), undefined);
    assert.deepEqual([world.journal, world.files.has('dev_prompts.md')], [[], false]);
  });
});
