import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { after, afterEach, before, describe, it } from 'mocha';
import { openTaskStore } from '#repo';
import type { Task } from '#core';
import type { TaskStore } from '#app';
import { keepTasksIn } from '../../src/repo/task-store.ts';
import { asOrdinaryPerson } from './ordinary-person.ts';
import { makeTask } from './sample-task.ts';
import {
  demand,
  demandFailure,
  handle,
  makeFolder,
  makeRepository,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

const at = '2026-11-21T13:00:00.000Z';
const ownFolder = ({ root }: TestRepository): string => join(root, '.git/codex-governor');

const openStore = async ({ root, environment }: TestRepository): Promise<TaskStore> =>
  demand(await openTaskStore(root, { environment, startedIn: root }));

describe('the task store', () => {
  afterEach(removeFolders);

  it('has no task until one is kept, and then that one, in any window', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const [one, other] = [await openStore(repository), await openStore(repository)];
    assert.equal(demand(await one.read()), undefined);
    demand(await one.keep(makeTask('first')));
    assert.deepEqual(demand(await other.read()), makeTask('first'));
    assert.equal(statSync(join(ownFolder(repository), 'task.json')).mode & 0o077, 0, 'others may not read it');
  });

  it('keeps what a task may leave out left out', async () => {
    const store = await openStore(makeRepository());
    const { pattern: _pattern, override: _override, ...rest } = makeTask('first');
    const task: Task = { ...rest, base: { ...rest.base, commit: null, branch: null }, specs: [] };
    demand(await store.keep(task));
    assert.deepEqual(demand(await store.read()), task);
  });

  it('keeps a task for each worktree', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    repository.git('worktree', 'add', '--quiet', '--detach', '../linked');
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    const [here, there] = [await openStore(repository), await openStore(linked)];
    demand(await here.keep(makeTask('here')));
    demand(await there.keep(makeTask('there')));
    assert.equal(demand(await here.read())?.id, 'here');
    assert.equal(demand(await there.read())?.id, 'there');
    assert.ok(existsSync(join(repository.root, '.git/worktrees/linked/codex-governor/task.json')));
  });

  it('takes no second task while one is active', async () => {
    const store = await openStore(makeRepository());
    demand(await store.keep(makeTask('first')));
    const failed = demandFailure(await store.keep(makeTask('second')));
    assert.equal(failed.reason, 'task-active');
    assert.match(failed.remedy ?? '', /Finish or abandon it first/);
    assert.equal(demand(await store.read())?.id, 'first');
  });

  it('moves a task that ends to the ended ones, with how and when', async () => {
    const repository = makeRepository();
    const store = await openStore(repository);
    demand(await store.keep(makeTask('first')));
    demand(await store.end(makeTask('first'), 'abandoned', at));
    assert.equal(demand(await store.read()), undefined);
    const record: unknown = JSON.parse(readFileSync(join(ownFolder(repository), 'tasks/first.json'), 'utf8'));
    assert.deepEqual(record, { ...makeTask('first'), ended: { how: 'abandoned', at } });
    demand(await store.keep(makeTask('second')));
    assert.deepEqual(readdirSync(join(ownFolder(repository), 'tasks')), ['first.json']);
  });

  it('tells the window that comes second that the task has already ended', async () => {
    const repository = makeRepository();
    const [one, other] = [await openStore(repository), await openStore(repository)];
    demand(await one.keep(makeTask('first')));
    const ends = await Promise.all([
      one.end(makeTask('first'), 'finished', at),
      other.end(makeTask('first'), 'abandoned', at),
    ]);
    assert.equal(ends.filter(({ ok }) => ok).length, 1);
    const late = demandFailure(await other.end(makeTask('first'), 'abandoned', at));
    assert.equal(late.reason, 'no-task');
    assert.match(late.message, /“Keep the promise” is no longer the active one: .* in another window/);
    const how = ends[0].ok ? 'finished' : 'abandoned';
    assert.match(readFileSync(join(ownFolder(repository), 'tasks/first.json'), 'utf8'), new RegExp(`"how": "${how}"`));
    demand(await one.keep(makeTask('second')));
    const file = join(ownFolder(repository), 'task.json');
    const { ctimeMs } = statSync(file);
    assert.equal(demandFailure(await other.end(makeTask('first'), 'finished', at)).reason, 'no-task');
    assert.equal(demand(await one.read())?.id, 'second');
    assert.equal(statSync(file).ctimeMs, ctimeMs, 'the next task was touched');
  });

  it('keeps the prompt of a task, whole, and gives it back', async () => {
    const repository = makeRepository();
    const store = await openStore(repository);
    assert.equal(demand(await store.readPage('first', 'prompt')), undefined);
    const path = demand(await store.keepPage('first', 'prompt', 'Do this.\n'));
    assert.equal(path, join(ownFolder(repository), 'pages/first/prompt.md'));
    demand(await store.keepPage('first', 'prompt', 'Do that.\n'));
    assert.deepEqual(demand(await store.readPage('first', 'prompt')), { text: 'Do that.\n', path });
    assert.deepEqual(readdirSync(join(ownFolder(repository), 'pages/first')), ['prompt.md']);
  });

  it('takes no id that would lead out of its folder', async () => {
    const store = keepTasksIn(makeFolder());
    for (const id of ['', '../x', 'a/b', 'a\\b', '.', '.hidden', 'a:b', 'a\nb', 'x'.repeat(200)]) {
      await assert.rejects(store.keep(makeTask(id)), { name: 'ZodError' }, id);
      await assert.rejects(store.keepPage(id, 'prompt', 'x'), { name: 'ZodError' }, id);
      await assert.rejects(store.readPage(id, 'prompt'), { name: 'ZodError' }, id);
    }
  });

  it('names a damaged file, and leaves it alone', async () => {
    const folder = makeFolder();
    const store = keepTasksIn(folder);
    const path = join(folder, 'task.json');
    const whole = JSON.stringify(makeTask('first'));
    const { goal: _goal, ...withoutGoal } = makeTask('first');
    const damages: readonly (readonly [string, RegExp])[] = [
      ['', /: it is empty\.$/],
      [whole.slice(0, 100), /: it is not JSON\.$/],
      ['[]', /: it is not what it should be\.$/],
      [JSON.stringify({ ...makeTask('first'), version: 2 }), /: “version” is not what it should be\.$/],
      [JSON.stringify(withoutGoal), /: “goal” is not what it should be\.$/],
      [JSON.stringify({ ...makeTask('first'), id: '../../x' }), /: “id” is not/],
      [whole.replace('"snapshot":"b', '"snapshot":"-'), /: “base\.snapshot” is not/],
    ];
    for (const [text, what] of damages) {
      writeFileSync(path, text);
      const failed = demandFailure(await store.read());
      assert.equal(failed.reason, 'task-damaged');
      assert.ok(failed.message.startsWith(`The task of this worktree cannot be read from ${path}: `));
      assert.match(failed.message, what);
      assert.match(failed.remedy ?? '', /left as it is\. Fix it, or move it away/);
      assert.equal(demandFailure(await store.end(makeTask('first'), 'finished', at)).reason, 'task-damaged');
      assert.equal(demandFailure(await store.keep(makeTask('other'))).reason, 'task-active');
      assert.equal(readFileSync(path, 'utf8'), text);
    }
    rmSync(path);
    mkdirSync(path);
    assert.match(demandFailure(await store.read()).message, /a folder stands where a file is needed \(EISDIR\)/);
  });
});

