import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { draftTask, keepTask, requestPack, type PackOptions, type TaskRequest } from '#app';
import { commitId, demand, makeWorld, policyPath, policyText, portsOf, type World } from './fakes.ts';

const policy = policyText(
  'context:',
  '  items:',
  '    - { id: house, title: House, path: HOUSE.md, rank: 1 }',
  '    - { id: tests, title: Tests, path: TESTS.md, rank: 2, modes: [tests] }',
  '    - id: agent',
  '      title: Agent spec',
  '      path: agents/*.md',
  '      rank: 3',
  '      modes: [fix]',
  '      pick:',
  '        suggest:',
  "          - { for: ['src/a/**'], path: agents/a.md }",
  "          - { for: ['src/b/**'], path: agents/b.md }",
);

const aWorld = (): World =>
  makeWorld({
    [policyPath]: policy,
    'HOUSE.md': '# House\n',
    'TESTS.md': '# Tests\n',
    'agents/a.md': '# A\n',
    'agents/b.md': '# B\n',
    'src/a/one.py': '',
    'src/b/two.py': '',
  });

const pathsOf = async (world: World, options: Partial<PackOptions> = {}): Promise<readonly string[]> => {
  const { built } = demand(await requestPack(portsOf(world), { scope: [], picks: {}, ...options }));
  return [
    ...built.pack.items.map(({ path }) => path),
    ...built.pack.problems.map(({ item, kind }) => `${item} ${kind}`),
  ];
};

const start = async (world: World, parts: Partial<TaskRequest>): Promise<void> => {
  const request = { mode: 'fix', goal: 'Mend it.', scope: [], specs: [], slots: {}, picks: {}, ...parts };
  const draft = demand(await draftTask(portsOf(world), request));
  demand(await keepTask(portsOf(world), draft));
};

describe('asking for a context pack', () => {
  it('has without a mode the documents that every mode reads', async () => {
    assert.deepEqual(await pathsOf(aWorld()), ['HOUSE.md']);
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'tests' }), ['HOUSE.md', 'TESTS.md']);
  });

  it('leaves a choice to a person until scope, goal, or the person tells', async () => {
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'fix' }), ['HOUSE.md', 'agent missing']);
    const chosen = ['HOUSE.md', 'agents/a.md'];
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'fix', scope: ['src/a/**'] }), chosen);
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'fix', picks: { agent: ['agents/a.md'] } }), chosen);
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'fix', goal: 'Mend `src/a/one.py`.' }), chosen);
    const named = await pathsOf(aWorld(), { mode: 'fix', goal: 'Mend src/a/one.py.', scope: ['src/b/**'] });
    assert.deepEqual(named, ['HOUSE.md', 'agents/b.md'], 'a scope that was declared goes before the goal');
    assert.deepEqual(await pathsOf(aWorld(), { mode: 'fix', goal: 'Write src/a/new.py' }), chosen);
    const placeless = await pathsOf(aWorld(), { mode: 'fix', goal: 'Mend new.py' });
    assert.deepEqual(placeless, ['HOUSE.md', 'agent missing']);
  });

  it('takes the task’s own law, mode, scope, specs and choices', async () => {
    const world = aWorld();
    await start(world, { picks: { agent: ['agents/b.md'] } });
    world.files.set(policyPath, policyText());
    assert.deepEqual(await pathsOf(world), ['HOUSE.md', 'agents/b.md']);
    assert.deepEqual(await pathsOf(world, { mode: 'fix' }), ['HOUSE.md', 'agents/b.md']);
    assert.deepEqual(await pathsOf(world, { picks: { agent: ['agents/a.md'] } }), ['HOUSE.md', 'agents/a.md']);
    assert.deepEqual(await pathsOf(world, { mode: 'tests' }), [], 'another mode is looked up in the law as it stands');
  });

  it('counts a linked spec among the files of a choice as that choice', async () => {
    const world = aWorld();
    await start(world, { specs: [{ path: 'agents/a.md', anchor: 'A' }, { path: 'HOUSE.md' }] });
    assert.deepEqual(await pathsOf(world), ['HOUSE.md', 'agents/a.md']);
    const other = aWorld();
    await start(other, { specs: [{ path: 'agents/a.md' }], picks: { agent: ['agents/b.md'] } });
    assert.deepEqual(await pathsOf(other), ['HOUSE.md', 'agents/b.md'], 'what was picked outright goes before');
  });

  it('says when a document is no longer the one the task began with', async () => {
    const world = aWorld();
    await start(world, { scope: ['src/a/**'] });
    const notes = async () => demand(await requestPack(portsOf(world), { scope: [], picks: {} })).notes;
    assert.deepEqual(await notes(), []);
    world.files.set('HOUSE.md', '# House\n\nA new rule.\n');
    assert.match((await notes())[0] ?? '', /is not the one the task began with/);
  });

  it('leaves a parked task out, and says so', async () => {
    const world = aWorld();
    await start(world, { scope: ['src/a/**'] });
    world.head = { commit: commitId(1), branch: 'elsewhere' };
    const { built, notes } = demand(await requestPack(portsOf(world), { scope: [], picks: {} }));
    assert.deepEqual(
      built.pack.items.map(({ path }) => path),
      ['HOUSE.md'],
    );
    assert.match(notes[0] ?? '', /is parked: it belongs to main, and elsewhere is checked out\. It was not used\./);
  });
});
