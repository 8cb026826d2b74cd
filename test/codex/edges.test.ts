// What the real Codex does not do when it is asked to: a program that speaks its protocol plays it.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentStart, AgentThread, Failure } from '#app';
import { openCodex } from '#codex';
import type { Result } from '#core';
import { makeTemporaryFolder, type TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { ofKind, read } from './lab.ts';

/** What it writes when it hears a method, or our answer to what it asked; `$id` and `$name` stand for what was sent. */
type Part = Readonly<Record<string, readonly string[]>>;

const player = `#!/usr/bin/env node
import { appendFileSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const part = JSON.parse(readFileSync(new URL('part.json', import.meta.url)));
createInterface({ input: process.stdin }).on('line', (line) => {
  appendFileSync(new URL('heard.jsonl', import.meta.url), line + '\\n');
  const { id, method, params } = JSON.parse(line);
  const asked = method ?? 'answer ' + id;
  const key = asked === 'thread/start' && params.sandbox ? 'thread/start plain' : asked;
  for (const answer of part[key] ?? []) {
    if (answer === 'exit') process.exit(7);
    console.log(answer.replaceAll('"$id"', JSON.stringify(id)).replaceAll('$name', params?.permissions ?? ''));
  }
});
`;

const result = (value: object): string => JSON.stringify({ id: '$id', result: value });
const greeting = (version: string): string =>
  result({ userAgent: `codex_governor/${version} (x)`, codexHome: '/home/of' });
const held = { approvalPolicy: 'on-request', approvalsReviewer: 'user', sandbox: { type: 'readOnly' } };
const thread = { ...held, thread: { id: 't1' }, activePermissionProfile: { id: '$name' } };
const refusal = JSON.stringify({ id: '$id', error: { code: -32_600, message: 'profiles are not allowed' } });
const well: Part = {
  initialize: [greeting('0.169.0')],
  'hooks/list': [result({ data: [] })],
  'thread/start': [result(thread)],
  'turn/start': [result({ turn: { id: 'u1', status: 'inProgress', error: null } })],
};
const tell = (method: string, params: object): string => JSON.stringify({ method, params });
const ask = (id: number, method: string, params: object): string => JSON.stringify({ id, method, params });

const failureOf = (started: Result<AgentThread, Failure>): Failure => {
  ok(!started.ok, 'it was started');
  return started.error;
};

const threadOf = (started: Result<AgentThread, Failure>): AgentThread => {
  ok(started.ok, started.ok ? '' : started.error.message);
  return started.value;
};

describe('a Codex that is not as it was seen to be', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = makeTemporaryFolder('codex-part');
  });
  afterEach(() => folder.dispose());

  const play = async (part: Part, wishes: Partial<AgentStart> = {}): Promise<Result<AgentThread, Failure>> => {
    const program = join(folder.path, 'codex.mjs');
    writeFileSync(program, player);
    chmodSync(program, 0o755);
    writeFileSync(join(folder.path, 'part.json'), JSON.stringify(part));
    const agent = openCodex({ program, environment: { ...process.env }, version: '0.0.0', patience: 3_000 });
    return agent.start({ cwd: folder.path, instructions: '', context: [], permissions: { denyReads: [] }, ...wishes });
  };
  const heard = (): readonly Readonly<Record<string, unknown>>[] =>
    readFileSync(join(folder.path, 'heard.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

  for (const [version, words] of [
    ['0.170.0', /Codex 0\.170\.0 is not a version/],
    ['1.0.0-alpha.2', /Codex 1\.0\.0-alpha\.2 is not a version/],
    ['x', /does not say which version/],
  ] as const)
    it(`is not started in version ${version}, and the other ways are told`, async () => {
      const { reason, message, remedy } = failureOf(await play({ ...well, initialize: [greeting(version)] }));
      equal(reason, 'agent-unknown');
      match(message, words);
      match(remedy ?? '', /Install Codex 0\.169\.0.*hooks/);
      ok(!heard().some(({ method }) => method === 'thread/start'));
    });

  it('gets the plain sandbox where it has no profiles, so long as nothing is closed to reading', async () => {
    const part = {
      ...well,
      'thread/start': [refusal],
      'thread/start plain': [result({ ...thread, activePermissionProfile: null })],
    };
    const started = threadOf(await play(part));
    equal(started.sandbox, 'read-only');
    await started.close();
    const { reason, message } = failureOf(await play(part, { permissions: { denyReads: ['.env'] } }));
    equal(reason, 'agent-failed');
    match(message, /profiles are not allowed/);
  });

  for (const [what, taken] of Object.entries({
    'another profile': { ...thread, activePermissionProfile: { id: ':workspace' } },
    'another sandbox': { ...thread, sandbox: { type: 'workspaceWrite' } },
    'other questions': { ...thread, approvalPolicy: 'never' },
    'another to answer them': { ...thread, approvalsReviewer: 'auto_review' },
  }))
    it(`is not let to work when it took on ${what}`, async () => {
      const taking = [
        result({ ...taken, ...(what === 'another profile' ? {} : { activePermissionProfile: { id: '$name' } }) }),
      ];
      const plain = [result(what === 'another profile' ? { ...taken, sandbox: { type: 'workspaceWrite' } } : taken)];
      const { reason, message } = failureOf(
        await play({ ...well, 'thread/start': taking, 'thread/start plain': plain }),
      );
      equal(reason, 'agent-failed');
      match(message, /did not take on the permissions/);
    });

  it('is ended when it does not answer, and when it dies while it starts', async () => {
    match(failureOf(await play({})).message, /did not answer/);
    match(failureOf(await play({ initialize: ['exit'] })).message, /has ended/);
    const agent = openCodex({ program: join(folder.path, 'none'), environment: {}, version: '0.0.0' });
    const missing = await agent.start({
      cwd: folder.path,
      instructions: '',
      context: [],
      permissions: { denyReads: [] },
    });
    equal(failureOf(missing).reason, 'agent-failed');
  });

  it('is refused what we do not know, and what nobody may grant; a patch that was not told of is declined', async () => {
    const at = { threadId: 't1', turnId: 'u1', itemId: 'i1' };
    const lines = [
      'no message at all',
      '[1]',
      tell('something/new', { threadId: 't1' }),
      tell('turn/started', { threadId: 't1', turn: { id: 'u1', status: 'inProgress', error: null } }),
      tell('item/started', { ...at, item: { type: 'somethingNew', id: 'i0' } }),
      ask(90, 'something/asked', at),
      ask(91, 'item/fileChange/requestApproval', at),
      ask(92, 'item/permissions/requestApproval', at),
      ask(93, 'item/commandExecution/requestApproval', { threadId: 't1' }),
      ask(94, 'item/tool/requestUserInput', { ...at, questions: [{ id: 'q', question: 'Which?' }] }),
    ];
    const lastLines = [
      tell('item/started', {
        ...at,
        item: { type: 'fileChange', id: 'i1', status: 'inProgress', changes: [{ path: 1 }] },
      }),
      ask(95, 'item/fileChange/requestApproval', at),
    ];
    const end = tell('turn/completed', { threadId: 't1', turn: { id: 'u1', status: 'completed', error: null } });
    const part = {
      ...well,
      'turn/start': [...(well['turn/start'] ?? []), ...lines],
      'answer 94': lastLines,
      // Whoever ends the turn before it has heard the last answer may be ended before it hears that.
      'answer 95': [end],
    };
    const started = threadOf(await play(part));
    const events = await read(started).turn('Go on.');
    await started.close();
    deepEqual(
      ofKind(events, 'asks-other').map(({ method }) => method),
      [
        'something/asked',
        'item/fileChange/requestApproval',
        'item/permissions/requestApproval',
        'item/commandExecution/requestApproval',
        'item/fileChange/requestApproval',
      ],
    );
    deepEqual(
      ofKind(events, 'asks-input').map(({ questions }) => questions),
      [['Which?']],
    );
    const answers = new Map(heard().map(({ id, result: answer, error }) => [id, answer ?? error]));
    deepEqual(answers.get(90), { code: -32_601, message: 'This client cannot answer something/asked.' });
    deepEqual(answers.get(91), { decision: 'decline' });
    deepEqual(answers.get(92), { permissions: {}, scope: 'turn' });
    deepEqual(answers.get(93), { decision: 'decline' });
    deepEqual(answers.get(94), { answers: {} });
    deepEqual(answers.get(95), { decision: 'decline' });
    equal(ofKind(events, 'warning').length, 2);
  });

  it('may write a sign that other programs take for a line end', async () => {
    const item = { type: 'agentMessage', id: 'm1', text: 'one\u2028two' };
    const lines = [
      tell('item/completed', { threadId: 't1', turnId: 'u1', item }),
      tell('turn/completed', { threadId: 't1', turn: { id: 'u1', status: 'completed', error: null } }),
    ];
    const started = threadOf(await play({ ...well, 'turn/start': [...(well['turn/start'] ?? []), ...lines] }));
    const events = await read(started).turn('Go on.');
    await started.close();
    deepEqual(
      ofKind(events, 'message').map(({ text }) => text),
      ['one\u2028two'],
    );
  });
});
