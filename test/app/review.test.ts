import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions, success } from '#core';
import { judgeReading, readChange, readUnsaved, review, type ReviewPorts } from '#app';
import { aBudget, aMode, aPolicy } from '../core/policies.ts';
import { aFile, commitId, demand, demandFailure, makeWorld, portsOf, type World } from './fakes.ts';

const from = { revision: commitId(1) };
const simple = 'def one(a):\n    return a\n';
const branchy = 'def one(a):\n    if a:\n        return 1\n    if not a:\n        return 2\n    return a\n';

const readBefore = (path: string) => Promise.resolve(path.startsWith('new') ? undefined : simple);

const functions = readFunctions({});

/** The ports of a world in which every file was `simple` at the base. */
const readable = (world: World): ReviewPorts => {
  const ports = portsOf(world);
  const repository: ReviewPorts['repository'] = {
    ...ports.repository,
    measure: async (start, options) => {
      const measured = demand(await ports.repository.measure(start, options));
      return { ok: true, value: { ...measured, readBefore } };
    },
  };
  return {
    ...ports,
    repository,
    readFunctions: (texts) => Promise.resolve(success(texts.map(({ path, text }) => functions(path, text)))),
  };
};

const policy = aPolicy();
const mode = aMode({
  budgets: [aBudget({ measure: 'lines', limit: 3 }), aBudget({ measure: 'complexity', limit: 2 })],
});
const standard = { policy, mode, scope: [] };

describe('reviewing a change', () => {
  it('reads texts and functions of both sides, but of no binary file and no other language', async () => {
    const world = makeWorld({ 'a.py': branchy, 'notes.txt': 'x\n', 'b.py': '' });
    world.changed = [aFile({ path: 'a.py' }), aFile({ path: 'b.py', binary: true }), aFile({ path: 'notes.txt' })];
    const { files } = demand(await readChange(readable(world), standard, from));
    assert.deepEqual(
      files.map(({ before, after, functions, functionsBefore }) => [
        before,
        after,
        functions?.map(({ complexity }) => complexity),
        functionsBefore?.length,
      ]),
      [
        [simple, branchy, [3], 1],
        [undefined, undefined, undefined, undefined],
        [undefined, undefined, undefined, undefined],
      ],
    );
  });

  it('reads a very large change bit by bit, in order, and stops when it is cancelled', async () => {
    const world = makeWorld();
    const paths = Array.from({ length: 1_000 }, (_, n) => `file-${String(n).padStart(4, '0')}.py`);
    for (const path of paths) world.files.set(path, simple);
    world.changed = paths.map((path) => aFile({ path }));
    const ports = readable(world);
    let cancelled = new AbortController();
    let [now, most, read] = [0, 0, 0];
    const repository: ReviewPorts['repository'] = {
      ...ports.repository,
      measure: async (start, options) => {
        const measured = demand(await ports.repository.measure(start, options));
        const readAfter = async (path: string) => {
          now += 1;
          read += 1;
          most = Math.max(most, now);
          await Promise.resolve();
          now -= 1;
          if (read >= 300) cancelled.abort();
          return measured.readAfter(path);
        };
        return { ok: true, value: { ...measured, readAfter } };
      },
    };
    const { files } = demand(await readChange({ ...ports, repository }, standard, from));
    assert.deepEqual(
      files.map(({ path }) => path),
      paths,
    );
    assert.ok(most <= 200, `${most} at once`);
    assert.equal(read, 1_000);
    [read, cancelled] = [0, new AbortController()];
    const again = demandFailure(
      await readChange({ ...ports, repository }, standard, from, { signal: cancelled.signal }),
    );
    assert.equal(again.reason, 'cancelled');
    assert.equal(read, 400);
  });

  it('judges by the standard', async () => {
    const world = makeWorld({ 'a.py': branchy });
    world.changed = [aFile({ path: 'a.py', added: 5, deleted: 1, addedLines: [{ start: 1, end: 6 }] })];
    const { judgement } = demand(await review(readable(world), standard, from));
    assert.deepEqual(
      judgement.findings.map(({ rule }) => rule),
      ['budget.complexity', 'budget.lines'],
    );
  });
});

const look = async (world: World, unsaved: Readonly<Record<string, string>>) => {
  const ports = readable(world);
  const reading = demand(await readChange(ports, standard, from));
  const seen = demand(await readUnsaved(ports, reading, new Map(Object.entries(unsaved))));
  const { judgement } = judgeReading(ports, standard, seen);
  return { files: seen.files, judgement };
};

describe('reviewing text that is not saved yet', () => {
  it('counts it as an estimate, in place of what is saved', async () => {
    const world = makeWorld({ 'a.py': simple });
    world.changed = [aFile({ path: 'b.py' })];
    const { files, judgement } = await look(world, { 'a.py': branchy, 'b.py': simple });
    assert.deepEqual(
      files.map(({ path, added, deleted, estimated }) => [path, added, deleted, estimated]),
      [['a.py', 4, 0, true]],
      'what is as it was at the base is no change',
    );
    assert.deepEqual(
      judgement.meters.map(({ id, used, estimated }) => [id, used, estimated]),
      [
        ['budget.lines', 4, true],
        ['budget.complexity', 3, true],
      ],
    );
  });

  it('leaves out a text that git neither knew nor lists, and counts a new file that it lists', async () => {
    const world = makeWorld({ 'new.py': '' });
    world.changed = [aFile({ path: 'new.py', status: 'added', added: 0, addedLines: [] })];
    const { files } = await look(world, { 'new.py': simple, 'new-ignored.py': simple });
    assert.deepEqual(
      files.map(({ path, status, added }) => [path, status, added]),
      [['new.py', 'added', 2]],
    );
  });
});