let program = '';

/** The words that start a process which keeps a task; as plain JavaScript, so that it starts fast and nothing is between. */
const keepWords = (folder: string, ...words: readonly string[]): readonly string[] => [program, folder, ...words];

const bundle = (folder: string): string => {
  const outfile = join(folder, 'keep-task.cjs');
  const entryPoints = [fileURLToPath(new URL('keep-task.ts', import.meta.url))];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' });
  return outfile;
};

const withoutLinks = async (): Promise<void> => {
  throw Object.assign(new Error('no links here'), { code: 'EPERM', syscall: 'link' });
};

const mistaken = async (): Promise<void> => {
  throw new TypeError('a mistake of ours');
};

const partsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => /\.(?:part|ending|lock)$/.test(name))
    : [];

describe('the task store, when the machine fails it', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'codex-governor-program-'));
    program = bundle(folder);
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(removeFolders);

  it('has no task or a whole one, wherever the process that keeps it is killed', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const store = await openStore(repository);
    const file = join(ownFolder(repository), 'task.json');
    const size = 30_000_000;
    const words = keepWords(repository.root, 'first', String(size));
    let [none, whole] = [0, 0];
    for (let round = 0; round < 14; round += 1) {
      const child = spawn(process.execPath, words, { env: repository.environment, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // Killed a little later each time, counted from when it began to write; the last time when the task is there.
      const isLast = round === 13;
      while (child.exitCode === null && !existsSync(file)) {
        if (!isLast && partsIn(ownFolder(repository)).length > 0) break;
        await setTimeout(1);
      }
      await setTimeout(isLast ? 0 : round * 8);
      child.kill('SIGKILL');
      await ended;
      const task = demand(await store.read());
      if (task === undefined) none += 1;
      else {
        whole += 1;
        assert.equal(task.goal.length, size);
      }
      rmSync(ownFolder(repository), { recursive: true, force: true });
    }
    assert.ok(none > 0, 'no round was killed before the task was kept');
    assert.ok(whole > 0, 'no round was killed after the task was kept');
  }).timeout(120_000);

  it('does not mind what a killed process left, and takes it away when it is old', async () => {
    const folder = makeFolder();
    const store = keepTasksIn(folder);
    mkdirSync(join(folder, 'tasks'));
    const [fresh, old] = [join(folder, 'task.json.1.part'), join(folder, 'tasks/x.json.2.part')];
    const ending = join(folder, 'tasks/first.json.3.part.ending');
    for (const path of [fresh, old]) writeFileSync(path, '{"version"');
    writeFileSync(ending, JSON.stringify(makeTask('first')));
    const longAgo = new Date(Date.now() - 120_000);
    for (const path of [old, ending]) utimesSync(path, longAgo, longAgo);
    assert.equal(demand(await store.read()), undefined);
    demand(await store.keep(makeTask('second')));
    assert.deepEqual(readdirSync(folder).sort(), ['task.json', 'task.json.1.part', 'tasks']);
    assert.deepEqual(readdirSync(join(folder, 'tasks')), ['first.json'], 'an end that was cut short is completed');
    assert.equal(demand(await store.read())?.id, 'second');
  });

  it('ends an old task although another window tidies up in the midst of it', async () => {
    const folder = makeFolder();
    const other = keepTasksIn(folder);
    const move = async (from: string, to: string): Promise<void> => {
      await rename(from, to);
      demand(await other.keep(makeTask('second')));
    };
    const store = keepTasksIn(folder, { move });
    demand(await store.keep(makeTask('first')));
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(join(folder, 'task.json'), longAgo, longAgo);
    demand(await store.end(makeTask('first'), 'finished', at));
    const record: unknown = JSON.parse(readFileSync(join(folder, 'tasks/first.json'), 'utf8'));
    assert.deepEqual(record, { ...makeTask('first'), ended: { how: 'finished', at } });
    assert.deepEqual(readdirSync(join(folder, 'tasks')), ['first.json']);
    assert.equal(demand(await other.read())?.id, 'second');
  });

  it('keeps the task of one of two processes that race for it', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const run = promisify(execFile);
    for (let round = 0; round < 3; round += 1) {
      const told = await Promise.all(
        ['one', 'two', 'three'].map(async (id) => {
          const { stdout } = await run(process.execPath, keepWords(repository.root, id), {
            env: repository.environment,
          });
          return [id, stdout.trim()] as const;
        }),
      );
      const [winner, ...more] = told.filter(([, words]) => words === 'kept');
      assert.equal(more.length, 0);
      assert.equal(told.filter(([, words]) => words.startsWith('task-active: ')).length, 2);
      const store = await openStore(repository);
      assert.equal(demand(await store.read())?.id, winner?.[0]);
      assert.deepEqual(readdirSync(ownFolder(repository)), ['task.json']);
      rmSync(ownFolder(repository), { recursive: true });
    }
  }).timeout(60_000);

  it('says so when the disk takes nothing more, and leaves nothing half done', () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    // A limit on the size of files fails a write in its midst, as a full disk does.
    const words = ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath];
    const all = [...words, ...keepWords(repository.root, 'first', '100000', 'prompt')];
    const [kept = '', prompt = ''] = execFileSync('sh', all, {
      env: repository.environment,
      encoding: 'utf8',
    }).split('\n');
    const why = `kept in ${ownFolder(repository)}: the file would be larger than the system allows (EFBIG).`;
    assert.equal(kept, `cannot-keep: The task cannot be ${why}`);
    assert.equal(prompt, `The task cannot be ${why}`);
    assert.deepEqual(readdirSync(ownFolder(repository)), ['pages']);
    assert.deepEqual(readdirSync(join(ownFolder(repository), 'pages')), []);
  }).timeout(60_000);

  it('says so when its folder cannot be written, or cannot be made', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const store = await openStore(repository);
    const refused = async (why: RegExp): Promise<void> => {
      for (const failed of [await store.keep(makeTask('first')), await store.keepPage('first', 'prompt', 'x')]) {
        const { reason, message, remedy } = failed.ok ? assert.fail('it was kept') : failed.error;
        assert.equal(reason, 'cannot-keep');
        assert.ok(message.includes(ownFolder(repository)), message);
        assert.match(message, why);
        assert.match(remedy ?? '', /^Make sure that the disk has room/);
      }
    };
    writeFileSync(ownFolder(repository), 'a file');
    await refused(/a file stands where a folder is needed \((?:EEXIST|ENOTDIR)\)\.$/);
    assert.equal(demand(await store.read()), undefined);
    rmSync(ownFolder(repository));
    await asOrdinaryPerson(join(repository.root, '..'), async () => {
      chmodSync(join(repository.root, '.git'), 0o555);
      await refused(/: permission is denied \(EACCES\)\.$/);
      chmodSync(join(repository.root, '.git'), 0o755);
    });
    assert.equal(existsSync(ownFolder(repository)), false);
  });

  it('keeps one task where the file system has no hard links', async () => {
    const folder = makeFolder();
    const store = keepTasksIn(folder, { makeLink: withoutLinks });
    const kept = await Promise.all(['one', 'two', 'three'].map(async (id) => store.keep(makeTask(id))));
    assert.equal(kept.filter(({ ok }) => ok).length, 1);
    assert.ok(kept.every((each) => each.ok || each.error.reason === 'task-active'));
    const task = demand(await store.read());
    assert.equal(kept[['one', 'two', 'three'].indexOf(task?.id ?? '')]?.ok, true);
    assert.deepEqual(readdirSync(folder), ['task.json']);
    demand(await store.end(makeTask(task?.id ?? ''), 'finished', at));
    const lock = join(folder, 'task.json.lock');
    mkdirSync(lock);
    assert.equal(demandFailure(await store.keep(makeTask('four'))).reason, 'task-active', 'another is keeping one');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    demand(await store.keep(makeTask('four')));
    assert.deepEqual(partsIn(folder), []);
  });

  it('passes on what is no failure of the machine', async () => {
    await assert.rejects(keepTasksIn(makeFolder(), { makeLink: mistaken }).keep(makeTask('one')), TypeError);
  });
});
