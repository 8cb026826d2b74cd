import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openRecord, recordEvent, type Meter, type RunEvent, type RunRecord } from '#core';
import { recallRun } from '#app';
import { journalOf } from '../../../src/app/run/journal-run.ts';
import { demand, makeWorld, portsOf } from '../fakes.ts';

const at = '2026-11-22T10:00:00.000Z';
const finding = {
  id: 'f1',
  rule: 'write-scope.mode',
  kind: 'write-scope',
  level: 'block',
  path: 'docs/c.md',
  line: 3,
  message: 'It is out of the lane.',
  because: 'Small is good.',
} as const;
const use = { steps: 2, 'tool-calls': 3, tokens: 200, minutes: 0.5 };

const began: readonly RunEvent[] = [
  { kind: 'started', thread: 'thread-1', version: '0.1.0', sandbox: 'profile', limits: { steps: 9 } },
  { kind: 'said', why: 'goal', bytes: 10, digest: 'd' },
  { kind: 'handed', pack: 'p', sent: 20, cut: 1, items: ['pack.1'] },
  {
    kind: 'patch-judged',
    patch: { id: '1', files: [{ path: 'docs/c.md' }], verdict: 'block', findings: [finding] },
    meters: [{ id: 'budget.lines', used: 4, limit: 12, byClass: { docs: 4 }, counts: ['docs'], estimated: false }],
    stood: [{ id: 'budget.lines', used: 1, limit: 12, byClass: { docs: 1 }, counts: ['docs'], estimated: false }],
  },
  {
    kind: 'budget-approved',
    id: '1',
    approval: {
      budget: 'lines',
      limit: 30,
      path: '.codex/governance/approvals/lines.yaml',
      digest: 'd',
      who: 'Ada <ada@example.org>',
      role: 'boss',
      reason: 'One table.',
      until: '2026-12-31',
    },
  },
  { kind: 'patch-decided', id: '1', decision: 'declined', by: 'person', reason: 'Not now.' },
  { kind: 'command', command: { id: 'c', command: 'ls', state: 'running' } },
  { kind: 'command', command: { id: 'c', command: 'ls', state: 'completed', exitCode: 0 } },
  { kind: 'command', command: { id: 'k', command: 'sleep 9', state: 'failed' } },
  { kind: 'refused', what: 'It asked for more.', why: 'That is never granted.' },
  { kind: 'said', why: 'correction', bytes: 10, digest: 'd' },
];
const over: RunEvent = {
  kind: 'ended',
  end: { how: 'stopped', message: 'It was stopped.', unaccounted: ['x.py'] },
  use,
};

const keep = (run: string, events: readonly RunEvent[], world = makeWorld()) => {
  for (const event of events)
    for (const entry of journalOf({ task: 'task', run }, event))
      world.journal.push({ number: world.journal.length + 1, at, event: entry });
  return world;
};

// Of meters the journal keeps the numbers.
const kept = (meter: Meter): Meter => ({ ...meter, byClass: {}, counts: [] });

const play = (events: readonly RunEvent[]): RunRecord =>
  events.reduce((record, event) => recordEvent(record, event, at), openRecord('task', 'run-1'));

const recall = async (world: ReturnType<typeof makeWorld>) => demand(await recallRun(portsOf(world), 'task'));

describe('a run out of the journal', () => {
  it('is what it was, as far as the journal keeps it', async () => {
    const recalled = await recall(keep('run-1', [...began, over]));
    const { patches, meters, commands, notes, stood, ...rest } = play([...began, over]);
    assert.deepEqual(
      meters.map(({ used }) => used),
      [1],
      'what was declined does not count',
    );
    assert.deepEqual(recalled, {
      ...rest,
      patches: patches.map((patch) => ({ ...patch, findings: [{ ...finding, kind: '', because: '' }] })),
      meters: meters.map(kept),
      stood: { patch: '1', meters: stood?.meters.map(kept) },
      commands: commands.map((command, index) => ({ ...command, id: String(index + 7) })),
      notes: notes.map((note) => ({ ...note, text: 'It asked for more.' })),
    });
  });

  it('has no end where it broke off', async () => {
    const recalled = await recall(keep('run-1', began));
    assert.deepEqual([recalled?.end, recalled?.thread, recalled?.patches.length], [undefined, 'thread-1', 1]);
  });

  it('is the last one', async () => {
    const later: RunEvent = { kind: 'started', thread: 'thread-2', version: '0.1.0', sandbox: 'read-only', limits: {} };
    const recalled = await recall(keep('run-2', [later], keep('run-1', [...began, over])));
    assert.deepEqual([recalled?.thread, recalled?.sandbox, recalled?.patches], ['thread-2', 'read-only', []]);
  });

  it('is none where nothing ran, and passes over what another version wrote', async () => {
    const world = makeWorld();
    world.journal.push({ number: 1, at, event: { kind: 'foreign', value: {} } });
    assert.equal(await recall(world), undefined);
  });
});
