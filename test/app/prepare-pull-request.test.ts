import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure } from '#core';
import { draftTask, fail, keepTask, preparePullRequest, type TaskRequest } from '#app';
import {
  aFile,
  commitId,
  demand,
  demandFailure,
  makeWorld,
  policyPath,
  policyText,
  portsOf,
  type World,
} from './fakes.ts';

const start = async (world: World, parts: Partial<TaskRequest> = {}): Promise<void> => {
  const request = { mode: 'fix', goal: 'Mend `src/parse.py`.', scope: [], specs: [], slots: {}, picks: {}, ...parts };
  demand(await keepTask(portsOf(world), demand(await draftTask(portsOf(world), request))));
};

const aWorld = (): World => {
  const world = makeWorld({ [policyPath]: policyText(), 'SPEC.md': '# One\n\n## Two\n' });
  world.commits.set(commitId(1), new Map([[policyPath, policyText()]]));
  return world;
};

describe('preparing a pull request', () => {
  it('wants a task whose work is checked out', async () => {
    const world = aWorld();
    assert.equal(demandFailure(await preparePullRequest(portsOf(world))).message, 'This worktree has no Codex task.');
    await start(world);
    world.head = { commit: commitId(1), branch: 'elsewhere' };
    const parked = demandFailure(await preparePullRequest(portsOf(world)));
    assert.equal(parked.reason, 'task-parked');
    assert.match(parked.message, /is parked: it belongs to main, and elsewhere is checked out/);
  });

  it('says that a task has changed nothing', async () => {
    const world = aWorld();
    await start(world);
    assert.equal(demand(await preparePullRequest(portsOf(world))).empty, true);
    world.changed = [aFile({ path: 'src/parse.py' })];
    assert.equal(demand(await preparePullRequest(portsOf(world))).empty, false);
  });

  it('measures since the task began, and once more as CI will', async () => {
    const world = aWorld();
    await start(world);
    world.changed = [aFile({ path: 'src/parse.py', added: 30 })];
    const { text, title } = demand(await preparePullRequest(portsOf(world)));
    assert.equal(title, 'Mend `src/parse.py`.');
    assert.match(text, /- \[x\] Fix \(`fix`\)/);
    assert.match(text, /30 lines \(≤ 20\)/);
    // The third tells whether who has the commits alone counts the same.
    const { base } = world.task ?? assert.fail();
    const commit = { revision: commitId(1) };
    assert.deepEqual(world.measuredFrom.slice(-3), [{ task: base }, commit, commit]);
  });

  it('counts as CI does what is committed alone, and tells apart what comes when all is', async () => {
    const world = aWorld();
    await start(world);
    world.changed = [aFile({ path: 'src/parse.py', added: 30 })];
    world.committed = [aFile({ path: 'src/parse.py', added: 12 })];
    const { text, notes } = demand(await preparePullRequest(portsOf(world)));
    const [, ci = '', then = ''] = text.split(/As CI counts it|Not everything is committed/);
    assert.match(ci, /figures that decide\)[\s\S]*12 lines \(≤ 20\)/);
    assert.match(then, /^\. Once it is, CI will count:[\s\S]*30 lines \(≤ 20\)/);
    assert.match(text, /- block: [^\n]*30 lines changed, 20 allowed/, 'what CI will find is told, too');
    assert.deepEqual(notes, [
      'Not everything here is committed, and CI sees commits only. The text tells what it will count once all is committed.',
    ]);
    world.committed = undefined;
    const whole = demand(await preparePullRequest(portsOf(world)));
    assert.doesNotMatch(whole.text, /Not everything is committed/);
    assert.deepEqual(whole.notes, []);
  });

  it('ticks no box that CI would take back once all is committed', async () => {
    const acceptance = 'pull-request: { acceptance: [{ id: size, text: Small, covered-by: [budget.lines] }] }';
    const world = aWorld();
    world.files.set(policyPath, policyText(acceptance).replace('limit: 20', 'limit: 5000'));
    world.commits.set(commitId(1), new Map([[policyPath, policyText(acceptance)]]));
    await start(world);
    world.changed = [aFile({ path: 'src/parse.py', added: 116 })];
    world.committed = [];
    const { text, empty } = demand(await preparePullRequest(portsOf(world)));
    assert.match(text, /- \[ \] Small \(failed: `budget\.lines` \(1 finding\)\)/);
    assert.equal(empty, false);
    world.committed = [aFile({ path: 'src/parse.py', added: 2 })];
    world.changed = [aFile({ path: 'src/parse.py', added: 3 })];
    assert.match(demand(await preparePullRequest(portsOf(world))).text, /- \[x\] Small/);
  });

  it('says why the figures of CI are not known, instead of leaving them out', async () => {
    const world = aWorld();
    await start(world);
    world.mergeBase = null;
    assert.match(demand(await preparePullRequest(portsOf(world))).text, /no default branch/);
    const ports = portsOf(world);
    const shallow = failure(fail('bad-revision', 'This is a shallow clone.'));
    const cut = { ...ports, repository: { ...ports.repository, mergeBase: () => Promise.resolve(shallow) } };
    assert.match(demand(await preparePullRequest(cut)).text, /shallow clone/);
  });

  it('takes law and mode for CI from the base, and says where they are not the task’s', async () => {
    const world = aWorld();
    world.files.set(policyPath, policyText().replace('limit: 20', 'limit: 5000'));
    await start(world, { scope: ['docs/**'] });
    world.changed = [aFile({ path: 'src/parse.py', added: 116, addedLines: [{ start: 1, end: 116 }] })];
    const { text, notes } = demand(await preparePullRequest(portsOf(world)));
    assert.match(text, /116 lines \(≤ 5,000\)[\s\S]*As CI counts it[\s\S]*116 lines \(≤ 20\)/);
    assert.match(text, /- block: [^\n]*116 lines changed, 20 allowed/);
    assert.equal(text.match(/outside the scope/g)?.length, 1, 'the scope is the task’s own');
    assert.deepEqual(notes, [
      'The policy this task began under is not the one at the base. CI judges by the one at the base.',
    ]);
    world.commits.set(commitId(1), new Map([[policyPath, world.files.get(policyPath) ?? '']]));
    assert.deepEqual(demand(await preparePullRequest(portsOf(world))).notes, []);
  });

  it('says that CI’s judgement is not known where the base has no policy or no such mode', async () => {
    for (const [atBase, why] of [
      [undefined, /not measured\. The base 111111111111 has no /],
      [policyText().replace('  fix:', '  mend:'), /not measured\. The policy has no mode fix\./],
    ] as const) {
      const world = aWorld();
      await start(world);
      world.commits.set(commitId(1), new Map(atBase === undefined ? [] : [[policyPath, atBase]]));
      world.changed = [aFile({ path: 'src/parse.py' })];
      assert.match(demand(await preparePullRequest(portsOf(world))).text, why);
    }
  });

  it('tells the kill switch, on disk or at the base', async () => {
    const frozen = policyText().replace('codex: active', 'codex: frozen');
    for (const place of ['disk', 'base']) {
      const world = aWorld();
      await start(world);
      world.changed = [aFile({ path: 'src/parse.py' })];
      if (place === 'disk') world.files.set(policyPath, frozen);
      else world.commits.set(commitId(1), new Map([[policyPath, frozen]]));
      const { text } = demand(await preparePullRequest(portsOf(world)));
      assert.match(text, /^\*\*Blocked, whatever is ticked below: Codex is frozen in this repository/, place);
      assert.equal(text.match(/\(`kill-switch`, /g)?.length, 1, place);
    }
  });

  it('is cancelled as a whole: no text with half of its figures', async () => {
    const world = aWorld();
    await start(world);
    const ports = portsOf(world);
    const stopped = failure(fail('cancelled', 'It was cancelled.'));
    const repository: typeof ports.repository = {
      ...ports.repository,
      measure: (from, options) => ('task' in from ? ports.repository.measure(from, options) : Promise.resolve(stopped)),
    };
    assert.equal(demandFailure(await preparePullRequest({ ...ports, repository })).reason, 'cancelled');
  });

  it('looks the linked specs up again, as they are now', async () => {
    const world = aWorld();
    const specs = [{ path: 'SPEC.md' }, { path: 'SPEC.md', anchor: 'two' }];
    await start(world, { specs });
    assert.match(demand(await preparePullRequest(portsOf(world))).text, /`SPEC\.md` § Two/);
    world.files.set('SPEC.md', '# One\n\n## Tow\n');
    const { text } = demand(await preparePullRequest(portsOf(world)));
    assert.match(text, /dead anchor/);
    world.files.delete('SPEC.md');
    assert.match(demand(await preparePullRequest(portsOf(world))).text, /there is no such file/);
  });

  it('shortens a long goal for the title', async () => {
    const world = aWorld();
    await start(world, { goal: `Mend \`src/parse.py\` ${'and so on '.repeat(20)}\nand more` });
    const { title } = demand(await preparePullRequest(portsOf(world)));
    assert.equal(title.length, 72);
    assert.ok(title.endsWith('…'));
  });
});
