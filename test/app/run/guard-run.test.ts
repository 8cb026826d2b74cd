import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fail, type AgentEvent, type Failure } from '#app';
import { failure, success, type Result } from '#core';
import { guardRun, type Ending } from '../../../src/app/run/guard-run.ts';
import { openTally } from '../../../src/app/run/tally.ts';

/** A clock that is moved by hand. */
const openTime = () => {
  let now = 0;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  return {
    setAlarm: (after: number, ring: () => void) => {
      const alarm = { at: now + after, ring };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    pass: async (time: number): Promise<void> => {
      const until = now + time;
      for (;;) {
        const next = [...alarms].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
        if (next === undefined) break;
        now = next.at;
        alarms.delete(next);
        next.ring();
        await new Promise(setImmediate);
      }
      now = until;
    },
    waiting: () => alarms.size,
  };
};

const at = { thread: 't', turn: '1' };
const message: AgentEvent = { kind: 'message', ...at, text: 'Hello.' };
const retrying: AgentEvent = { kind: 'retrying', ...at, message: 'connection refused' };
const nothing = { steps: 0, 'tool-calls': 0, tokens: 0, minutes: 0 };

const guard = (
  limits = {},
  findFreeze: () => Promise<Result<string | undefined, Failure>> = async () => success(undefined),
) => {
  const time = openTime();
  const endings: Ending[] = [];
  const end = (ending: Ending): void => void endings.push(ending);
  return { time, endings, guard: guardRun({ setAlarm: time.setAlarm, limits, patience: 60_000, findFreeze, end }) };
};

describe('what ends a run that does not end by itself', () => {
  it('is a model that does not answer for a while', async () => {
    const { time, endings, guard: watch } = guard();
    watch.see(retrying, nothing);
    await time.pass(30_000);
    watch.see(retrying, nothing);
    await time.pass(29_000);
    assert.equal(endings.length, 0);
    await time.pass(1000);
    assert.deepEqual(
      endings.map(({ how }) => how),
      ['unreachable'],
    );
    assert.match(endings[0]?.message ?? '', /60 s \(connection refused\)/);
    watch.close();
  });

  it('is no model that answers again', async () => {
    const { time, endings, guard: watch } = guard();
    watch.see(retrying, nothing);
    await time.pass(59_000);
    watch.see(message, nothing);
    await time.pass(59_000);
    watch.see(retrying, nothing);
    await time.pass(59_000);
    assert.equal(endings.length, 0);
    watch.close();
  });

  it('is a limit that was gone over', () => {
    const { endings, guard: watch } = guard({ steps: 3 });
    watch.see(message, { ...nothing, steps: 3 });
    assert.equal(endings.length, 0);
    watch.see(message, { ...nothing, steps: 4 });
    assert.equal(endings[0]?.how, 'limit');
    assert.match(endings[0].message, /its limit of 3 steps/);
    watch.close();
  });

  it('is the time, also where nothing happens', async () => {
    const { time, endings, guard: watch } = guard({ minutes: 2 });
    await time.pass(119_999);
    assert.equal(endings.length, 0);
    await time.pass(1);
    assert.match(endings[0]?.message ?? '', /its limit of 2 minutes/);
    watch.close();
  });

  it('is the kill switch', async () => {
    const policy: { freeze?: string } = {};
    const { time, endings, guard: watch } = guard({}, async () => Promise.resolve(success(policy.freeze)));
    await time.pass(10_000);
    assert.equal(endings.length, 0);
    policy.freeze = 'Codex is frozen.';
    await time.pass(2000);
    assert.deepEqual(endings, [{ how: 'frozen', message: 'Codex is frozen.' }]);
    watch.close();
  });

  it('is a kill switch that nobody can read for long, and none that was read meanwhile', async () => {
    const looks = { readable: false };
    const unread = failure(fail('bad-policy', 'Line 3 is no YAML.'));
    const { time, endings, guard: watch } = guard({}, async () => (looks.readable ? success(undefined) : unread));
    await time.pass(28_000);
    looks.readable = true;
    await time.pass(2000);
    looks.readable = false;
    await time.pass(28_000);
    assert.equal(endings.length, 0);
    await time.pass(2000);
    assert.equal(endings[0]?.how, 'failed');
    assert.match(
      endings[0].message,
      /^For 30 s nobody could tell whether the kill switch is on.* Line 3 is no YAML\.$/,
    );
    watch.close();
  });

  it('waits for nothing any more once the run is over', () => {
    const { time, guard: watch } = guard({ minutes: 2 });
    watch.see(retrying, nothing);
    watch.close();
    assert.equal(time.waiting(), 0);
  });
});

const tokens = (thread: string, used: number): AgentEvent => ({ kind: 'tokens', thread, turn: '1', used });

describe('what a run uses up', () => {
  it('is counted over all threads', () => {
    const tally = openTally('2026-11-22T10:00:00.000Z');
    for (const event of [tokens('a', 10), tokens('b', 5), tokens('a', 30), tokens('a', 30)]) tally.count(event);
    const ran: AgentEvent = { kind: 'command-started', ...at, item: 'c', command: 'ls', cwd: '/' };
    assert.equal(tally.count(ran), true);
    assert.equal(tally.count(message), false);
    assert.deepEqual(tally.use('2026-11-22T10:01:30.000Z'), { steps: 3, 'tool-calls': 1, tokens: 35, minutes: 1.5 });
  });
});
