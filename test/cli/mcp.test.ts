// `mcp`: read-only tools over stdin and stdout, asked by the official client.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Documents } from '../../src/cli/documents.ts';
import { removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  bundle,
  documentOf,
  endOf,
  goal,
  governed,
  inRepository,
  keptIn,
  makeGoverned,
  policyPath,
  readIn,
  smallPolicy,
  startFix,
} from './command-line.ts';
import { openClient, startClient, type ToolClient } from './mcp-client.ts';

const names = [
  'budget_left',
  'check_change',
  'check_command',
  'check_patch',
  'check_prompt',
  'explain',
  'mode',
  'policy',
];

interface Ruled {
  readonly verdict: string;
  readonly findings: readonly { readonly id: string; readonly rule: string; readonly remedy: string }[];
  readonly meters: readonly { readonly id: string; readonly used: number; readonly left: number }[];
  readonly mode: string | null;
  readonly notes: readonly string[];
}

const adds = (path: string, lines: number): string =>
  [
    '*** Begin Patch',
    `*** Add File: ${path}`,
    ...Array.from({ length: lines }, (_, at) => `+v${at} = ${at}`),
    '*** End Patch',
  ].join('\n');

const rulesOf = ({ findings }: Ruled): readonly string[] => findings.map(({ rule }) => rule);

