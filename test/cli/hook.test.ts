// `hook` as Codex asks it: one question on stdin, the decision on stdout, and nothing that could be taken for a yes.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { countGit } from '../repo/counted-git.ts';
import { removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  bundle,
  governed,
  makeGoverned,
  policyPath,
  projectRoot,
  runIn,
  smallPolicy,
  startFix,
  type Outcome,
} from './command-line.ts';
import { codexHookCommand } from '#core';
import { courtHere, openMachine } from '#repo';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';

interface Answered {
  readonly hookSpecificOutput?: {
    readonly hookEventName: string;
    readonly permissionDecision?: string;
    readonly permissionDecisionReason?: string;
    readonly additionalContext?: string;
  };
  readonly decision?: string;
  readonly reason?: string;
}

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `+V${at} = ${at}\n`).join('');
const patchOf = (path: string, count: number): string =>
  `*** Begin Patch\n*** Add File: ${path}\n${lines(count)}*** End Patch`;

const use = (tool_name: string, command: string) => ({ tool_name, tool_use_id: 'call', tool_input: { command } });

// Each takes some milliseconds to start, and most wait for the one before.
const mostGits = 13;

const reasonIn = (told: Answered | undefined): string => told?.hookSpecificOutput?.permissionDecisionReason ?? '';

/** Runs the very line that is installed, with a Codex Governor of the repository that is given more words for Node. */
const runLine = async (
  repository: TestRepository,
  environment: NodeJS.ProcessEnv,
  { words = '', input = '' }: { readonly words?: string; readonly input?: string } = {},
) => {
  const { root } = repository;
  const program = `#!/bin/sh\nexec '${process.execPath}' ${words} '${bundle}' "$@"\n`;
  repository.write('node_modules/.bin/codex-governor', program, 0o755);
  const line = codexHookCommand('PreToolUse');
  const child = spawn('sh', ['-c', line], { cwd: root, env: { ...repository.environment, ...environment } });
  let told = '';
  child.stderr.on('data', (piece: Buffer) => (told += piece.toString()));
  child.stdout.on('data', (piece: Buffer) => (told += piece.toString()));
  // What hangs is given no end of its input either.
  if (input === '') child.stdin.write(' ');
  else child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, told };
};
const questionIn = (repository: TestRepository): string =>
  JSON.stringify({
    session_id: 's',
    cwd: repository.root,
    hook_event_name: 'PreToolUse',
    ...use('apply_patch', patchOf('src/new.py', 3)),
  });

