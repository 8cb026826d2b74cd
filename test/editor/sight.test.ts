import { setImmediate as nextTurn } from 'node:timers/promises';
import { rememberStandard } from '#app';
import { success, type FileChange, type Task } from '#core';
import assert from 'node:assert/strict';
import { array, assert as holds, asyncProperty, boolean, constantFrom, nat, record, scheduler } from 'fast-check';
import type { Scheduler } from 'fast-check';
import { openEye, type EyePorts, type Sight } from '../../src/editor/sight.ts';
import { aFile, commitId, demand, makeWorld, policyPath, policyText, portsOf, type World } from '../app/fakes.ts';

const path = 'a.py';
const rows = (count: number): string => 'x = 1\n'.repeat(count);

const aTask: Task = {
  version: 1,
  id: 'task',
  goal: 'Mend it.',
  mode: 'fix',
  scope: [],
  specs: [],
  slots: {},
  base: { commit: commitId(1), branch: 'main', snapshot: commitId(2), digestOnly: [] },
  packDigest: '',
  law: [{ source: policyPath, text: policyText() }],
  startedAt: '2026-11-21T12:05:01.000Z',
};

const aWorld = (): World => {
  const world = makeWorld();
  world.task = aTask;
  return world;
};

/** What is on disk: a file of so many lines, in its so-many-eth version. */
interface Disk {
  version: number;
  lines: number;
}

/** Ports that tell what is on disk when they are asked, and answer when it pleases the scheduler. */
const slowPorts = (world: World, disk: Disk, slow: Scheduler): EyePorts => {
  const ports = portsOf(world);
  return {
    ...ports,
    readFunctions: async (texts) => slow.schedule(Promise.resolve(success(texts.map(() => ({ functions: [] }))))),
    repository: {
      ...ports.repository,
      measure: async (from, { last }) => {
        const { version, lines } = disk;
        const base = String(version);
        const file: FileChange = aFile({ path, status: 'added', added: lines });
        const measured = demand(await ports.repository.measure(from, { classify: () => 'code' }));
        await slow.schedule(Promise.resolve());
        if (last?.change.base === base) return success(last);
        return success({
          ...measured,
          change: { base, files: [file] },
          readBefore: async () => slow.schedule(Promise.resolve(undefined)),
          readAfter: () => Promise.resolve(rows(lines)),
        });
      },
    },
  };
};

/** What is seen: the version of the disk and the lines of the file; undefined where there is no task. */
const told = (sight: Sight): { readonly version: number; readonly lines: number | undefined } | undefined => {
  if (sight.state === 'none') return undefined;
  assert.equal(sight.state, 'active');
  const { change, files } = sight.review;
  return { version: Number(change.base), lines: files.find((file) => file.path === path)?.added };
};

type Told = ReturnType<typeof told>;

/** Asks again and again; the newest question may break the older one off, as the watch has it. */
const asking = (question: (signal: AbortSignal) => Promise<unknown>) => {
  let last = new AbortController();
  const asked: Promise<unknown>[] = [];
  const again = (breaksOff: boolean): void => {
    if (breaksOff) last.abort();
    last = new AbortController();
    asked.push(question(last.signal));
  };
  return { asked, again };
};

/** A person at work, the eye that looks on, and what it showed. */
const open = (world: World, disk: Disk, slow: Scheduler) => {
  let typed: number | undefined;
  const shown: Told[] = [];
  // What there was to be seen when each judgement began.
  const begun: number[] = [];
  const eye = openEye(slowPorts(world, disk, slow), {
    readTexts: () => {
      begun.push(typed ?? disk.lines);
      return new Map(typed === undefined ? [] : [[path, rows(typed)]]);
    },
    changed: () => shown.push(told(eye.sight())),
  });
  const looks = asking(eye.look);
  const judgements = asking(eye.judgeTyped);
  const write = (lines: number): void => {
    disk.version += 1;
    disk.lines = lines;
  };
  return {
    eye,
    shown,
    begun,
    expected: (): Told =>
      world.task === undefined ? undefined : { version: disk.version, lines: typed ?? disk.lines },
    settled: () => Promise.all([...looks.asked, ...judgements.asked]),
    steps: {
      look: (breaksOff: boolean) => looks.again(breaksOff),
      /** Another program writes the file. */
      write: (breaksOff: boolean, lines: number) => {
        write(lines);
        looks.again(breaksOff);
      },
      /** The task ends, or begins again, in another window. */
      leave: (breaksOff: boolean) => {
        world.task = world.task === undefined ? aTask : undefined;
        looks.again(breaksOff);
      },
      type: (breaksOff: boolean, lines: number) => {
        typed = lines;
        judgements.again(breaksOff);
      },
      revert: (breaksOff: boolean) => {
        typed = undefined;
        judgements.again(breaksOff);
      },
      save: (breaksOff: boolean) => {
        if (typed === undefined) return;
        write(typed);
        eye.noteSaved(path, rows(typed));
        typed = undefined;
        looks.again(breaksOff);
      },
    },
  };
};

type Work = ReturnType<typeof open>;