describe('mcp', function () {
  this.timeout(120_000);
  let client: ToolClient | undefined;
  const open = async (repository: TestRepository): Promise<ToolClient> =>
    (client = await openClient(inRepository(repository)));
  const ask = async <Answer>(name: string, given?: Record<string, unknown>): Promise<Answer> => {
    assert.ok(client);
    const { document, words, isError } = await client.call(name, given);
    assert.equal(isError, false, words);
    return document as Answer;
  };
  const stateOfCodex = async () => (await ask<{ readonly codex: string }>('policy')).codex;
  const refused = async (name: string, given?: Record<string, unknown>): Promise<string> => {
    assert.ok(client);
    const { words, isError } = await client.call(name, given);
    assert.equal(isError, true, words);
    return words;
  };

  afterEach(async () => {
    const ended = client;
    client = undefined;
    assert.equal((await ended?.close()) ?? 0, 0);
    removeFolders();
  });

  it('offers tools that only tell, each with what it takes and gives', async () => {
    const { client: asking } = await open(makeGoverned());
    const { tools } = await asking.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), names);
    for (const { name, description, annotations, inputSchema, outputSchema } of tools) {
      assert.deepEqual([annotations?.readOnlyHint, annotations?.destructiveHint], [true, false], name);
      assert.ok((description ?? '').length > 40, name);
      assert.equal(inputSchema.type, 'object');
      assert.equal(outputSchema?.type, 'object');
    }
    assert.match(asking.getInstructions() ?? '', /Ask before acting/);
    assert.equal(asking.getServerVersion()?.name, 'codex-governor');
  });

  it('tells the policy with why and how to mend, and the lane of the task', async () => {
    const rule =
      'rules: [{ id: settled, kind: protected-path, in: [src/old.py], level: block, because: It is settled. }]';
    const repository = makeGoverned(smallPolicy(rule), { 'src/old.py': 'x = 1\n' });
    await governed(repository, ...startFix, '--scope', 'src/**');
    await open(repository);
    const policy = await ask<{
      readonly mode: string;
      readonly codex: string;
      readonly rules: readonly Record<string, unknown>[];
    }>('policy');
    assert.deepEqual([policy.mode, policy.codex], ['fix', 'active']);
    const [settled] = policy.rules;
    assert.deepEqual(
      [settled?.['id'], settled?.['because'], settled?.['in']],
      ['settled', 'It is settled.', ['src/old.py']],
    );
    assert.match(String(settled?.['remedy']), /\w/);
    const mode = await ask<{ readonly id: string; readonly task: unknown; readonly budgets: unknown }>('mode');
    assert.equal(mode.id, 'fix');
    assert.deepEqual((mode.task as { scope: unknown; goal: unknown }).scope, ['src/**']);
    assert.equal((mode.task as { goal: unknown }).goal, goal);
    assert.deepEqual(
      (mode.budgets as readonly { id: string; limit: number }[]).map(({ id, limit }) => [id, limit]),
      [
        ['budget.lines', 20],
        ['budget.complexity', 3],
      ],
    );
    const docs = await ask<{ readonly writes: unknown; readonly task: unknown }>('mode', { mode: 'docs' });
    assert.deepEqual([docs.writes, docs.task], [{ allow: [['**/*.md']], deny: [] }, null]);
  });

  it('says that Codex is frozen by what is there now, also by audits, whatever the law of the task says', async () => {
    const repository = makeGoverned(
      smallPolicy("audit: { commits: { trailers: ['^Codex-Task:'] }, mode: fix, freeze: { audits: 2 } }"),
    );
    await governed(repository, ...startFix);
    await open(repository);
    assert.equal(await stateOfCodex(), 'active');
    repository.write('.codex/governance/audits/0001-aaaaaaaaaaaa.json', '{}');
    assert.equal(await stateOfCodex(), 'frozen');
    const { words } = (await client?.call('policy')) ?? {};
    assert.match(
      words ?? '',
      /Codex is frozen \(it is not as it was written, .*0001-aaaaaaaaaaaa\.json\), no agent may work/,
    );
  });

  it('says what to do where there is no task, no such mode, no policy, no repository', async () => {
    await open(makeGoverned());
    assert.match(await refused('mode'), /no Codex task.*Name one as `mode`\. Known modes: fix, docs\./);
    assert.match(await refused('mode', { mode: 'fxi' }), /Did you mean fix\?/);
    assert.match(await refused('check_command', { command: 'ls', mode: 'fxi' }), /Did you mean fix\?/);
    assert.match(await refused('check_command', {}), /command/);
    assert.match(await refused('check_patch', {}), /as `patch`, as `files`, or as `changes`/);
    assert.match(await refused('check_patch', { patch: 'x', files: [] }), /told in one way/);
    await client?.close();
    const required = makeGoverned(smallPolicy().replace('mode-required: false', 'mode-required: true'));
    await open(required);
    assert.match(await refused('budget_left'), /Name one as `mode`\./);
    assert.equal((await ask<Ruled>('budget_left', { mode: 'fix' })).mode, 'fix');
    required.remove(policyPath);
    required.git('commit', '--quiet', '--all', '--message', 'none');
    assert.match(await refused('budget_left'), /codex-governor init/);
    await client?.close();
    const folder = mkdtempSync(join(tmpdir(), 'no-repository-'));
    try {
      client = await openClient({ folder, environment: inRepository(required).environment });
      assert.match(await refused('policy'), /git/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names the problems of a policy that cannot be read', async () => {
    const repository = makeGoverned();
    await open(repository);
    repository.write(policyPath, `${smallPolicy()}colour: red\n`);
    repository.git('commit', '--quiet', '--all', '--message', 'broken');
    assert.match(await refused('policy'), /governance\.yaml:\d+:\d+ {2}error/);
  });

  it('judges a patch that is not written, and writes nothing', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const kept = keptIn(repository);
    await open(repository);
    const large = await ask<Ruled>('check_patch', { patch: adds('src/large.py', 25) });
    assert.deepEqual([large.verdict, rulesOf(large), large.mode], ['block', ['budget.lines'], 'fix']);
    assert.match(large.findings[0]?.remedy ?? '', /\w/);
    assert.deepEqual(
      large.meters.find(({ id }) => id === 'budget.lines'),
      { ...large.meters[0], id: 'budget.lines', used: 25, left: -5 },
    );
    const small = await ask<Ruled>('check_patch', { files: [{ path: 'src/small.py', after: 'x = 1\n' }] });
    assert.deepEqual([small.verdict, small.findings], ['pass', []]);
    assert.equal(existsSync(join(repository.root, 'src/small.py')), false);
    assert.equal(repository.git('status', '--short'), '');
    assert.deepEqual(keptIn(repository), kept);
  });

  it('journals what was asked, by whom and what was said', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    await open(repository);
    await ask('check_command', { command: 'git push' });
    await ask('check_patch', { patch: adds('src/large.py', 25) });
    await ask('budget_left');
    const { entries } = await documentOf<Documents['journal']>(repository, 'task', 'journal');
    const judged = entries.map(({ event }) => event).filter(({ kind }) => kind === 'action-judged');
    assert.deepEqual(
      judged.map(({ surface, what, about, verdict }) => [surface, what, about, verdict]),
      [
        ['mcp', 'command', ['git push'], 'pass'],
        ['mcp', 'patch', ['src/large.py'], 'block'],
      ],
    );
    assert.ok(judged.every(({ task }) => typeof task === 'string'));
  });

  it('says it beside the answer where the journal cannot be written', async () => {
    const repository = makeGoverned();
    repository.write('.git/codex-governor', 'in the way');
    await open(repository);
    const { verdict, notes } = await ask<Ruled>('check_command', { command: 'ls' });
    assert.equal(verdict, 'pass');
    assert.match(notes.join('\n'), /could not be journalled/);
  });

  it('finds of the change what `check` finds, and explains it', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    await open(repository);
    repository.write('src/more.py', Array.from({ length: 25 }, (_, at) => `v${at} = ${at}\n`).join(''));
    const told = await ask<Ruled>('check_change');
    const checked = await documentOf<Documents['check']>(repository, 'check');
    assert.equal(told.verdict, 'block');
    assert.deepEqual(
      told.findings.map(({ id }) => id),
      checked.findings.map(({ id }) => id),
    );
    const left = await ask<Ruled>('budget_left');
    assert.deepEqual(
      left.meters.map(({ id, used, left }) => [id, used, left]),
      told.meters.map(({ id, used, left }) => [id, used, left]),
    );
    const rule = await ask<{ readonly id: string; readonly demands: readonly unknown[] }>('explain', {
      id: 'budget.lines',
    });
    assert.deepEqual(rule, await documentOf(repository, 'policy', 'explain', 'budget.lines'));
    const id = told.findings[0]?.id ?? '';
    const finding = await ask<{ readonly id: string; readonly finding: { readonly id: string } }>('explain', { id });
    assert.deepEqual([finding.id, finding.finding.id], ['budget.lines', id]);
    assert.match(await refused('explain', { id: 'budget.lnes' }), /Did you mean `budget\.lines`\?/);
  });

  it('explains a finding of a patch that it told of, and one of the change that it did not', async () => {
    const repository = makeGoverned();
    await open(repository);
    const asked = await ask<Ruled>('check_patch', { patch: adds('src/x.py', 1), mode: 'docs' });
    const [lane] = asked.findings;
    assert.equal(lane?.rule, 'write-scope.mode');
    assert.equal((await ask<{ readonly id: string }>('explain', { id: lane.id })).id, 'write-scope.mode');
    repository.write('src/more.py', Array.from({ length: 25 }, (_, at) => `v${at} = ${at}\n`).join(''));
    const { findings } = await documentOf<Documents['check']>(repository, 'check');
    const id = findings[0]?.id ?? '';
    assert.equal((await ask<{ readonly id: string }>('explain', { id })).id, 'budget.lines');
  });

  it('believes nothing that it read before: law, task and files are those of the moment', async () => {
    const repository = makeGoverned();
    await open(repository);
    const patch = adds('src/x.py', 15);
    assert.equal((await ask<Ruled>('check_patch', { patch })).verdict, 'warn');
    repository.write('src/y.py', 'x = 1\n'.repeat(3));
    assert.equal((await ask<Ruled>('budget_left')).meters[0]?.used, 3);
    await governed(repository, ...startFix);
    assert.deepEqual([(await ask<Ruled>('check_patch', { patch })).mode], ['fix']);
    assert.equal((await ask<Ruled>('budget_left')).meters[0]?.used, 0);
    await governed(repository, 'task', 'abandon');
    repository.write(policyPath, smallPolicy().replace('limit: 10', 'limit: 50'));
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message', 'larger');
    assert.equal((await ask<Ruled>('check_patch', { patch })).verdict, 'pass');
  });

  it('answers one call after the other, and leaves out one that was cancelled', async () => {
    const repository = makeGoverned();
    const { call } = await open(repository);
    const stop = new AbortController();
    const first = call('check_patch', { patch: adds('src/x.py', 5) });
    const second = call('check_patch', { patch: adds('src/y.py', 5) }, stop.signal);
    const third = call('check_patch', { patch: adds('src/z.py', 5) });
    stop.abort('not needed');
    await assert.rejects(second, /not needed/);
    for (const answer of [await first, await third]) assert.equal(answer.document['verdict'], 'pass');
    const { entries } = await documentOf<Documents['journal']>(repository, 'task', 'journal');
    const about = entries.flatMap(({ event }) => (event['about'] as readonly string[]) ?? []);
    assert.deepEqual(about, ['src/x.py', 'src/z.py']);
  });

  it('serves as a process, with nothing on stdout but the protocol, and ends with its client', async () => {
    const repository = makeGoverned();
    client = await startClient(inRepository(repository));
    assert.equal((await ask<Ruled>('check_command', { command: 'ls' })).verdict, 'pass');
    const server = spawn(process.execPath, [bundle, 'mcp'], {
      cwd: repository.root,
      env: inRepository(repository).environment,
    });
    server.stdin.end('nonsense\n');
    let out = '';
    server.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    assert.deepEqual(await endOf(server), { code: 0, signal: null });
    assert.equal(out, '');
    assert.equal(readIn(repository, 'src/parse.py'), 'def parse(line):\n    return line\n');
  });
});
