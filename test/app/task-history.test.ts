import { readHistory, rememberMeters } from '#app';
import type { Meter } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { demand, makeWorld, portsOf, type World } from './fakes.ts';

const meters = (used: number, estimated = false): readonly Meter[] => [
  { id: 'budget.lines', used, limit: 200, byClass: {}, counts: [], estimated },
];

const usedIn = ({ journal }: World): readonly (number | undefined)[] =>
  journal.map(({ event }) => (event.kind === 'change-measured' ? event.meters[0]?.used : undefined));

const minutes = (count: number): string => `2026-11-21T12:${String(count).padStart(2, '0')}:00.000Z`;

describe('the meters of a task in the journal', () => {
  it('are written when they came to something else, five minutes apart', async () => {
    const world = makeWorld();
    const ports = portsOf(world);
    const note = rememberMeters();
    for (const [minute, used] of [
      [0, 0],
      [1, 10],
      [2, 20],
      [5, 20],
      [6, 20],
      [12, 20],
      [20, 30],
    ] as const) {
      world.now = minutes(minute);
      demand(await note(ports, 'one', meters(used)));
    }
    assert.deepEqual(usedIn(world), [10, 20, 30]);
  });

  it('are those of the mode alone: what rules count has names of others', async () => {
    const world = makeWorld();
    const [lines] = meters(10);
    assert.ok(lines);
    demand(await rememberMeters()(portsOf(world), 'one', [lines, { ...lines, id: 'one-migration-pair' }]));
    const [event] = world.journal.map((entry) => entry.event);
    assert.ok(event?.kind === 'change-measured');
    assert.deepEqual(
      event.meters.map(({ id }) => id),
      ['budget.lines'],
    );
  });

  it('are not written while they count unsaved text, and not twice by two windows or at once', async () => {
    const world = makeWorld();
    const ports = portsOf(world);
    const note = rememberMeters();
    demand(await note(ports, 'one', meters(10, true)));
    await Promise.all([note(ports, 'one', meters(10)), note(ports, 'one', meters(10))]);
    demand(await rememberMeters()(ports, 'one', meters(11)));
    assert.deepEqual(usedIn(world), [10]);
    demand(await note(ports, 'two', meters(5)));
    assert.deepEqual(usedIn(world), [10, 5], 'another task begins anew');
  });

  it('are read again with the audits, each by itself', async () => {
    const world = makeWorld({ '.codex/governance/audits/0001-x.json': '{}' });
    const ports = portsOf(world);
    await rememberMeters()(ports, 'one', meters(10));
    const { meters: read, audits } = await readHistory(ports, 'one');
    assert.deepEqual(
      demand(read).map((moment) => moment.meters[0]?.used),
      [10],
    );
    assert.deepEqual(demand(audits).records, []);
    assert.match(demand(audits).damage?.path ?? '', /0001-x/);
    assert.deepEqual(demand((await readHistory(ports, undefined)).meters), []);
  });
});
