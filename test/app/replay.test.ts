import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { replayPolicy, type ReplayedCommit } from '#app';
import { demand, demandFailure } from '../results.ts';
import { aFile, commitId, makeWorld, policyPath, portsOf, type World } from './fakes.ts';

const policy = (more = ''): string =>
  [
    'version: 1',
    'title: Small',
    'codex: active',
    'mode-required: false',
    'budgets:',
    '  lines: { limit: 10, level: warn, because: Small changes are read. }',
    'modes:',
    '  fix:',
    '    title: Fix',
    '    label: Fix',
    '    goal: Mend one fault.',
    '    budgets:',
    '      lines: { limit: 3, level: block, because: A fix is small. }',
    '    because: One thing at a time.',
    more,
  ].join('\n');

let world: World;

/** A commit that adds so many lines to a file; the newest comes first. */
const commitLines = (number: number, added: number): void => {
  const commit = {
    id: commitId(number),
    parent: commitId(number - 1),
    isMerge: false,
    author: 'Ada <ada@example.org>',
    at: `2026-11-0${number}T12:00:00.000Z`,
    subject: `commit ${number}`,
    message: `commit ${number}\n`,
  };
  world.past.unshift({ commit, files: [aFile({ path: 'a.txt', added, class: 'code' })] });
};

/** A policy of a place of its own. */
const placeOf = (text: string) => ({
  path: 'other.yaml',
  readFrom: 'in the test',
  readText: async () => ({ ok: true, value: text }) as const,
});

describe('replaying a policy', () => {
  beforeEach(() => {
    world = makeWorld({ [policyPath]: policy() });
    for (const [number, added] of [
      [1, 2],
      [2, 20],
      [3, 5],
    ] as const)
      commitLines(number, added);
  });

  it('judges the last commits by the policy of the working tree, the newest first', async () => {
    const told: string[] = [];
    const onCommit = ({ commit, judgement }: ReplayedCommit, total: number): number =>
      told.push(`${commit.subject} of ${total}: ${judgement.verdict}`);
    const { summary, notes, ...report } = demand(await replayPolicy(portsOf(world), { last: 3 }, { onCommit }));
    assert.deepEqual(told, ['commit 3 of 3: pass', 'commit 2 of 3: warn', 'commit 1 of 3: pass']);
    assert.deepEqual(report, {
      total: 3,
      complete: true,
      mode: null,
      policy: '.codex/governance.yaml (in the working tree)',
    });
    assert.deepEqual(summary.verdicts, { pass: 2, warn: 1, block: 0 });
    assert.deepEqual(
      summary.budgets.map(({ id, p50, max, over }) => [id, p50, max, over]),
      [['budget.lines', 5, 20, 1]],
    );
    assert.deepEqual(notes, []);
  });

  it('judges all since a day or a revision, and says of what there is nothing', async () => {
    assert.equal(demand(await replayPolicy(portsOf(world), { since: '2026-11-02' })).total, 2);
    assert.equal(demand(await replayPolicy(portsOf(world), { since: '2026-11-02', last: 1 })).total, 1);
    assert.equal(demand(await replayPolicy(portsOf(world), {})).total, 3);
    const none = demandFailure(await replayPolicy(portsOf(world), { since: '2026-12-01' }));
    assert.equal(none.message, 'There is no commit since 2026-12-01 that the policy could be tried on.');
    world.isShallow = true;
    assert.match(
      demand(await replayPolicy(portsOf(world), { since: '2026-11-02' })).notes[0] ?? '',
      /^This is a shallow/,
    );
  });

  it('judges them in a mode that is named, and refuses one that is not there', async () => {
    const { summary, mode, modeTitle } = demand(await replayPolicy(portsOf(world), { last: 2, mode: 'fix' }));
    assert.deepEqual([mode, modeTitle, summary.verdicts], ['fix', 'Fix', { pass: 0, warn: 0, block: 2 }]);
    const refused = demandFailure(await replayPolicy(portsOf(world), { last: 2, mode: 'fixes' }));
    assert.deepEqual([refused.reason, refused.message], ['unknown-mode', 'The policy has no mode fixes.']);
    world.files.set(policyPath, policy().replace('mode-required: false', 'mode-required: true'));
    assert.equal(demandFailure(await replayPolicy(portsOf(world), { last: 2 })).reason, 'mode-required');
  });

  it('tries out a policy, and refuses one with errors', async () => {
    const strict = placeOf(policy().replace('limit: 10, level: warn', 'limit: 1, level: block'));
    const { summary, policy: told } = demand(await replayPolicy(portsOf(world), { last: 3, policy: strict }));
    assert.deepEqual([told, summary.verdicts.block], ['other.yaml (in the test)', 3]);
    const refused = demandFailure(await replayPolicy(portsOf(world), { last: 3, policy: placeOf('version: 2\n') }));
    assert.equal(refused.reason, 'bad-policy');
  });

  it('tells of those that were judged where it is stopped, and says so', async () => {
    const stop = new AbortController();
    const onCommit = (): void => stop.abort();
    const { summary, total, complete } = demand(
      await replayPolicy(portsOf(world), { last: 3 }, { onCommit, signal: stop.signal }),
    );
    assert.deepEqual([summary.commits, total, complete], [1, 3, false]);
  });

  it('fails where it was stopped before it could tell anything, and where there is nothing to tell of', async () => {
    const signal = AbortSignal.abort();
    const stopped = demandFailure(await replayPolicy(portsOf(world), { last: 3 }, { signal }));
    assert.equal(stopped.reason, 'cancelled');
    world.past.length = 0;
    assert.equal(demandFailure(await replayPolicy(portsOf(world), { last: 3 })).reason, 'no-change');
    world.isShallow = true;
    assert.match(demandFailure(await replayPolicy(portsOf(world), { last: 3 })).remedy ?? '', /--unshallow/);
  });

  it('says why there are fewer commits than were asked for, and that the kill switch was left out', async () => {
    const notesOf = async (options: { readonly merges?: boolean; readonly mode?: string } = {}) =>
      demand(await replayPolicy(portsOf(world), { last: 9, ...options })).notes;
    assert.deepEqual(await notesOf(), []);
    world.merges = 2;
    assert.deepEqual(await notesOf(), ['What came in by 2 merges was left out.']);
    assert.deepEqual(await notesOf({ merges: true }), []);
    world.merges = 0;
    world.isShallow = true;
    assert.match((await notesOf())[0] ?? '', /^This is a shallow clone: older commits are not here\./);
    world.isShallow = false;
    world.files.set(policyPath, policy().replace('codex: active', 'codex: frozen'));
    const [note] = await notesOf({ merges: true, mode: 'fix' });
    assert.match(note ?? '', /^The kill switch of the policy is on\./);
  });
});