describe('hook', function () {
  this.timeout(60_000);
  let repository: TestRepository;
  let session = 0;
  after(() => removeFolders());
  beforeEach(() => {
    session += 1;
  });

  const ask = async (name: string, said: object, where = repository): Promise<Outcome> => {
    const { root, environment } = where;
    const input = JSON.stringify({ session_id: `s${session}`, cwd: root, hook_event_name: name, ...said });
    return runIn({ folder: root, environment, input }, 'hook', name);
  };
  const answer = async (name: string, said: object): Promise<Answered | undefined> => {
    const { code, out, err } = await ask(name, said);
    assert.equal(code, 0, err);
    assert.equal(err, '');
    return out === '' ? undefined : (JSON.parse(out) as Answered);
  };
  const entries = async () => {
    const { root, environment } = repository;
    const parts = { policies: `${projectRoot}/policies`, court: courtHere };
    const machine = await openMachine(root, parts, { environment, startedIn: root });
    assert.ok(machine.ok);
    const read = await machine.value.journal.read();
    assert.ok(read.ok);
    return read.value.map(({ event }) => event).filter((event) => event.kind !== 'foreign');
  };

  describe('in a task', () => {
    before(async () => {
      repository = makeGoverned();
      await governed(repository, ...startFix);
    });
    beforeEach(() => {
      repository.git('reset', '--quiet', '--hard');
      repository.git('clean', '-fdq');
    });

    it('says mode, goal and budgets when a session starts', async () => {
      const told = await answer('SessionStart', { source: 'startup' });
      assert.match(told?.hookSpecificOutput?.additionalContext ?? '', /in mode Fix \(fix\).*Lines changed 0 of 20/s);
    });

    it('lets a patch through that keeps the policy, without a word', async () => {
      assert.equal(await answer('PreToolUse', use('apply_patch', patchOf('src/new.py', 3))), undefined);
    });

    it('starts git no more often than it has to', async () => {
      const folder = makeTemporaryFolder('counted-git');
      const counted = countGit(repository, folder.path);
      const said = use('apply_patch', patchOf('src/new.py', 3));
      const { code, err } = await ask('PreToolUse', said, { ...repository, environment: counted.environment });
      const started = counted.started().map((words) => words.split(' ')[0]);
      folder.dispose();
      assert.equal(code, 0, err);
      assert.ok(started.length <= mostGits, `${started.length}: ${started.join(', ')}`);
      assert.equal(started.filter((word) => word === 'config').length, 1, 'settings are asked for once');
    });

    it('denies a patch that is over the budget, names rule and remedy, and journals it', async () => {
      const denied = await answer('PreToolUse', use('apply_patch', patchOf('src/new.py', 30)));
      assert.equal(denied?.hookSpecificOutput?.permissionDecision, 'deny');
      assert.match(reasonIn(denied), /budget\.lines \(block\).*Mend: /s);
      assert.doesNotMatch(reasonIn(denied), /V17/, 'the patch is not told again');
      const last = (await entries()).findLast((event) => event.kind === 'action-judged');
      assert.ok(last !== undefined);
      const { surface, what, about, verdict, run } = last;
      assert.deepEqual([surface, what, about, verdict, run], ['hook', 'patch', ['src/new.py'], 'block', `s${session}`]);
    });

    it('denies a command that writes a file, and lets one through that does not', async () => {
      const denied = await answer('PreToolUse', use('Bash', 'echo x > src/new.py'));
      assert.match(reasonIn(denied), /commands\.write/);
      assert.equal(await answer('PreToolUse', use('Bash', 'ls src')), undefined);
    });

    it('holds what runs in another folder to the law of where Codex works', async () => {
      const elsewhere = makeTemporaryFolder('hook-elsewhere');
      const inside = `echo x > ${repository.root}/src/new.py`;
      const denied = await answer('PreToolUse', { ...use('Bash', inside), cwd: elsewhere.path });
      const below = await answer('PreToolUse', {
        ...use('Bash', 'echo x > new.py'),
        cwd: join(repository.root, 'src'),
      });
      elsewhere.dispose();
      assert.match(reasonIn(denied), /commands\.write/);
      assert.match(reasonIn(below), /commands\.write.*src\/new\.py/s);
    });

    it('denies a tool that may change something, by its name, and lets one through that reads', async () => {
      for (const [tool, isDenied] of [
        ['mcp__forge__create_issue', true],
        ['mcp__forge__get_or_create_label', true],
        ['mcp__forge__query', true],
        ['mcp__forge__getFileContents', false],
        ['mcp__docs__search', false],
      ] as const) {
        const denied = await answer('PreToolUse', { tool_name: tool, tool_use_id: 'call', tool_input: {} });
        assert.equal(denied?.hookSpecificOutput?.permissionDecision, isDenied ? 'deny' : undefined, tool);
      }
    });

    it('blocks a prompt with a secret, and says budgets beside one without', async () => {
      const key = ['AKIA', 'IOSFODNN7EXAMPLF'].join('');
      const blocked = await answer('UserPromptSubmit', { prompt: `Use ${key} in src/parse.py.` });
      assert.equal(blocked?.decision, 'block');
      assert.match(blocked?.reason ?? '', /prompt\.secret/);
      const told = await answer('UserPromptSubmit', { prompt: 'Go on.' });
      assert.match(told?.hookSpecificOutput?.additionalContext ?? '', /The mode is Fix \(fix\)/);
      assert.ok((await entries()).some((event) => event.kind === 'prompt-sent' && event.bytes === 6));
    });

    it('tells what a command has left, once, and not what stood there before', async () => {
      repository.write('src/old.py', 'X = 1\n'.repeat(30));
      await answer('UserPromptSubmit', { prompt: 'Go on.' });
      assert.equal(await answer('PostToolUse', use('Bash', 'ls')), undefined);
      repository.write('src/deep.py', `def deep(a):\n${'    if a: a += 1\n'.repeat(6)}    return a\n`);
      const told = await answer('PostToolUse', use('Bash', 'make'));
      assert.equal(told?.decision, 'block');
      assert.match(told?.reason ?? '', /files are changed already.*budget\.complexity/s);
      assert.equal(await answer('PostToolUse', use('Bash', 'ls')), undefined);
    });

    it('keeps a turn from ending with findings, so often and no more, and never where nothing was changed', async () => {
      repository.write('src/old.py', 'X = 1\n'.repeat(30));
      await answer('UserPromptSubmit', { prompt: 'What does it do?' });
      assert.equal(await answer('Stop', { stop_hook_active: false }), undefined, 'who only read has nothing to mend');
      repository.write('src/new.py', 'Y = 1\n');
      const first = await answer('Stop', { stop_hook_active: false });
      assert.match(first?.reason ?? '', /You are not done.*budget\.lines/s);
      const second = await answer('Stop', { stop_hook_active: true });
      assert.match(second?.reason ?? '', /It is the last time that you are asked/);
      assert.equal(await answer('Stop', { stop_hook_active: true }), undefined);
      await answer('UserPromptSubmit', { prompt: 'Go on.' });
      assert.equal(await answer('Stop', { stop_hook_active: false }), undefined);
    });

    it('lets who was kept from ending end, where nothing is known of the session', async () => {
      repository.write('src/old.py', 'X = 1\n'.repeat(30));
      assert.equal(await answer('Stop', { stop_hook_active: true }), undefined);
    });
  });

  describe('that cannot tell', () => {
    before(() => {
      repository = makeGoverned();
    });

    for (const [what, input] of [
      ['no JSON', 'ls'],
      ['nothing', ''],
      ['another event', JSON.stringify({ session_id: 's', cwd: '/', hook_event_name: 'Stop' })],
      ['no command', JSON.stringify({ session_id: 's', cwd: '/', hook_event_name: 'PreToolUse', tool_name: 'Bash' })],
      ['no session', JSON.stringify({ cwd: '/', hook_event_name: 'PreToolUse', tool_name: 'x' })],
    ] as const)
      it(`ends with 2, and writes nothing to stdout, where it is said ${what}`, async () => {
        const { root, environment } = repository;
        const { code, out, err } = await runIn({ folder: root, environment, input }, 'hook', 'PreToolUse');
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, /This was refused, as it could not be judged\./);
      });

    it('ends with 2 for an event that there is not, and without one', async () => {
      assert.equal((await ask('Elsewhere', {})).code, 2);
      assert.equal((await runIn({ folder: repository.root, environment: repository.environment }, 'hook')).code, 2);
    });

    it('ends with 2 where the policy cannot be read, and journals why', async () => {
      const broken = makeGoverned('version: 1\nmodes: [\n');
      const { code, out, err } = await ask('PreToolUse', use('Bash', 'ls'), broken);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /governance\.yaml/);
    });

    it('ends with 2 where the journal cannot be written: nothing goes on unrecorded', async () => {
      const closed = makeGoverned();
      closed.write('.git/codex-governor', 'no folder');
      const { code, out } = await ask('PreToolUse', use('Bash', 'ls'), closed);
      assert.deepEqual([code, out], [2, '']);
    });

    it('lets nothing through while Codex is frozen, also without a task, and journals that', async () => {
      repository = makeGoverned(smallPolicy().replace('codex: active', 'codex: frozen'));
      const refused = await answer('PreToolUse', use('Bash', 'ls'));
      assert.match(
        reasonIn(refused),
        /Codex is frozen in this repository .* so nothing that Codex does is let through\./,
      );
      const held = (await entries()).find((event) => event.kind === 'law-frozen');
      assert.equal(held?.stopped, 'action');
    });

    it('tells all that stands there where it remembers nothing of the session', async () => {
      repository = makeGoverned();
      await governed(repository, ...startFix);
      repository.write('src/old.py', 'X = 1\n'.repeat(30));
      const told = await answer('PostToolUse', use('Bash', 'ls'));
      assert.match(told?.reason ?? '', /budget\.lines/);
    });

    it('ends with 2 where the policy asks for a mode and there is none, and says so when a session starts', async () => {
      repository = makeGoverned(smallPolicy().replace('mode-required: false', 'mode-required: true'));
      const { code, err } = await ask('PreToolUse', use('Bash', 'ls'));
      assert.equal(code, 2);
      assert.match(err, /A person has to start a task first/);
      const told = await answer('SessionStart', { source: 'startup' });
      assert.match(told?.hookSpecificOutput?.additionalContext ?? '', /Nothing may be done here yet/);
      assert.equal(await answer('Stop', { stop_hook_active: false }), undefined);
    });
  });

  describe('where nothing is governed', () => {
    it('says nothing in a repository without a policy, and leaves nothing there', async () => {
      repository = makeGoverned();
      repository.git('rm', '--quiet', policyPath);
      repository.git('commit', '--quiet', '--message', 'none');
      assert.equal(await answer('PreToolUse', use('apply_patch', patchOf('src/new.py', 300))), undefined);
      assert.deepEqual(await entries(), []);
    });

    it('says nothing outside of a repository', async () => {
      const folder = makeTemporaryFolder('hook-nowhere');
      const { code, out } = await ask('PreToolUse', use('Bash', 'ls'), { ...repository, root: folder.path });
      folder.dispose();
      assert.deepEqual([code, out], [0, '']);
    });
  });

  describe('as Codex starts it', () => {
    const soon = { CODEX_GOVERNOR_HOOK_SECONDS: '1' };
    before(() => {
      repository = makeGoverned();
    });

    it('lets through what may be done, in the time that is set', async () => {
      assert.deepEqual(
        await runLine(repository, { CODEX_GOVERNOR_HOOK_SECONDS: '44' }, { input: questionIn(repository) }),
        { code: 0, told: '' },
      );
    });

    it('is a no where it waits for ever', async () => {
      const { code, told } = await runLine(repository, soon);
      assert.equal(code, 2);
      assert.match(told, /This was refused, as it could not be judged\..*It took too long to judge/s);
    });

    it('is a no where it hangs and has no turn left to look at the clock', async () => {
      const hang = join(repository.root, '..', 'hang.cjs');
      writeFileSync(
        hang,
        `const parse = JSON.parse;
        JSON.parse = (text, ...more) => {
          if (String(text).includes('PreToolUse')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
          return parse(text, ...more);
        };`,
      );
      const { code, told } = await runLine(repository, soon, {
        words: `--require '${hang}'`,
        input: questionIn(repository),
      });
      assert.equal(code, 2);
      assert.match(told, /codex-governor: This was refused, as it took too long to judge it\./);
    });

    it('takes no longer time than its own, and nothing that is none', async () => {
      const input = questionIn(repository);
      for (const seconds of ['0', '-1', '3600', 'soon', '']) {
        const { code } = await runLine(repository, { CODEX_GOVERNOR_HOOK_SECONDS: seconds }, { input });
        assert.equal(code, 0, seconds);
      }
    });
  });

  it('answers as a process, and gives no answer but 2 to a question that never ends', async () => {
    repository = makeGoverned();
    const { root, environment } = repository;
    const start = () => spawn(process.execPath, [bundle, 'hook', 'Stop'], { cwd: root, env: environment });
    const child = start();
    child.stdin.end(JSON.stringify({ session_id: 's', cwd: root, hook_event_name: 'Stop' }));
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
    const waiting = start();
    const ended = new Promise((resolve) => waiting.once('close', resolve));
    waiting.kill('SIGTERM');
    assert.notEqual(await ended, 0);
  });
});
