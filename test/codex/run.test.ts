import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recallRun, runCodex } from '#app';
import { setAlarm } from '#repo';
import { patches, runs, says } from './fake-model.ts';
import { openGoverned, policy, rules, type GovernedLab } from './governed.ts';

const update = (path: string, from: string, ...to: readonly string[]): string =>
  [`*** Update File: ${path}`, '@@', `-${from}`, ...to.map((line) => `+${line}`)].join('\n');

const add = (path: string, ...lines: readonly string[]): string =>
  [`*** Add File: ${path}`, ...lines.map((line) => `+${line}`)].join('\n');

const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `value_${at} = ${at}`);

const heard = ({ model }: GovernedLab): string => (model.requests.at(-1)?.texts ?? []).join('\n');

describe('a governed run of the real Codex', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const text = (path: string): string => readFileSync(join(lab.root, path), 'utf8');

  it('writes what keeps the policy, and ends when Codex is done', async () => {
    lab = await openGoverned();
    lab.model.script([patches(update('src/a.py', 'one = 1', 'first = 1'))], [says('Renamed.')]);
    const { end, record, judgement, unaccounted } = await lab.run();
    deepEqual([end.how, end.unaccounted, unaccounted], ['done', [], []]);
    equal(text('src/a.py'), 'first = 1\n');
    equal(judgement?.verdict, 'pass');
    deepEqual(
      record.patches.map(({ files, verdict, state, by }) => [files, verdict, state, by]),
      [[[{ path: 'src/a.py' }], 'pass', 'written', 'engine']],
    );
    equal(record.message, 'Renamed.');
    deepEqual([record.use.steps, record.use['tool-calls'], record.use.tokens], [2, 1, 200]);
  });

  it('hands over mode, prompt and context pack before the first answer', async () => {
    const context = ['context: { items: [{ id: guide, title: Guide, path: README.md, rank: 1 }] }'];
    lab = await openGoverned({ policy: policy(context) });
    lab.model.script([says('Nothing to do.')]);
    const { record } = await lab.run();
    const first = lab.model.requests[0]?.texts.join('\n') ?? '';
    match(first, /You work under Codex Governor, in mode Fix \(fix\)/);
    match(first, /Rename `one` in src\/a\.py/);
    match(first, /Guide \(README\.md, rank 1/);
    match(first, /# Lab/);
    ok((record.handed?.sent ?? 0) > 20);
  });

  for (const [what, body, rule] of [
    ['is over the budget', add('src/c.py', ...many(20)), 'budget.lines'],
    ['is out of the lane of its mode', add('docs/c.md', 'Text.'), 'write-scope.mode'],
    ['is in a closed part of its lane', add('src/vendor/c.py', 'x = 1'), 'write-scope.mode'],
    ['touches a protected path', add('src/settled.py', 'x = 1'), 'settled'],
  ] as const) {
    it(`writes nothing of a patch that ${what}, and says why in the same turn`, async () => {
      lab = await openGoverned({ policy: policy(rules) });
      lab.model.script([patches(body)], [says('I see.')]);
      const { record } = await lab.run();
      equal(lab.git('status', '--short'), '');
      deepEqual(
        record.patches.map(({ verdict, state, by }) => [verdict, state, by]),
        [['block', 'declined', 'engine']],
      );
      ok(record.patches[0]?.findings.some((finding) => finding.rule === rule));
      match(heard(lab), new RegExp(rule.replace('.', '\\.')));
      equal(lab.model.requests.length, 2, 'it is told in the same turn');
    });
  }

  it('judges a patch on top of those before it', async () => {
    lab = await openGoverned();
    lab.model.script(
      [patches(add('src/c.py', ...many(8)))],
      [patches(add('src/d.py', ...many(8)))],
      [says('That is all.')],
    );
    const { record } = await lab.run();
    deepEqual(
      record.patches.map(({ state }) => state),
      ['written', 'declined'],
    );
    deepEqual([existsSync(join(lab.root, 'src/c.py')), existsSync(join(lab.root, 'src/d.py'))], [true, false]);
  });

  it('lets a patch through that a person accepts, and shows what it would do', async () => {
    lab = await openGoverned();
    lab.model.script([patches(add('docs/c.md', 'Text.'))], [says('Thanks.')]);
    const asked: unknown[] = [];
    const { end, record } = await lab.run(
      {},
      {
        decide: async ({ files, ruling }) => {
          asked.push([files, ruling.findings.map(({ rule }) => rule)]);
          return Promise.resolve({ decision: 'accept' });
        },
      },
    );
    deepEqual(asked, [[[{ path: 'docs/c.md', after: 'Text.\n' }], ['write-scope.mode']]]);
    deepEqual([record.patches[0]?.state, record.patches[0]?.by], ['written', 'person']);
    equal(text('docs/c.md'), 'Text.\n');
    equal(end.how, 'blocked', 'a person who accepts it does not change the law');
  });

  it('tells Codex in the same turn why a person declined, and keeps it', async () => {
    lab = await openGoverned();
    lab.model.script([patches(add('docs/c.md', 'Text.'))], [says('I see.')]);
    const seen: unknown[] = [];
    const { record } = await lab.run(
      {},
      {
        see: async ({ files }) => Promise.resolve(void seen.push(files)),
        decide: async () => Promise.resolve({ decision: 'decline', reason: 'The guide says it already.' }),
      },
    );
    deepEqual(seen, [[{ path: 'docs/c.md', after: 'Text.\n' }]]);
    match(heard(lab), /A person declined this patch\. They say: The guide says it already\./);
    const recalled = await recallRun(lab.machine, record.task);
    ok(recalled.ok, 'the journal can be read');
    for (const { state, by, reason } of [record, recalled.value].flatMap((one) => one?.patches ?? []))
      deepEqual([state, by, reason], ['declined', 'person', 'The guide says it already.']);
    equal(recalled.value?.end?.how, record.end?.how);
    deepEqual(recalled.value?.use, record.use);
  });

  it('does not start Codex with a prompt that the policy blocks, says why, and keeps that', async () => {
    lab = await openGoverned({
      policy: policy([
        'prompt: { lint: { level: block, avoid: [{ matches: rewrite, because: Small is good., better: Name what changes. }] } }',
      ]),
    });
    const { machine, agent } = lab;
    const request = { prompt: 'Rewrite `one` in src/a.py, with its test in src/a_test.py.' };
    const refused = await runCodex({ ...machine, agent, setAlarm }, request, { hear: () => undefined });
    ok(!refused.ok);
    equal(refused.error.reason, 'bad-goal');
    match(
      refused.error.message,
      /The policy refuses this prompt, so Codex was not started\. Small is good\. Name what changes\./,
    );
    deepEqual([lab.model.requests.length, lab.processes().length], [0, 0]);
    const entries = await machine.journal.read({ last: 1 });
    ok(entries.ok);
    const event = entries.value[0]?.event;
    ok(event?.kind === 'action-judged');
    deepEqual([event.surface, event.what, event.verdict, event.about], ['run', 'prompt', 'block', []]);
    const recalled = await recallRun(machine, event.task ?? '');
    deepEqual(recalled, { ok: true, value: undefined }, 'there was no run');
  });

  it('is the only one in its worktree', async () => {
    lab = await openGoverned();
    lab.model.script([patches(add('docs/c.md', 'Text.'))], [says('I see.')]);
    const refused: string[] = [];
    await lab.run(
      {},
      {
        decide: async () => {
          const { machine, agent } = lab;
          const other = await runCodex({ ...machine, agent, setAlarm }, {}, { hear: () => undefined });
          refused.push(other.ok ? 'it ran' : other.error.reason);
          return { decision: 'decline' };
        },
      },
    );
    deepEqual(refused, ['run-active']);
  });

  it('deletes, moves and renames as it is allowed to', async () => {
    lab = await openGoverned();
    lab.model.script(
      [patches('*** Delete File: src/b.py')],
      [patches('*** Update File: src/a.py\n*** Move to: src/first.py\n@@\n-one = 1\n+first = 1')],
      [patches('*** Update File: src/first.py\n*** Move to: docs/first.py\n@@\n-first = 1\n+first = 2')],
      [says('Done.')],
    );
    const { end, record } = await lab.run();
    deepEqual(
      record.patches.map(({ state }) => state),
      ['written', 'written', 'declined'],
    );
    deepEqual([end.unaccounted, text('src/first.py')], [[], 'first = 1\n']);
    equal(existsSync(join(lab.root, 'src/b.py')), false);
  });

  it('keeps a shell from writing, and never lets it out of the sandbox', async () => {
    lab = await openGoverned();
    lab.model.script(
      [runs('echo more >> src/a.py; cat src/a.py')],
      [
        runs('echo more >> src/a.py', 'code', {
          sandbox_permissions: 'require_escalated',
          justification: 'I want to.',
        }),
      ],
      [says('Then not.')],
    );
    const { end, record } = await lab.run();
    equal(text('src/a.py'), 'one = 1\n');
    deepEqual(end.unaccounted, []);
    match(record.notes.map((note) => note.text).join('\n'), /without the sandbox/);
    match(heard(lab), /Nothing runs without the sandbox here/);
  });

  it('tells what changed while it ran that no patch explains', async () => {
    lab = await openGoverned();
    lab.model.script([patches(update('src/a.py', 'one = 1', 'first = 1'))], [says('Done.')]);
    const { writeFileSync } = await import('node:fs');
    const { end, unaccounted } = await lab.run(
      {},
      {
        hear: (event) => {
          if (event.kind !== 'message') return;
          writeFileSync(join(lab.root, 'src/b.py'), 'two = 3\n');
          writeFileSync(join(lab.root, 'src/new.py'), 'new = 1\n');
        },
      },
    );
    deepEqual(end.unaccounted, ['src/b.py', 'src/new.py']);
    deepEqual(unaccounted, [{ path: 'src/b.py', expected: 'two = 2\n' }, { path: 'src/new.py' }]);
  });

  it('tells Codex once more what the policy still blocks, and it mends that', async () => {
    lab = await openGoverned({ policy: policy(rules) });
    lab.model.script(
      [patches(add('src/c.py', 'x = 1'))],
      [says('Done.')],
      [patches(add('src/c_test.py', 'assert True'))],
      [says('Now it is.')],
    );
    const { end, record } = await lab.run({}, { decide: async () => Promise.resolve({ decision: 'accept' }) });
    equal(record.corrections, 1);
    equal(end.how, 'done', end.message);
  });

  it('stops after as many corrections as the policy allows', async () => {
    lab = await openGoverned({ policy: policy([...rules, 'run: { corrections: 1 }']) });
    lab.model.script([patches(add('src/c.py', 'x = 1'))], [says('Done.')], [says('Really.')], [says('Never said.')]);
    const { end, record } = await lab.run({}, { decide: async () => Promise.resolve({ decision: 'accept' }) });
    deepEqual([end.how, record.corrections], ['blocked', 1]);
    match(end.message, /tests-come-along/);
  });

  it('stops at a limit of the policy', async () => {
    lab = await openGoverned({ policy: policy(['run: { limits: { steps: 2 } }']) });
    lab.model.script(...Array.from({ length: 6 }, () => [runs('ls')]), [says('Done.')]);
    const { end, record } = await lab.run();
    equal(end.how, 'limit', end.message);
    match(end.message, /its limit of 2 steps/);
    ok(record.use.steps > 2 && record.message === undefined, JSON.stringify(record.use));
  });

  it('ends at once when it is stopped, with what is pending declined', async () => {
    lab = await openGoverned();
    lab.model.script([patches(update('src/a.py', 'one = 1', 'first = 1'))], [says('Done.')]);
    const stop = new AbortController();
    const { end, record } = await lab.run(
      {},
      {
        hear: (event) => {
          if (event.kind === 'patch-judged') stop.abort();
        },
      },
      stop.signal,
    );
    equal(end.how, 'stopped');
    equal(text('src/a.py'), 'one = 1\n');
    deepEqual(
      record.patches.map(({ state }) => state),
      ['declined'],
    );
  });

  it('ends when the kill switch is thrown', async () => {
    lab = await openGoverned();
    lab.model.script(...Array.from({ length: 9 }, () => [runs('sleep 1')]), [says('Done.')]);
    const { writeFileSync } = await import('node:fs');
    const { end } = await lab.run(
      {},
      {
        hear: (event) => {
          if (event.kind === 'started')
            writeFileSync(join(lab.root, '.codex/governance.yaml'), `${policy()}codex: frozen\n`);
        },
      },
    );
    equal(end.how, 'frozen', end.message);
    match(end.message, /governance\.yaml line/);
  });

  it('keeps a journal of what was judged and decided', async () => {
    lab = await openGoverned();
    lab.model.script([patches(add('docs/c.md', 'Text.'))], [says('Done.')]);
    await lab.run();
    const entries = await lab.machine.journal.read();
    ok(entries.ok);
    deepEqual(
      entries.value.map(({ event }) => event.kind).filter((kind) => kind !== 'task-started'),
      [
        'action-judged',
        'run-started',
        'prompt-sent',
        'receipt',
        'action-judged',
        'action-decided',
        'action-ended',
        'run-ended',
      ],
    );
  });
});