/** Steps of one person, with answers of git between them in any order, until all is answered. */
const interleavings = (what: readonly (keyof Work['steps'])[], check: (work: Work) => void) => {
  const step = record({ what: constantFrom(...what), breaksOff: boolean(), answers: nat(6) });
  return asyncProperty(scheduler(), array(step, { minLength: 1, maxLength: 12 }), async (slow, steps) => {
    const work = open(aWorld(), { version: 1, lines: 1 }, slow);
    const answer = async (most: number): Promise<void> => {
      await nextTurn();
      for (let answers = 0; answers < most && slow.count() > 0; answers += 1) {
        await slow.waitOne();
        await nextTurn();
      }
    };
    work.steps.look(false);
    for (const [index, { what, breaksOff, answers }] of steps.entries()) {
      work.steps[what](breaksOff, index + 2);
      await answer(answers);
    }
    await answer(Number.POSITIVE_INFINITY);
    await work.settled();
    assert.deepEqual(told(work.eye.sight()), work.expected());
    check(work);
  });
};

const neverBack = ({ shown }: Work): void => {
  const versions = shown.flatMap((seen) => seen?.version ?? []);
  assert.deepEqual(
    versions,
    versions.toSorted((one, other) => one - other),
  );
};

const inOrder = ({ shown, begun }: Work): void => {
  let from = 0;
  for (const seen of shown) {
    from = begun.indexOf(seen?.lines ?? 0, from) + 1;
    assert.notEqual(from, 0, `shown: ${JSON.stringify(shown)}; there were: ${JSON.stringify(begun)}`);
  }
};

describe('an eye on a repository', () => {
  it('ends up with what is on disk and typed, and never goes back, however answers overtake each other', async () => {
    const what = ['look', 'write', 'leave', 'type', 'type', 'revert', 'save'] as const;
    await holds(interleavings(what, neverBack), { numRuns: 800 });
  });

  it('counts what was saved from then on, although git has not measured it', async () => {
    await holds(interleavings(['look', 'type', 'type', 'revert', 'save', 'save'], inOrder), { numRuns: 800 });
  });

  it('keeps what was saved while git was measuring what had been saved before', async () => {
    const world = aWorld();
    const ports = portsOf(world);
    const answers: ((lines: number) => void)[] = [];
    const measured = demand(await ports.repository.measure({ empty: true }, { classify: () => 'code' }));
    const measure: EyePorts['repository']['measure'] = () =>
      new Promise((resolve) =>
        answers.push((added) => {
          const file = aFile({ path, status: 'added', added });
          resolve(success({ ...measured, change: { base: String(added), files: [file] } }));
        }),
      );
    const eye = openEye(
      { ...ports, repository: { ...ports.repository, measure } },
      { readTexts: () => new Map(), changed: () => undefined },
    );
    const look = async () => {
      const looked = eye.look(new AbortController().signal);
      await nextTurn();
      return looked.then(told);
    };
    eye.noteSaved(path, rows(5));
    const first = look();
    await nextTurn();
    eye.noteSaved(path, rows(7));
    const second = look();
    await nextTurn();
    answers[0]?.(5);
    assert.equal((await first)?.lines, 7);
    answers[1]?.(7);
    assert.equal((await second)?.lines, 7);
  });

  it('shows nothing new where nothing changed', async () => {
    const world = aWorld();
    let changes = 0;
    const ports = portsOf(world);
    const measured = demand(await ports.repository.measure({ empty: true }, { classify: () => 'code' }));
    const repository: EyePorts['repository'] = { ...ports.repository, measure: async () => success(measured) };
    const eye = openEye({ ...ports, repository }, { readTexts: () => new Map(), changed: () => (changes += 1) });
    const { signal } = new AbortController();
    const first = await eye.look(signal);
    assert.equal(await eye.look(signal), first);
    await eye.judgeTyped(signal);
    assert.equal(changes, 1);
    eye.fail({ reason: 'git-failed', message: 'It broke.' });
    assert.equal((await eye.look(signal)).state, 'active', 'a failure is not what was judged');
    assert.equal(changes, 3);
  });

  it('tells why it sees nothing', async () => {
    const world = aWorld();
    const eye = openEye(portsOf(world), { readTexts: () => new Map(), changed: () => undefined });
    const { signal } = new AbortController();
    assert.equal(eye.sight().state, 'waiting');
    world.head = { commit: commitId(1), branch: 'elsewhere' };
    assert.equal((await eye.look(signal)).state, 'parked');
    world.task = undefined;
    assert.equal((await eye.look(signal)).state, 'none');
    world.head = { commit: commitId(1), branch: 'main' };
    world.task = { ...aTask, mode: 'gone' };
    assert.equal((await eye.look(signal)).state, 'failed');
  });
});

describe('the standard of a task', () => {
  it('is read once for as long as the task says the same', () => {
    const standardOf = rememberStandard();
    const first = standardOf(aTask);
    assert.equal(standardOf({ ...aTask, law: [...aTask.law] }), first);
    assert.notEqual(standardOf({ ...aTask, scope: ['src/**'] }), first);
    const other = standardOf({
      ...aTask,
      law: [{ source: policyPath, text: policyText('title: Other').replace('title: Small\n', '') }],
    });
    assert.equal(other.ok ? other.value.policy.title : '', 'Other');
  });
});
