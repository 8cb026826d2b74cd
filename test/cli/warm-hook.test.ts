// `hook` with the engine of an open window beside it: the same answers, written down once, whoever judged.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { answerHooks } from '#codex';
import {
  build,
  courtHere,
  offerEngine,
  openMachine,
  redactEvent,
  type AnswerQuestion,
  type Machine,
  type OfferedEngine,
} from '#repo';
import { demand, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  governed,
  makeGoverned,
  policyPath,
  projectRoot,
  readIn,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `+V${at} = ${at}\n`).join('');
const patchOf = (path: string, count: number): string =>
  `*** Begin Patch\n*** Add File: ${path}\n${lines(count)}*** End Patch`;
const use = (tool_name: string, command: string) => ({ tool_name, tool_use_id: 'call', tool_input: { command } });
const patch = (count: number) => use('apply_patch', patchOf('src/new.py', count));

const inLine = (count: number) => use('Bash', `apply_patch <<'EOF'\n${patchOf('src/new.py', count)}\nEOF`);

const logging = smallPolicy('prompt: { log: dev_prompts.md }');

const openIn = async ({ root, environment }: TestRepository): Promise<Machine> => {
  const parts = { policies: `${projectRoot}/policies`, court: courtHere };
  return demand(await openMachine(root, parts, { environment, startedIn: root }));
};

