// Hooks where no window is open, each a process as Codex starts it: the first one starts an engine that stays for the next.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { addCodexHooks, codexHooksPath } from '#core';
import { makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { bundle, governed, makeGoverned, policyPath, runProcess, smallPolicy } from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';

const switchOf = 'CODEX_GOVERNOR_ENGINE';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

const until = async (what: string, isSo: () => boolean): Promise<void> => {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    assert.ok(performance.now() < end, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const ended = async (pid: number): Promise<void> => until(`${pid} has ended`, () => !isAlive(pid));

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `+V${at} = ${at}\n`).join('');
const patch = (count: number) => ({
  tool_name: 'apply_patch',
  tool_use_id: 'call',
  tool_input: { command: `*** Begin Patch\n*** Add File: src/new.py\n${lines(count)}*** End Patch` },
});

describe('hooks without a window', function () {
  this.timeout(180_000);
  let repository: TestRepository;
  let environment: NodeJS.ProcessEnv;
  let started: number[] = [];

  const inOwn = (name: string): string => join(repository.root, '.git/codex-governor', name);
  const addressOf = () => JSON.parse(readFileSync(inOwn('engine.json'), 'utf8')) as { pid: number; socket: string };
  const ask = async (name: string, said: object, more: NodeJS.ProcessEnv = {}, program = bundle) => {
    const child = spawn(process.execPath, [program, 'hook', name, '--mode', 'fix'], {
      cwd: repository.root,
      env: { ...environment, ...more },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    child.stdin.end(JSON.stringify({ session_id: 's', cwd: repository.root, hook_event_name: name, ...said }));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 0, err);
    return out;
  };
  const begin = (more?: NodeJS.ProcessEnv, program?: string) => ask('SessionStart', {}, more, program);
  /** The process of the engine that a hook has started. */
  const engineStarted = async (): Promise<number> => {
    await until('an engine is there', () => existsSync(inOwn('engine.json')));
    const { pid } = addressOf();
    started.push(pid);
    return pid;
  };
  const told = async (): Promise<string> => {
    const { out, err } = await runProcess({ folder: repository.root, environment }, 'doctor', '--format', 'json');
    assert.notEqual(out, '', err);
    const { checks } = JSON.parse(out) as Documents['doctor'];
    return checks.find(({ id }) => id === 'engine')?.message ?? '';
  };
  const answered = async (): Promise<number> => Number(/has answered (\d+) hooks?\.$/.exec(await told())?.[1]);

  beforeEach(() => {
    repository = makeGoverned();
    environment = { ...repository.environment, OPENAI_API_KEY: 'not for others', NODE_OPTIONS: '--no-warnings' };
    delete environment[switchOf];
  });
  afterEach(async () => {
    for (const pid of started.filter(isAlive)) process.kill(pid, 'SIGTERM');
    await Promise.all(started.map(ended));
    started = [];
    removeFolders();
  });

  it('are answered by an engine that the first one starts, as they would answer alone, until a person ends it', async () => {
    const questions = [
      ['SessionStart', {}],
      ['UserPromptSubmit', { prompt: 'Mend `src/parse.py`, so that it takes an empty line.' }],
      ['PreToolUse', patch(3)],
      ['PreToolUse', patch(30)],
      ['PreToolUse', { tool_name: 'Bash', tool_use_id: 'c', tool_input: { command: 'echo x > src/new.py' } }],
      ['Stop', { stop_hook_active: false }],
    ] as const;
    const tell = async (more: NodeJS.ProcessEnv = {}): Promise<readonly string[]> => {
      const all: string[] = [];
      for (const [name, said] of questions) all.push(await ask(name, said, more));
      return all;
    };
    const alone = await tell({ [switchOf]: 'off' });
    assert.match(alone[3] ?? '', /"deny".*budget\.lines/s);
    assert.ok(!existsSync(inOwn('engine.json')) && !existsSync(inOwn('engine-start')), 'nobody has started one');
    await begin();
    const pid = await engineStarted();
    assert.deepEqual(await tell(), alone);
    assert.equal(await answered(), questions.length);
    assert.match(await told(), new RegExp(`^Process ${pid} stays to answer the hooks, since .*, takes \\d+ MB`));
    const { code, err } = await runProcess({ folder: repository.root, environment }, 'engine', '--stop');
    assert.deepEqual([code, err], [0, `Engine ${pid} ends.\n`]);
    await ended(pid);
    assert.match(await told(), /^None answers here now/);
    assert.deepEqual(
      readdirSync(inOwn('')).filter((name) => name.startsWith('engine')),
      [],
    );
  });

  it('start it with what rulings depend on and nothing else, in a session of its own', async () => {
    await begin();
    const pid = await engineStarted();
    const of = (what: string): string => readFileSync(`/proc/${pid}/${what}`, 'utf8');
    const given = of('environ').split('\0').filter(Boolean);
    assert.deepEqual(
      new Set(given.map((line) => line.split('=')[0] ?? '').filter((name) => !name.startsWith('GIT_'))),
      new Set(['HOME', 'PATH', 'TMPDIR', 'TZ', 'XDG_CONFIG_HOME'].filter((name) => environment[name] !== undefined)),
    );
    const [, , , session] = of('stat')
      .slice(of('stat').lastIndexOf(')') + 2)
      .split(' ');
    assert.equal(Number(session), pid);
    assert.equal(realpathSync(`/proc/${pid}/cwd`), '/');
    assert.equal(realpathSync(`/proc/${pid}/fd/1`), '/dev/null');
    // What it tries while it warms up is nobody's doing.
    assert.equal(repository.git('status', '--porcelain'), '');
    assert.doesNotMatch(readFileSync(inOwn('journal/000001.jsonl'), 'utf8'), /codex-governor-tries|action-judged/);
    assert.equal(await answered(), 0);
  });

  it('are held to the law as it is now: a stricter one, and a freeze', async () => {
    await begin();
    await engineStarted();
    assert.equal(await ask('PreToolUse', patch(12)), '');
    repository.write(policyPath, smallPolicy().replace('limit: 20', 'limit: 5'));
    repository.commit('stricter');
    assert.match(await ask('PreToolUse', patch(12)), /budget\.lines/);
    repository.write(policyPath, smallPolicy().replace('codex: active', 'codex: frozen'));
    repository.commit('frozen');
    assert.match(await ask('PreToolUse', patch(1)), /"deny".*kill-switch|"deny".*frozen/s);
    assert.equal(await answered(), 3);
  });

  it('judge alone where it was killed, and start the next one', async () => {
    await begin();
    const killed = await engineStarted();
    assert.equal(await ask('PreToolUse', patch(1)), '');
    const { socket } = addressOf();
    process.kill(killed, 'SIGKILL');
    await ended(killed);
    assert.ok(existsSync(socket));
    assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
    await until('another is there', () => existsSync(inOwn('engine.json')) && addressOf().pid !== killed);
    const pid = await engineStarted();
    assert.notEqual(pid, killed);
    assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
    assert.equal(await answered(), 1);
  });

  it('judge alone where somebody asks in another environment, and leave the engine to others', async () => {
    await begin();
    const pid = await engineStarted();
    const elsewhere = { HOME: makeFolder() };
    assert.match(await ask('PreToolUse', patch(30), elsewhere), /budget\.lines/);
    assert.equal(await answered(), 0);
    assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
    assert.deepEqual([addressOf().pid, await answered()], [pid, 1]);
  });

  it('start none for a governed run, without a policy, and for a person who tries them out', async () => {
    await governed(repository, 'install', 'hooks');
    const run = spawn(process.execPath, [bundle, 'hook', 'PreToolUse', '--of-run', '--mode', 'fix'], {
      cwd: repository.root,
      env: environment,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    run.stdin.end(
      JSON.stringify({ session_id: 's', cwd: repository.root, hook_event_name: 'PreToolUse', ...patch(1) }),
    );
    await new Promise((resolve) => run.once('close', resolve));
    await runProcess({ folder: repository.root, environment }, 'doctor', '--probe');
    repository.remove(policyPath);
    repository.commit('no policy');
    await ask('SessionStart', {});
    assert.ok(!existsSync(inOwn('engine-start')));
  });

  it('end it once their program was replaced', async () => {
    const installed = join(makeFolder(), 'dist');
    mkdirSync(installed);
    for (const name of readdirSync(dirname(bundle)).filter((file) => file.endsWith('.cjs')))
      cpSync(join(dirname(bundle), name), join(installed, name));
    for (const name of ['lazy', 'grammars']) symlinkSync(join(dirname(bundle), name), join(installed, name));
    symlinkSync(join(dirname(bundle), '..', 'policies'), join(dirname(installed), 'policies'));
    const program = join(installed, 'cli.cjs');
    const text = addCodexHooks(undefined);
    assert.ok(text.ok);
    repository.write(codexHooksPath, text.value);
    await begin({}, program);
    const pid = await engineStarted();
    assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
    assert.equal(await answered(), 1, 'of the same build, wherever it lies');
    writeFileSync(`${program}.new`, readFileSync(program));
    renameSync(`${program}.new`, program);
    await ended(pid);
    assert.ok(!existsSync(inOwn('engine.json')));
  });
});
