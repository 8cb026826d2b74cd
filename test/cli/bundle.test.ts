// The command line as it ships: one file, run as a process by people, hooks and pipes.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import {
  handle,
  lines,
  makeFolder,
  makeRepository,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import {
  bundle,
  endOf,
  govern,
  governed,
  inRepository,
  keptIn,
  makeGoverned,
  runProcess,
  runShell,
  runSources,
  smallPolicy,
  startFix,
  startProcess,
  type Outcome,
} from './command-line.ts';

const shell = async (repository: TestRepository, line: string): Promise<Outcome> =>
  runShell(inRepository(repository), line);

/** A git that takes its time over one of its commands, as on a very large repository; the folder to put on the PATH. */
const slowGit = (command: string, real: string): string => {
  const folder = makeFolder();
  const script = `#!/bin/sh\ncase " $* " in *" ${command} "*) touch "${folder}/asked"; exec sleep 60;; esac\nexec ${real} "$@"\n`;
  writeFileSync(join(folder, 'git'), script);
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
};

describe('the bundle', () => {
  afterEach(removeFolders);

  it('gives the same bytes and the same code as the code it was made of', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/more.py', lines(30, 'x = '));
    for (const words of [
      ['check'],
      ['check', '--format', 'json'],
      ['change'],
      ['pr'],
      ['task'],
      ['pack'],
      ['functions', 'src'],
      ['policy', 'explain', 'budget.lines'],
      ['nonsense'],
      ['--help'],
    ])
      assert.deepEqual(
        await runProcess(inRepository(repository), ...words),
        await govern(repository, ...words),
        words.join(' '),
      );
  });

  it('starts from its sources, too, and finds the policies that are shipped', async () => {
    const { out, code } = await runSources(inRepository(makeRepository({ 'README.md': '# Read me\n' })), 'init');
    assert.match(out, /governance\.yaml/);
    assert.equal(code, 0);
  });

  it('brings the policies it ships, and what it loads late', async () => {
    const repository = makeRepository({ 'README.md': '# Read me\n', 'a.ts': 'export const a = () => 1;\n' });
    const environment = { ...repository.environment, NODE_PATH: '' };
    const surroundings = { folder: repository.root, environment };
    assert.equal((await runProcess(surroundings, 'init')).code, 0);
    assert.equal((await runProcess(surroundings, ...startFix)).code, 0);
    assert.match((await runProcess(surroundings, 'functions', '.')).out, /"path":"a\.ts"/);
  });

  it('reads files that did not change once, and again without the cache', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}.py`, `def f${n}(a):\n    pass\n`]));
    const repository = makeRepository(files);
    const kept = (): boolean => existsSync(join(repository.root, '.git', 'codex-governor', 'functions'));
    const list = async (...words: readonly string[]): Promise<Outcome> =>
      runProcess(inRepository(repository), 'functions', '.', ...words);
    const first = await list('--no-cache');
    assert.deepEqual([first.code, first.out.split('\n').length, kept()], [0, 31, false]);
    assert.deepEqual(await list(), first);
    assert.ok(kept(), 'what was read is kept in git’s own folder');
    assert.deepEqual(await list(), first);
    repository.write('f0.py', 'def changed(a):\n    if a: pass\n');
    const changed = await list();
    assert.match(changed.out, /"name":"changed".*"complexity":2/);
    assert.deepEqual(await list('--no-cache'), changed);
    assert.equal(repository.git('status', '--porcelain').trim(), 'M f0.py');
  });

  it('keeps results on stdout and words on stderr', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.git('switch', '--quiet', '--create', 'other');
    const json = await shell(repository, 'cg check --format json 2>/dev/null');
    assert.equal((JSON.parse(json.out) as { verdict: string }).verdict, 'pass');
    assert.match((await shell(repository, 'cg check 2>&1 >/dev/null')).out, /^note: The task .* is parked/);
  });

  it('tells a shell its codes', async () => {
    const repository = makeGoverned();
    repository.write('src/more.py', lines(30, 'x = '));
    const line =
      'cg check >/dev/null; echo $?; cg check --mode fix >/dev/null; echo $?; cg check --mode x 2>/dev/null; echo $?';
    assert.equal((await shell(repository, line)).out, '0\n1\n2\n');
  });

  it('minds no reader that has seen enough, and decides the same', async () => {
    const repository = makeGoverned(smallPolicy(), {
      'src/many.py': Array.from({ length: 9_000 }, (_, n) => `def f${n}():\n    pass\n`).join(''),
    });
    const many = await shell(repository, 'cg functions . | head -1; echo ${PIPESTATUS[0]}');
    assert.match(many.out, /^\{"path":"src\/many\.py","name":"f0",.*\}\n0\n$/);
    assert.equal(many.err, '');
    repository.write('src/more.py', lines(30, 'x = '));
    const blocked = await shell(repository, 'cg check --mode fix --format json | true; echo ${PIPESTATUS[0]}');
    assert.deepEqual([blocked.out, blocked.err], ['1\n', '']);
  });

  it('says nothing of its own on stderr, however much there is to measure', async () => {
    const files = Object.fromEntries(Array.from({ length: 1_300 }, (_, n) => [`src/file-${n}.py`, `x = ${n}\n`]));
    const repository = makeGoverned(smallPolicy(), files);
    for (const path of Object.keys(files)) repository.write(path, 'x = 0\ny = 1\n');
    for (const words of [['change'], ['check'], ['start', '--mode', 'fix', '--goal', 'Mend `src/parse.py`.'], ['pr']]) {
      const { err } = await runProcess(inRepository(repository), ...words);
      assert.doesNotMatch(err, /Warning|node:/, words.join(' '));
    }
  });

  it('writes a long result whole', async () => {
    const repository = makeGoverned();
    for (let n = 0; n < 1_500; n += 1) repository.write(`made/file-with-a-rather-long-name-${n}.txt`, 'x\n');
    const { out } = await shell(repository, 'cg change --format json | cat');
    assert.equal((JSON.parse(out) as { files: unknown[] }).files.length, 1_500);
    assert.ok(out.length > 200_000);
  });

  for (const [name, signals, longest] of [
    ['a second signal, at once', ['SIGTERM', 'SIGINT'], 4_000],
    ['a signal that git does not hear, in five seconds', ['SIGTERM'], 10_000],
  ] as const)
    it(`ends with 2 on ${name}`, async () => {
      const repository = makeGoverned();
      const path = makeFolder();
      const real = (await shell(repository, 'command -v git')).out.trim();
      const deaf = `trap '' TERM; touch "${path}/asked"; sleep 15`;
      const script = `#!/bin/sh\ncase " $* " in *" --symbolic-full-name "*) ${deaf};; esac\nexec ${real} "$@"\n`;
      writeFileSync(join(path, 'git'), script, { mode: 0o755 });
      const environment = { ...repository.environment, PATH: `${path}:${process.env['PATH'] ?? ''}` };
      const child = startProcess({ folder: repository.root, environment }, 'check');
      const ended = endOf(child);
      while (!existsSync(join(path, 'asked'))) await setTimeout(5);
      const began = Date.now();
      for (const signal of signals) {
        child.kill(signal);
        await setTimeout(200);
      }
      assert.deepEqual(await ended, { code: 2, signal: null });
      assert.ok(Date.now() - began < longest, `${Date.now() - began} ms`);
    });

  for (const [signal, words, during] of [
    ['SIGINT', ['check'], 'add'],
    ['SIGTERM', ['change'], 'add'],
    ['SIGINT', [...startFix], 'ls-files'],
    ['SIGINT', ['replay'], 'diff-tree'],
  ] as const)
    it(`ends with 2 on ${signal} during ${words[0]}, at once, and leaves nothing`, async () => {
      const repository = makeGoverned();
      repository.write('src/more.py', 'x = 1\n');
      const real = (await shell(repository, 'command -v git')).out.trim();
      const path = slowGit(during, real);
      const temporary = makeFolder();
      const environment = {
        ...repository.environment,
        PATH: `${path}:${process.env['PATH'] ?? ''}`,
        TMPDIR: temporary,
      };
      const child = startProcess({ folder: repository.root, environment }, ...words);
      let [out, err] = ['', ''];
      child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
      child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      while (!existsSync(join(path, 'asked'))) await setTimeout(5);
      const began = Date.now();
      child.kill(signal);
      assert.equal(await ended, 2);
      assert.ok(Date.now() - began < 5_000, 'it did not wait for git');
      assert.equal(out, '');
      assert.match(err, /^codex-governor: .*cancelled/);
      assert.deepEqual(readdirSync(temporary), []);
      assert.deepEqual(keptIn(repository), []);
    });

  it('works from a folder below, and in a linked worktree', async () => {
    const repository = makeGoverned();
    mkdirSync(join(repository.root, 'src/deep'));
    repository.git('worktree', 'add', '--quiet', '-b', 'linked', '../linked');
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    linked.write('src/more.py', lines(3, 'x = '));
    const { environment } = repository;
    const below = await runProcess({ folder: join(repository.root, 'src/deep'), environment }, 'change');
    assert.match(below.out, /^0 files, /);
    const there = await runProcess({ folder: join(linked.root, 'src'), environment }, 'change');
    assert.match(there.out, /^3\t0\tsrc\/more\.py\tcode\n/);
    const told = await runProcess({ folder: makeFolder(), environment }, 'change', '--repo', linked.root);
    assert.equal(told.out, there.out);
  });

  it('judges in a pre-commit hook what the commit will hold, however it was asked for', async () => {
    const repository = makeGoverned();
    const hook = join(repository.root, '.git/hooks/pre-commit');
    mkdirSync(join(repository.root, '.git/hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${bundle}" check --staged --mode fix\n`);
    chmodSync(hook, 0o755);
    const commit = async (...words: readonly string[]) =>
      shell(repository, `git commit --quiet --message work ${words.join(' ')} 2>&1`);

    repository.write('src/parse.py', `x = 1\n${lines(30, 'y = ')}`);
    repository.write('src/small.py', 'x = 1\n');
    repository.git('add', 'src/small.py');
    assert.equal((await commit()).code, 0, 'what is not staged is not judged');
    const all = await commit('--all');
    assert.equal(all.code, 1);
    assert.match(all.out, /Blocked: 1 finding\. Mode fix/);
    repository.write('src/small.py', 'x = 2\n');
    const named = await commit('src/parse.py');
    assert.equal(named.code, 1);
    assert.equal((await commit('src/small.py')).code, 0);
    assert.equal(repository.git('log', '--format=%s').trim().split('\n').length, 3);
    assert.equal(repository.git('status', '--porcelain'), ' M src/parse.py\n');
  });

  it('says in one line what is wrong with a repository that is damaged, and ends with 2', async () => {
    const repository = makeGoverned();
    writeFileSync(join(repository.root, '.git/index'), 'this is no index');
    const { code, out, err } = await runProcess(inRepository(repository), 'check');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^codex-governor: git .* failed in .*: .*\n$/);
  });
});