describe('hook beside an open window', function () {
  this.timeout(60_000);
  let repository: TestRepository;
  let machine: Machine;
  let engine: OfferedEngine | undefined;
  let answers: boolean[] = [];
  let session = 0;

  /** Offers an engine that notes whether it answered. */
  const offer = async (
    answer: AnswerQuestion = answerHooks({ ...machine, redactEvent }),
    of = build,
  ): Promise<void> => {
    const noting: AnswerQuestion = async (question, signal) => {
      const told = await answer(question, signal);
      answers.push(told !== undefined);
      return told;
    };
    engine = await offerEngine({ root: repository.root, ownFolder: machine.ownFolder }, { build: of, answer: noting });
  };
  const ask = async (name: string, said: object, ...more: readonly string[]): Promise<string> => {
    const { root, environment } = repository;
    const input = JSON.stringify({ session_id: `s${session}`, cwd: root, hook_event_name: name, ...said });
    const { code, out, err } = await runIn({ folder: root, environment, input }, 'hook', name, ...more);
    assert.deepEqual([code, err], [0, ''], err);
    return out;
  };
  const entries = async () => demand(await machine.journal.read()).map(({ event }) => event);
  /** The entries of the session at hand, by another name. */
  const ofSession = async () =>
    (await entries()).flatMap((event) => {
      if (event.kind === 'foreign' || !('run' in event) || event.run !== `s${session}`) return [];
      return [{ ...event, run: 'this one' }];
    });

  const now = Date.now.bind(Date);
  /** What is written down of what a governed run asks. */
  const tellLines = async (): Promise<readonly string[]> => {
    assert.equal(await ask('PreToolUse', inLine(3), '--of-run'), '');
    assert.match(await ask('PreToolUse', inLine(30), '--of-run'), /budget\.lines/);
    assert.equal(await ask('PreToolUse', use('Bash', 'ls'), '--of-run'), '');
    assert.equal(await ask('PreToolUse', patch(3), '--of-run'), '');
    return (await ofSession()).map((event) =>
      event.kind === 'action-judged' ? `${event.what} ${event.verdict}` : event.kind,
    );
  };

  before(async () => {
    // As if an hour had passed: what was touched just now is looked at again, and not kept from one question to the next.
    Date.now = () => now() + 3_600_000;
    repository = makeGoverned(logging);
    machine = await openIn(repository);
    await governed(repository, ...startFix);
  });
  beforeEach(() => {
    session += 1;
    answers = [];
    repository.git('reset', '--quiet', '--hard');
    repository.git('clean', '-fdq');
  });
  afterEach(async () => {
    await engine?.dispose();
    engine = undefined;
  });
  after(() => {
    Date.now = now;
    removeFolders();
  });

  const questions = [
    ['SessionStart', { source: 'startup' }],
    ['UserPromptSubmit', { prompt: 'Mend `src/parse.py`, so that it takes an empty line.' }],
    ['PreToolUse', patch(3)],
    ['PreToolUse', patch(30)],
    ['PreToolUse', patch(30)],
    ['PreToolUse', use('Bash', 'echo x > src/new.py')],
    ['PreToolUse', inLine(30)],
    ['PreToolUse', { tool_name: 'mcp__forge__create_issue', tool_use_id: 'call', tool_input: {} }],
    ['PostToolUse', use('Bash', 'make')],
    ['Stop', { stop_hook_active: false }],
  ] as const;

  it('answers as it does alone, and journals the same, once', async () => {
    const tell = async () => {
      const told: string[] = [];
      for (const [name, said] of questions) {
        if (name === 'PostToolUse') repository.write('src/old.py', 'X = 1\n'.repeat(30));
        told.push(await ask(name, said));
      }
      const log = readIn(repository, 'dev_prompts.md');
      assert.equal(log.split('so that it takes an empty line').length, 2, 'the prompt is logged once');
      repository.git('reset', '--quiet', '--hard');
      repository.git('clean', '-fdq');
      const kept = await ofSession();
      return { told, events: kept.map((event) => ({ ...event, ...('prompt' in event ? { prompt: 0 } : {}) })) };
    };
    const alone = await tell();
    assert.ok(alone.told[3]?.includes('budget.lines') && alone.told[4] === alone.told[3], 'and again the second time');
    session += 1;
    await offer();
    const beside = await tell();
    assert.deepEqual(beside, alone);
    assert.deepEqual(
      answers,
      questions.map(() => true),
    );
  });

  it('remembers a session whoever has judged', async () => {
    repository.write('src/old.py', 'X = 1\n'.repeat(30));
    await offer();
    await ask('UserPromptSubmit', { prompt: 'Go on.' });
    repository.write('src/more.py', 'Y = 1\n');
    assert.match(await ask('Stop', { stop_hook_active: false }), /You are not done/);
    await engine?.dispose();
    assert.match(await ask('Stop', { stop_hook_active: true }), /It is the last time that you are asked/);
    await offer();
    assert.equal(await ask('Stop', { stop_hook_active: true }), '');
  });

  it('leaves to a governed run what it lets through of a patch in a line, and nothing else', async () => {
    const written = ['command block', 'command pass', 'patch pass'];
    assert.deepEqual(await tellLines(), written);
    session += 1;
    await offer();
    assert.deepEqual(await tellLines(), written);
    assert.deepEqual(answers, [true, true, true, true]);
  });

  it('sees what was written since it was asked last', async () => {
    await offer();
    assert.equal(await ask('PreToolUse', patch(3)), '');
    repository.write('src/old.py', 'X = 1\n'.repeat(18));
    assert.match(await ask('PreToolUse', patch(3)), /budget\.lines/);
    repository.remove('src/old.py');
    assert.equal(await ask('PreToolUse', patch(3)), '');
  });

  it('judges by itself where the engine is of another build, and writes that down once', async () => {
    await offer(answerHooks({ ...machine, redactEvent }), 'another');
    assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
    assert.deepEqual([answers, (await ofSession()).length], [[], 1]);
  });

  for (const [what, answer] of [
    ['nothing', async () => undefined],
    ['nonsense', async () => ({ answer: { refuse: 17 }, events: [] })],
    ['half a ruling', async () => ({ answer: {} })],
    ['what is no ruling', async () => 'yes'],
    ['no event', async () => ({ answer: {}, events: [null] })],
  ] as const)
    it(`judges by itself where the engine answers ${what}, and writes that down once`, async () => {
      await offer(answer);
      assert.match(await ask('PreToolUse', patch(30)), /budget\.lines/);
      assert.equal(answers.length, 1);
      assert.equal((await ofSession()).length, 1);
    });

  it('journals no secret that a window would have told it', async () => {
    const key = ['AKIA', 'IOSFODNN7EXAMPLF'].join('');
    await offer();
    await ask('PreToolUse', use('Bash', `echo ${key} > src/new.py`));
    assert.deepEqual(answers, [true]);
    assert.ok(!JSON.stringify(await entries()).includes(key));
  });

  it('holds the work to the law as it is, and to the mode that is asked for', async () => {
    const other = repository;
    repository = makeGoverned();
    machine = await openIn(repository);
    try {
      await offer();
      assert.match(await ask('PreToolUse', patch(12), '--mode', 'fix'), /^$/);
      assert.match(await ask('PreToolUse', patch(3), '--mode', 'docs'), /write-scope/);
      repository.write(policyPath, smallPolicy().replace('limit: 20', 'limit: 5'));
      repository.commit('stricter');
      assert.match(await ask('PreToolUse', patch(12), '--mode', 'fix'), /budget\.lines/);
      repository.git('checkout', '--quiet', '-b', 'laxer');
      repository.write(policyPath, smallPolicy().replace('limit: 20', 'limit: 50'));
      repository.commit('laxer');
      assert.match(await ask('PreToolUse', patch(12), '--mode', 'fix'), /budget\.lines/, 'the base makes the law');
      repository.git('checkout', '--quiet', 'main');
      repository.git('merge', '--quiet', 'laxer');
      assert.equal(await ask('PreToolUse', patch(12), '--mode', 'fix'), '');
      repository.write(policyPath, 'version: 1\nmodes: [\n');
      repository.commit('broken');
      const { root, environment } = repository;
      const input = JSON.stringify({ session_id: 's', cwd: root, hook_event_name: 'PreToolUse', ...patch(3) });
      const { code, err } = await runIn({ folder: root, environment, input }, 'hook', 'PreToolUse', '--mode', 'fix');
      assert.equal(code, 2);
      assert.match(err, /governance\.yaml/);
      assert.deepEqual(answers, [true, true, true, true, true, false]);
    } finally {
      repository = other;
      machine = await openIn(repository);
    }
  });
});
