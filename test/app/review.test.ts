import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions, success, writeStatus, type Needs } from '#core';
import {
  judgeReading,
  overlay,
  readChange,
  readEdits,
  readUnsaved,
  rememberUnsaved,
  review,
  type Edit,
  type MeasuredChange,
  type ReviewPorts,
} from '#app';
import { aBudget, aMode, aPolicy } from '../core/policies.ts';
import { aFile, commitId, demand, demandFailure, makeWorld, portsOf, type World } from './fakes.ts';

const from = { revision: commitId(1) };
const simple = 'def one(a):\n    return a\n';
const branchy = 'def one(a):\n    if a:\n        return 1\n    if not a:\n        return 2\n    return a\n';

const readBefore = (path: string) => Promise.resolve(path.startsWith('new') ? undefined : simple);

const functions = readFunctions({});

const foreign: ReviewPorts['readFunctions'] = async (texts) =>
  success(texts.map(() => ({ functions: [], foreign: true })));

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

  it('knows no functions of a text in a foreign language, and says that it is one', async () => {
    const world = makeWorld({ 'a.ipynb': branchy });
    world.changed = [aFile({ path: 'a.ipynb' })];
    const { files } = demand(await readChange({ ...readable(world), readFunctions: foreign }, standard, from));
    assert.deepEqual(
      files.map((file) => [file.foreign, file.functions, file.functionsBefore]),
      [[true, undefined, undefined]],
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

const store = (text: string): string | undefined =>
  text.startsWith('big') ? undefined : text.replaceAll('\r\n', '\n');

const look = async (world: World, unsaved: Readonly<Record<string, string>>) => {
  const ports = readable(world);
  const reading = demand(await readChange(ports, standard, from));
  const seen = demand(await readUnsaved(ports, reading, new Map(Object.entries(unsaved))));
  const { judgement } = demand(await judgeReading(ports, standard, seen));
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

  it('takes what git would store, in the class git tells, and lets alone what cannot be told', async () => {
    const world = makeWorld({ 'a.py': simple, 'big.py': 'big\n' });
    world.changed = [
      aFile({ path: 'big.py', added: 7 }),
      aFile({ path: 'bytes.py', binary: true, added: 0 }),
      aFile({ path: 'link.py', special: 'link', status: 'added' }),
    ];
    const ports = readable(world);
    const reading = demand(await readChange(ports, standard, from));
    const facts = { class: 'generated', store } as const;
    const lookUp: MeasuredChange['lookUp'] = (paths) =>
      Promise.resolve(success(new Map(paths.map((path) => [path, facts]))));
    const typed = new Map([
      ['a.py', `${simple}b = 2\n`.replaceAll('\n', '\r\n')],
      ['big.py', 'big\nbig\n'],
      ['bytes.py', 'text\n'],
      ['link.py', 'text\n'],
    ]);
    const measured = { ...reading.measured, lookUp };
    const { files } = demand(await readUnsaved(ports, { ...reading, measured }, typed));
    assert.deepEqual(
      files.map(({ path, added, deleted, class: name, estimated }) => [path, added, deleted, name, estimated === true]),
      [
        ['a.py', 1, 0, 'generated', true],
        ['big.py', 7, 0, 'code', false],
        ['bytes.py', 0, 0, 'code', false],
        ['link.py', 1, 0, 'code', false],
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

/** Reads what is typed into files that were all `simple`; tells of which files anything was read for it. */
const typing = async () => {
  const world = makeWorld({ 'a.py': simple, 'b.py': simple, 'c.py': simple });
  const ports = readable(world);
  const read: string[] = [];
  const noting: ReviewPorts = {
    ...ports,
    readFunctions: (texts, signal) => {
      read.push(...texts.map(({ path }) => path));
      return ports.readFunctions(texts, signal);
    },
  };
  const reading = demand(await readChange(noting, standard, from));
  const measured: MeasuredChange = {
    ...reading.measured,
    readBefore: (path) => {
      read.push(`${path} at the base`);
      return reading.measured.readBefore(path);
    },
  };
  const readTyped = rememberUnsaved();
  const type = async (of: typeof reading, unsaved: Readonly<Record<string, string>>) => {
    const { files } = demand(await readTyped(noting, of, new Map(Object.entries(unsaved))));
    return [files.map(({ path, added, deleted }) => `${path} +${added} -${deleted}`), read.splice(0)];
  };
  return { reading: { ...reading, measured }, type };
};

describe('reviewing text while it is typed', () => {
  it('reads and counts only the file that was typed into', async () => {
    const { reading, type } = await typing();
    const ofBoth = ['a.py at the base', 'b.py at the base', 'a.py', 'a.py', 'b.py', 'b.py'];
    assert.deepEqual(await type(reading, { 'a.py': branchy, 'b.py': branchy }), [['a.py +4 -0', 'b.py +4 -0'], ofBoth]);
    const typed = { 'a.py': branchy, 'b.py': `${branchy}\n` };
    const ofOne = ['b.py at the base', 'b.py', 'b.py'];
    assert.deepEqual(await type(reading, typed), [['a.py +4 -0', 'b.py +5 -0'], ofOne]);
    assert.deepEqual(await type(reading, typed), [['a.py +4 -0', 'b.py +5 -0'], []]);
    assert.deepEqual(await type(reading, { 'a.py': branchy }), [['a.py +4 -0'], []]);
  });

  it('reads all of it anew where something else was measured, and again what was undone in between', async () => {
    const { reading, type } = await typing();
    const ofOne = ['a.py at the base', 'a.py', 'a.py'];
    assert.deepEqual(await type(reading, { 'a.py': branchy }), [['a.py +4 -0'], ofOne]);
    assert.deepEqual(await type({ ...reading }, { 'a.py': branchy }), [['a.py +4 -0'], ofOne]);
    const other = { ...reading.measured, readBefore: () => Promise.resolve(branchy) };
    assert.deepEqual(await type({ ...reading, measured: other }, { 'a.py': simple }), [
      ['a.py +0 -4'],
      ['a.py', 'a.py'],
    ]);
    assert.deepEqual(await type(reading, {}), [[], []]);
    assert.deepEqual(await type(reading, { 'a.py': branchy }), [['a.py +4 -0'], ofOne]);
  });

  it('shows a rewrite that is too large to be counted in time as an estimate', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index}\n`);
    const { reading } = await typing();
    const measured = { ...reading.measured, readBefore: () => Promise.resolve(lines.join('')) };
    const unsaved = new Map([['a.txt', lines.toReversed().join('')]]);
    const seen = demand(await readUnsaved(portsOf(makeWorld()), { ...reading, measured }, unsaved));
    const { judgement } = demand(await judgeReading(portsOf(makeWorld()), standard, seen));
    const [lineMeter] = judgement.meters;
    assert.ok(lineMeter !== undefined && lineMeter.used > 50_000);
    assert.equal(lineMeter.estimated, true);
    assert.match(writeStatus('Refactor', judgement.meters), /^Refactor ~5\d,\d{3}\/3 /);
  });
});

describe('what is read of a change', () => {
  it('is what the rules in force and whoever asks need, and no more', async () => {
    const world = makeWorld({ 'a.py': branchy, 'up.sql': 'select 1;\n', 'notes.txt': 'x\n' });
    world.changed = [...world.files.keys()].map((path) => aFile({ path }));
    const ports = readable(world);
    const readFiles = async (held: typeof standard, more?: Needs): Promise<readonly string[]> => {
      const options = more === undefined ? {} : { needs: more };
      const { files } = demand(await readChange(ports, held, from, options));
      return files.filter(({ after }) => after !== undefined).map(({ path }) => path);
    };
    const free = { ...standard, mode: aMode() };
    assert.deepEqual(await readFiles(standard), ['a.py']);
    assert.deepEqual(await readFiles(free), []);
    assert.deepEqual(await readFiles(free, { text: ({ path }) => path.endsWith('.sql') }), ['up.sql']);
    assert.deepEqual(await readFiles(standard, { text: ({ path }) => path.endsWith('.sql') }), ['a.py', 'up.sql']);
  });

  it('blocks where a text that a rule needs was not read, and says why', async () => {
    const world = makeWorld();
    world.changed = [aFile({ path: 'a.py' })];
    const ports = readable(world);
    const repository: ReviewPorts['repository'] = {
      ...ports.repository,
      measure: async (start, options) => {
        const measured = demand(await ports.repository.measure(start, options));
        const unread = { unread: 'it is larger than 5 MB' };
        return success({ ...measured, readAfter: () => Promise.resolve(unread) });
      },
    };
    const { judgement } = demand(await review({ ...ports, repository }, standard, from));
    assert.equal(judgement.verdict, 'block');
    assert.deepEqual(
      judgement.findings.map(({ message }) => message),
      [
        'Nothing is known of the functions of this file: it is larger than 5 MB. Make it smaller, store it outside of the repository, or leave it out of the rule with `except`.',
      ],
    );
  });

  it('is not read again where nothing has changed since', async () => {
    const world = makeWorld({ 'a.py': branchy });
    world.changed = [aFile({ path: 'a.py' })];
    const ports = readable(world);
    const first = demand(await readChange(ports, standard, from));
    const repository: ReviewPorts['repository'] = {
      ...ports.repository,
      measure: (_, { last }) => Promise.resolve(success(last ?? first.measured)),
    };
    assert.equal(demand(await readChange({ ...ports, repository }, standard, from, { last: first })), first);
  });
});

const readWith = async (world: World, edits: readonly Edit[]) => {
  const ports = readable(world);
  const reading = demand(await readChange(ports, standard, from));
  return overlay(reading, demand(await readEdits(ports, reading, edits))).files.map(
    ({ path, from: before, status, added, deleted, functions: read }) =>
      [status, ...(before === undefined ? [] : [before]), path, added, deleted, read?.length ?? '-'].join(' '),
  );
};

describe('a reading with edits in it', () => {
  it('has new, changed, moved and deleted files, whatever git knows of them', async () => {
    const world = makeWorld();
    const edits: readonly Edit[] = [
      { path: 'new.py', after: simple, class: 'code' },
      { path: 'b.py', before: simple, after: branchy, class: 'code' },
      { path: 'to.py', from: 'c.py', before: simple, after: simple, class: 'code' },
      { path: 'd.txt', before: 'x\ny\n', class: 'docs' },
      { path: 'same.py', before: simple, after: simple, class: 'code' },
      { path: 'nowhere.py', class: 'code' },
    ];
    assert.deepEqual(await readWith(world, edits), [
      'modified b.py 4 0 1',
      'deleted d.txt 0 2 -',
      'added new.py 2 0 1',
      'renamed c.py to.py 0 0 1',
    ]);
  });

  it('goes on from what has changed already', async () => {
    const world = makeWorld();
    world.changed = [
      aFile({ path: 'added.py', status: 'added' }),
      aFile({ path: 'back.py' }),
      aFile({ path: 'gone.py', status: 'deleted', addedLines: [] }),
      aFile({ path: 'moved.py', from: 'was.py', status: 'renamed' }),
      aFile({ path: 'source.py' }),
      aFile({ path: 'untouched.txt' }),
    ];
    const edits: readonly Edit[] = [
      { path: 'added.py', class: 'code' },
      { path: 'back.py', before: simple, after: simple, class: 'code' },
      { path: 'gone.py', before: simple, after: branchy, class: 'code' },
      { path: 'moved.py', before: simple, class: 'code' },
      { path: 'target.py', from: 'source.py', before: simple, after: branchy, class: 'code' },
    ];
    assert.deepEqual(await readWith(world, edits), [
      'modified gone.py 4 0 1',
      'renamed source.py target.py 4 0 1',
      'modified untouched.txt 1 0 -',
      'deleted was.py 0 2 -',
    ]);
  });
});
