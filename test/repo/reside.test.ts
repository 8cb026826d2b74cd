// An engine that stays without a window: when it answers, whom, and when it ends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  askEngine,
  endQuestion,
  isResidentState,
  lookForEngine,
  offerEngine,
  reside,
  stateQuestion,
  type AnswerQuestion,
  type OfferedEngine,
} from '#repo';
import { makeFolder, makeRepository, removeFolders, type TestRepository } from './temporary-repository.ts';
import { bundleWriter } from './writers.ts';

const build = 'this one';
const patience = { reach: 5_000, hear: 5_000, answer: 5_000 };
const soon = { idle: 60_000, beat: 20 };

type Wishes = Partial<Parameters<typeof reside>[0]> & { readonly limits?: Parameters<typeof reside>[1] };

const placeOf = ({ root }: TestRepository) => ({ root, ownFolder: join(root, '.git', 'codex-governor') });
const inOwn = (repository: TestRepository, name: string): string => join(placeOf(repository).ownFolder, name);
const ask = async ({ root, environment }: TestRepository, question: unknown = 'q', more: object = {}) =>
  (await askEngine(root, question, { build, environment, patience, ...more }))?.told;

const offered = async (repository: TestRepository): Promise<void> => {
  while (!existsSync(inOwn(repository, 'engine.json'))) await new Promise((resolve) => setTimeout(resolve, 5));
};
const left = (repository: TestRepository): readonly string[] => readdirSync(placeOf(repository).ownFolder);

