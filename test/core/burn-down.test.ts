import { metersOverTime, type JournalEntry, type JournalEvent } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

const lines = (used: number) => [{ id: 'budget.lines', used, limit: 200 }];

const journalOf = (...events: readonly JournalEvent[]): readonly JournalEntry[] =>
  events.map((event, index) => ({
    number: index + 1,
    at: `2026-11-21T12:${String(index % 60).padStart(2, '0')}:00.000Z`,
    event,
  }));

const measured = (used: number, task = 'one'): JournalEvent => ({ kind: 'change-measured', task, meters: lines(used) });

describe('budgets over time', () => {
  it('are told by whatever measured the change of the task, when they came to something else', () => {
    const entries = journalOf(
      { kind: 'change-classed', task: 'one', process: 'p', verdict: 'untouched', files: 0, lines: 0, why: 'No.' },
      measured(10),
      measured(10),
      measured(99, 'other'),
      {
        kind: 'change-judged',
        task: 'one',
        after: 'tool',
        refused: false,
        verdict: 'pass',
        findings: [],
        meters: lines(40),
      },
      measured(20),
    );
    assert.deepEqual(
      metersOverTime(entries, 'one').map(({ at, meters }) => [at.slice(11, 16), meters[0]?.used]),
      [
        ['12:01', 10],
        ['12:04', 40],
        ['12:05', 20],
      ],
    );
  });

  it('do not count a patch that may never be written: only what stood without it', () => {
    const judged = {
      kind: 'action-judged',
      task: 'one',
      surface: 'run',
      what: 'patch',
      about: [],
      verdict: 'pass',
      findings: [],
    } as const;
    const entries = journalOf({ ...judged, meters: lines(150) }, { ...judged, meters: lines(150), stood: lines(30) });
    assert.deepEqual(
      metersOverTime(entries, 'one').map(({ meters }) => meters[0]?.used),
      [30],
    );
  });

  it('are thinned out where there are more than anybody can tell apart, and end with the last', () => {
    const moments = metersOverTime(journalOf(...Array.from({ length: 1_001 }, (_, index) => measured(index))), 'one');
    assert.ok(moments.length <= 200 && moments.length > 150, String(moments.length));
    assert.equal(moments.at(-1)?.meters[0]?.used, 1_000);
  });
});
