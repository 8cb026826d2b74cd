import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Meter } from '../../../src/core/budget.ts';
import { breakOff, openRecord, recordEvent, type RunEvent, type RunRecord } from '../../../src/core/run/record.ts';

const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;

const play = (...events: readonly RunEvent[]): RunRecord =>
  events.reduce((record, event, index) => recordEvent(record, event, at(index + 1)), openRecord('task', at(0)));

const patch = (id: string, parts: object = {}): RunEvent => ({
  kind: 'patch-judged',
  patch: { id, files: [{ path: 'src/a.py' }], verdict: 'pass', findings: [], ...parts },
  meters: [],
  stood: [],
});

const linesUsed = (used: number): Meter => ({
  id: 'budget.lines',
  used,
  limit: 20,
  byClass: {},
  counts: [],
  estimated: false,
});

/** A patch that would bring the lines from one number to another. */
const growing = (id: string, from: number, to: number): RunEvent => ({
  kind: 'patch-judged',
  patch: { id, files: [{ path: 'src/a.py' }], verdict: 'block', findings: [] },
  meters: [linesUsed(to)],
  stood: [linesUsed(from)],
});

const decided = (id: string, decision: 'accepted' | 'declined'): RunEvent => ({
  kind: 'patch-decided',
  id,
  decision,
  by: 'person',
});

const given = (limit: number): RunEvent => ({
  kind: 'budget-approved',
  id: '1',
  approval: {
    budget: 'lines',
    limit,
    path: 'a.yaml',
    digest: 'd',
    who: 'Ada',
    role: 'boss',
    reason: 'R',
    until: '2026-12-31',
  },
});

const usedIn = ({ meters }: RunRecord): readonly number[] => meters.map(({ used }) => used);

const ended: RunEvent = {
  kind: 'ended',
  end: { how: 'done', message: 'Done.', unaccounted: [] },
  use: { steps: 1, 'tool-calls': 0, tokens: 9, minutes: 0 },
};

const statesOf = ({ patches }: RunRecord): readonly (readonly [string, string])[] =>
  patches.map(({ id, state }) => [id, state]);

describe('the record of a run', () => {
  it('follows a patch from the ask to the disk', () => {
    assert.deepEqual(statesOf(play(patch('1'))), [['1', 'asked']]);
    const decided: RunEvent = { kind: 'patch-decided', id: '1', decision: 'accepted', by: 'person' };
    assert.deepEqual(play(patch('1'), decided).patches[0]?.by, 'person');
    const written: RunEvent = { kind: 'patch-ended', id: '1', state: 'written' };
    const record = play(patch('1'), decided, written);
    assert.deepEqual(statesOf(record), [['1', 'written']]);
    assert.equal(record.patches[0]?.by, 'person', 'who decided stays');
  });

  it('keeps what was approved for a patch, which is judged again', () => {
    const again = patch('1', { verdict: 'warn' });
    const { patches } = play(patch('1'), patch('2'), given(30), again, given(40), again);
    assert.deepEqual(
      patches.map(({ id, verdict, state, approved }) => [id, verdict, state, approved?.map(({ limit }) => limit)]),
      [
        ['1', 'warn', 'asked', [30, 40]],
        ['2', 'pass', 'asked', undefined],
      ],
    );
  });

  it('shows what nobody answered as not written once it has ended', () => {
    const running: RunEvent = { kind: 'command', command: { id: 'c', command: 'make', state: 'running' } };
    const record = play(patch('1'), running, ended);
    assert.deepEqual(statesOf(record), [['1', 'declined']]);
    assert.equal(record.commands[0]?.state, 'failed');
    assert.equal(record.endedAt, at(3));
  });

  it('shows the same of one that broke off, without an end', () => {
    const running: RunEvent = { kind: 'command', command: { id: 'c', command: 'make', state: 'running' } };
    const record = breakOff(play(growing('1', 0, 9), running));
    assert.deepEqual([statesOf(record), usedIn(record)], [[['1', 'declined']], [0]]);
    assert.deepEqual([record.commands[0]?.state, record.end], ['failed', undefined]);
  });

  it('has each command once, as it stands last', () => {
    const record = play(
      { kind: 'command', command: { id: 'c', command: 'make', state: 'running' } },
      { kind: 'command', command: { id: 'c', command: 'make', state: 'completed', exitCode: 0 } },
    );
    assert.deepEqual(record.commands, [{ id: 'c', command: 'make', state: 'completed', exitCode: 0 }]);
  });

  it('keeps the meters of the last patch that changes files', () => {
    assert.deepEqual(usedIn(play(growing('1', 0, 7), patch('2'))), [7]);
  });

  it('shows the meters with a patch that is asked about, and those without it once it is not going to be written', () => {
    const asked = [growing('1', 0, 9), decided('1', 'accepted'), growing('2', 9, 27)];
    assert.deepEqual(usedIn(play(...asked)), [27]);
    assert.deepEqual(usedIn(play(...asked, decided('2', 'declined'))), [9]);
    assert.deepEqual(usedIn(play(...asked, decided('2', 'accepted'))), [27]);
    const failed: RunEvent = { kind: 'patch-ended', id: '2', state: 'failed' };
    assert.deepEqual(usedIn(play(...asked, decided('2', 'accepted'), failed)), [9]);
    assert.deepEqual(usedIn(play(...asked, ended)), [9], 'nobody answered');
  });

  it('goes by the patch that was judged last', () => {
    const failed: RunEvent = { kind: 'patch-ended', id: '1', state: 'failed' };
    const record = play(growing('1', 0, 9), decided('1', 'accepted'), growing('2', 9, 12), failed);
    assert.deepEqual(usedIn(record), [12], 'the next one is measured anew');
  });

  it('counts corrections, and keeps refusals and notes with their time', () => {
    const record = play(
      { kind: 'said', why: 'goal', bytes: 1, digest: 'd' },
      { kind: 'said', why: 'correction', bytes: 1, digest: 'd' },
      { kind: 'refused', what: 'It asked.', why: 'No.' },
    );
    assert.equal(record.corrections, 1);
    assert.deepEqual(record.notes, [{ at: at(3), text: 'It asked. No.' }]);
  });

  it('forgets the oldest of very many', () => {
    const record = play(...Array.from({ length: 600 }, (_, index) => patch(String(index))));
    assert.equal(record.patches.length, 500);
    assert.equal(record.patches.at(-1)?.id, '599');
  });
});