describe('an engine that stays', function () {
  this.timeout(30_000);
  const windows: OfferedEngine[] = [];
  let stop = new AbortController();
  let running: Promise<string>[] = [];

  afterEach(async () => {
    stop.abort();
    await Promise.allSettled(running);
    await Promise.all(windows.splice(0).map((one) => one.dispose()));
    [stop, running] = [new AbortController(), []];
    removeFolders();
  });

  const saved: string[] = [];

  const start = (repository: TestRepository, { limits, ...wishes }: Wishes = {}) => {
    const resident = reside(
      {
        place: placeOf(repository),
        build,
        environment: repository.environment,
        program: process.execPath,
        answer: async (question) => ({ question }),
        warmUp: async () => true,
        save: async () => void saved.push('saved'),
        signal: stop.signal,
        ...wishes,
      },
      { ...soon, ...limits },
    );
    running.push(resident);
    return resident;
  };
  const openWindow = async (repository: TestRepository, answer: AnswerQuestion = async () => 'window') => {
    const window = await offerEngine(placeOf(repository), { build, answer });
    assert.ok(window);
    windows.push(window);
    return window;
  };

  it('answers, tells of itself, and leaves nothing when it is told to end', async () => {
    const repository = makeRepository();
    const resident = start(repository);
    await offered(repository);
    assert.deepEqual(await ask(repository), { question: 'q' });
    const { environment } = repository;
    const known = await lookForEngine(placeOf(repository), { build, environment });
    assert.deepEqual([known?.pid, known?.isWindow, known?.isOfBuild], [process.pid, false, true]);
    assert.equal(known?.state?.answered, 1);
    assert.ok(known.state.memory > 1_000_000 && Date.parse(known.state.since) <= Date.now());
    const { socket } = JSON.parse(readFileSync(inOwn(repository, 'engine.json'), 'utf8')) as { socket: string };
    assert.ok(isResidentState(await ask(repository, endQuestion, { build: 'another', whoever: true })));
    assert.equal(await resident, 'told');
    assert.deepEqual(left(repository), []);
    assert.ok(!existsSync(dirname(socket)));
    assert.equal(await lookForEngine(placeOf(repository), { build, environment }), undefined);
  });

  it('is there for nobody before it is warm, and saves what it found out', async () => {
    const repository = makeRepository();
    const warm = new AbortController();
    saved.length = 0;
    void start(repository, {
      warmUp: async () => {
        // It may have been told before it comes to that.
        if (!warm.signal.aborted) await once(warm.signal, 'abort');
        return true;
      },
    });
    while (!existsSync(inOwn(repository, 'engine.lock'))) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await ask(repository), undefined);
    assert.deepEqual(saved, []);
    warm.abort();
    await offered(repository);
    assert.deepEqual(await ask(repository), { question: 'q' });
    assert.ok(saved.length > 0);
  });

  it('answers those alone who have what it judges by: another home, PATH, or setting of git is another answer', async () => {
    const repository = makeRepository();
    void start(repository);
    await offered(repository);
    const { environment } = repository;
    const path = environment['PATH'] ?? '';
    for (const other of [{ HOME: '/' }, { PATH: `/opt:${path}` }, { GIT_CONFIG_COUNT: '0' }, { TZ: 'Asia/Tokyo' }])
      assert.equal(await ask(repository, 'q', { environment: { ...environment, ...other } }), undefined);
    for (const same of [{ TERM: 'dumb' }, { TMPDIR: '/x' }, { PATH: `/home/me/.codex/tmp/arg0/codex-arg0XyZ:${path}` }])
      assert.ok(await ask(repository, 'q', { environment: { ...environment, ...same } }), JSON.stringify(same));
  });

  it('is one for a worktree: of those that start at once one stays, and one that comes later goes', async () => {
    const repository = makeRepository();
    const [first, second] = [start(repository), start(repository)];
    assert.equal(await Promise.race([first, second]), 'another');
    await offered(repository);
    assert.equal(await start(repository), 'another');
    assert.deepEqual(await ask(repository), { question: 'q' });
  });

  it('ends when nobody has asked for a while, and not before', async () => {
    const repository = makeRepository();
    const resident = start(repository, { limits: { idle: 400 } });
    await offered(repository);
    const since = performance.now();
    for (let round = 0; round < 6; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.ok(await ask(repository));
    }
    assert.equal(await resident, 'idle');
    assert.ok(performance.now() - since > 900);
  });

  it('gives way to a window, which answers from then on', async () => {
    const repository = makeRepository();
    const resident = start(repository);
    await offered(repository);
    await openWindow(repository);
    assert.equal(await ask(repository), 'window');
    assert.equal(await resident, 'another');
    assert.equal(await ask(repository), 'window');
    assert.equal(await start(repository), 'another', 'and none begins beside it');
  });

  it('gives way to a window that opens while it warms up', async () => {
    const repository = makeRepository();
    const resident = start(repository, {
      warmUp: async () => {
        await openWindow(repository);
        return true;
      },
    });
    assert.equal(await resident, 'another');
    assert.equal(await ask(repository), 'window');
  });

  it('sends one of another build away, and takes its place', async () => {
    const repository = makeRepository();
    const older = start(repository, { build: 'older', limits: { beat: 20 } });
    await offered(repository);
    // A lock within one process has no line: the older one is a process of its own outside of tests.
    const newer = start(repository);
    assert.equal(await older, 'told');
    assert.equal(await newer, 'another');
    void start(repository);
    await offered(repository);
    assert.deepEqual(await ask(repository), { question: 'q' });
  });

  it('ends without an answer once its program was replaced, also while it judged', async () => {
    for (const when of ['before', 'meanwhile']) {
      const repository = makeRepository();
      const program = join(makeFolder(), 'cli.cjs');
      writeFileSync(program, 'one');
      const replace = (): void => {
        rmSync(program);
        writeFileSync(program, 'another');
      };
      const answer: AnswerQuestion = async () => {
        if (when === 'meanwhile') replace();
        return 'stale';
      };
      const resident = start(repository, { program, answer, limits: { beat: when === 'before' ? 60_000 : 20 } });
      await offered(repository);
      if (when === 'before') replace();
      assert.equal(await ask(repository), undefined, when);
      if (when === 'meanwhile') assert.equal(await resident, 'replaced');
    }
  });

  it('ends when its program was replaced, the repository is gone, or nothing is left to judge by', async () => {
    const replaced = makeRepository();
    const program = join(makeFolder(), 'cli.cjs');
    writeFileSync(program, 'one');
    const resident = start(replaced, { program });
    await offered(replaced);
    rmSync(program);
    assert.equal(await resident, 'replaced');
    const gone = makeRepository();
    const other = start(gone);
    await offered(gone);
    rmSync(gone.root, { recursive: true });
    assert.equal(await other, 'gone');
    assert.equal(await start(makeRepository(), { warmUp: async () => false }), 'lawless');
  });

  it('ends when it takes too much, is unable to tell time and again, or has a bug', async () => {
    const full = makeRepository();
    const large = start(full, { limits: { memory: 1_000 } });
    await offered(full);
    assert.ok(await ask(full), 'what was asked is answered');
    assert.equal(await large, 'full');
    const unable = makeRepository();
    let told: unknown = 'first';
    const mute = start(unable, { answer: async () => told });
    await offered(unable);
    told = undefined;
    for (const next of [undefined, undefined, 'again', undefined, undefined]) {
      told = next;
      assert.equal(await ask(unable), next);
    }
    told = undefined;
    assert.equal(await ask(unable), undefined);
    assert.equal(await mute, 'unable');
    const broken = makeRepository();
    const bug = start(broken, {
      answer: async () => {
        throw new Error('a bug');
      },
    });
    await offered(broken);
    assert.equal(await ask(broken), undefined);
    assert.equal(await bug, 'unable');
  });

  it('tells a state of itself alone: a window answers no such question', async () => {
    const repository = makeRepository();
    await openWindow(repository, async () => undefined);
    assert.equal(await ask(repository, stateQuestion), undefined);
    const { environment } = repository;
    assert.deepEqual(await lookForEngine(placeOf(repository), { build: 'another', environment }), {
      pid: process.pid,
      isWindow: true,
      isOfBuild: false,
    });
  });
});

describe('a process whose thread is held up', () => {
  it('is ended by force by another thread, and one that is not is let be', async () => {
    const program = bundleWriter('hold-up.ts');
    const run = async (time: number): Promise<readonly unknown[]> => {
      const child = spawn(process.execPath, [program, String(time)], { stdio: ['ignore', 'ignore', 'inherit'] });
      return (await once(child, 'exit')) as readonly unknown[];
    };
    assert.deepEqual(await run(60_000), [null, 'SIGKILL']);
    assert.deepEqual(await run(0), [0, null]);
    removeFolders();
  }).timeout(60_000);
});
