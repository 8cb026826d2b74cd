import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { breakOff, openRecord, recordEvent, type Finding, type Meter, type RunEvent, type RunRecord } from '#core';
import { askAbout, openDecisions, type Decisions } from '../../src/editor/run/decide.ts';
import { findAgent } from '../../src/editor/run/find-agent.ts';
import { openPatchTexts, patchUri, type PatchTexts, type ShownPatch } from '../../src/editor/run/patch-texts.ts';
import type { RunRow } from '../../src/editor/run/patch-rows.ts';
import { rowsOfRun, speakRow } from '../../src/editor/run/rows.ts';
import type { RunState } from '../../src/editor/run/run-words.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { choosing, openMemory } from './hands.ts';
import { settled } from './settled.ts';

const at = '2026-11-22T10:00:00.000Z';
const limits = { steps: 9 };

const finding: Finding = {
  id: 'f',
  rule: 'write-scope.mode',
  kind: 'write-scope',
  level: 'block',
  path: 'docs/c.md',
  line: 2,
  message: 'It is out of the lane of `fix`.',
  because: 'Small is good.',
};

const lines = (used: number): Meter => ({
  id: 'budget.lines',
  used,
  limit: 12,
  byClass: {},
  counts: [],
  estimated: false,
});

const judged = (id: string, path: string, parts: object = {}): RunEvent => ({
  kind: 'patch-judged',
  patch: { id, files: [{ path }], verdict: 'pass', findings: [], ...parts },
  meters: [lines(14)],
  stood: [lines(3)],
});

const began: readonly RunEvent[] = [
  { kind: 'started', thread: 't', version: '0.1.0', sandbox: 'profile', limits },
  {
    kind: 'plan',
    steps: [
      { step: 'Look around', status: 'done' },
      { step: 'Mend it', status: 'running' },
    ],
  },
  { kind: 'used', use: { steps: 3, 'tool-calls': 2, tokens: 1200, minutes: 0.53 } },
  judged('1', 'src/a.py'),
  { kind: 'patch-decided', id: '1', decision: 'accepted', by: 'engine' },
  { kind: 'patch-ended', id: '1', state: 'written' },
  { kind: 'command', command: { id: 'c', command: 'ls', state: 'completed', exitCode: 0 } },
  judged('2', 'docs/c.md', { verdict: 'block', findings: [finding] }),
];
const declined: RunEvent = { kind: 'patch-decided', id: '2', decision: 'declined', by: 'person', reason: 'Not now.' };
const over: RunEvent = {
  kind: 'ended',
  end: { how: 'done', message: 'Done.', unaccounted: ['x.py', 'y.bin'] },
  use: { steps: 3, 'tool-calls': 2, tokens: 1200, minutes: 0.53 },
};

const play = (events: readonly RunEvent[]): RunRecord =>
  events.reduce((record, event) => recordEvent(record, event, at), openRecord('task', at));

const tell = (row: RunRow, depth = 0): readonly string[] => [
  `${'  '.repeat(depth)}${row.icon?.[0] ?? '-'} ${row.label}${row.description === undefined ? '' : ` | ${row.description}`}`,
  ...(row.rows ?? []).flatMap((below) => tell(below, depth + 1)),
];

const see = (events: readonly RunEvent[], state: RunState, revertible: readonly string[] = []): readonly RunRow[] =>
  rowsOfRun({ record: play(events), state, revertible: new Set(revertible) });

const linesOf = (events: readonly RunEvent[], state: RunState): readonly string[] =>
  see(events, state).flatMap((row) => tell(row));

const kinds = (rows: readonly RunRow[]): readonly string[] =>
  rows.filter(({ id }) => id === 'patches').flatMap(({ rows: patches = [] }) => patches.map(({ kind }) => kind));

describe('the rows of a governed run', () => {
  it('tell what it does: its use, patches with verdict and findings, budgets, plan, commands', () => {
    assert.deepEqual(
      see(began, 'asking').flatMap((row) => tell(row)),
      [
        'question Codex waits for you | 3 steps · 1,200 tokens',
        '  - Steps | 3 of 9',
        '  - Tool calls | 2',
        '  - Tokens | 1,200',
        '  - Minutes | 0.5',
        '- Patches | 1 written, 0 declined',
        '  pass a.py | passes · written',
        '  question c.md | blocked · waits for you',
        '    error write-scope.mode | It is out of the lane of `fix`.',
        '- Budgets',
        '  error Lines changed | 14 of 12',
        '- Plan',
        '  pass Look around',
        '  circle-large-filled Mend it',
        '- Commands (1)',
        '  terminal ls | exit 0',
      ],
    );
  });

  it('offer an answer at the patch that waits for a person, and at no other', () => {
    assert.deepEqual(kinds(see(began, 'asking')), ['patch', 'asked']);
    assert.deepEqual(kinds(see(began, 'running')), ['patch', 'patch']);
    const [, , undecided] = linesOf(began, 'running').filter((line) => / (?:Patches|a\.py|c\.md) /.test(line));
    assert.equal(undecided, '  loading~spin c.md | blocked · is being decided');
  });

  it('claim nothing of a run that broke off: neither what it used nor that somebody is still waited for', () => {
    const record = breakOff(play(began));
    const lines = rowsOfRun({ record, state: 'broken', revertible: new Set() }).flatMap((row) => tell(row));
    assert.equal(lines[0], 'debug-disconnect Broken off');
    assert.ok(lines.includes('  circle-slash c.md | blocked · declined'), lines.join('\n'));
    assert.ok(lines.includes('  pass Lines changed | 3 of 12'));
    const accepted = began.slice(0, 5);
    assert.ok(linesOf(accepted, 'broken').includes('  warning a.py | passes · accepted, may not be written'));
    assert.ok(linesOf(accepted, 'running').includes('  loading~spin a.py | passes · is being written'));
  });

  it('mark what a person let through against the policy', () => {
    const through: readonly RunEvent[] = [
      { kind: 'patch-decided', id: '2', decision: 'accepted', by: 'person' },
      { kind: 'patch-ended', id: '2', state: 'written' },
    ];
    const rows = see([...began, ...through, over], 'blocked').find(({ id }) => id === 'patches')?.rows ?? [];
    assert.deepEqual(
      rows.map(({ icon }) => icon),
      [
        ['pass', 'testing.iconPassed'],
        ['pass', 'problemsWarningIcon.foreground'],
      ],
    );
    assert.equal(rows[1]?.description, 'blocked · written, accepted by you');
  });

  it('tell who declined, and what is left to look at when it is over', () => {
    const told = see([...began, declined, over], 'done', ['x.py']).flatMap((row) => tell(row));
    assert.ok(told.includes('  circle-slash c.md | blocked · declined by you'), told.join('\n'));
    assert.equal(told[0], 'pass Done | 3 steps · 1,200 tokens');
    assert.ok(told.includes('  pass Lines changed | 3 of 12'), 'what was declined does not count');
    assert.ok(told.includes('  warning x.py | no accepted patch explains it'));
    const unaccounted = see([...began, declined, over], 'done', ['x.py']).find(({ id }) => id === 'unaccounted');
    assert.deepEqual(
      unaccounted?.rows?.map(({ kind }) => kind),
      ['revertible', 'unaccounted'],
    );
  });

  it('are heard as they are read', () => {
    const [head] = see(began, 'running');
    assert.ok(head);
    assert.equal(speakRow(head), 'Codex works, 3 steps · 1,200 tokens, 4 rows');
  });
});

const patch = (key: string, ...files: ShownPatch['files']): ShownPatch => ({
  key,
  title: `Patch of Codex: ${key}`,
  files,
  findings: [finding, { ...finding, path: '', rule: 'budget.lines', message: 'It is over the budget.' }],
});

const one = patch('one', { path: 'docs/c.md', before: 'A\n', after: 'A\nB\n' });
const two = patch('two', { path: 'docs/c.md', after: 'New.\n' }, { path: 'docs/d.md', before: 'Old.\n' });

const scheme = 'patch-of-a-test';

const nothingToApprove = { isOffered: false, ask: async () => Promise.resolve(undefined) };

const uri = (key: string, side: 'before' | 'after', path: string): vscode.Uri => patchUri(key, side, path, scheme);

const labels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('a patch that a person decides about', () => {
  let texts: PatchTexts;
  let decisions: Decisions;
  before(() => {
    // The extension has the scheme for itself; these texts are of another one.
    texts = openPatchTexts(scheme);
    decisions = openDecisions(texts);
  });
  after(async () => {
    decisions.dispose();
    texts.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is shown beside what it changes, with the findings at their lines, until it is decided', async () => {
    texts.keep(one);
    const answer = decisions.ask('one', nothingToApprove, new AbortController().signal);
    await settled('the difference is shown', () => labels().find((label) => label === one.title));
    const after = uri('one', 'after', 'docs/c.md');
    const marks = await settled('both findings are marked', () => {
      const found = vscode.languages.getDiagnostics(after);
      return found.length === 2 ? found : undefined;
    });
    assert.deepEqual(marks.map(({ range, message }) => `${range.start.line} ${message.split('.')[0]}`).sort(), [
      '0 It is over the budget',
      '1 It is out of the lane of `fix`',
    ]);
    assert.equal((await vscode.workspace.openTextDocument(after)).getText(), 'A\nB\n');
    assert.equal((await vscode.workspace.openTextDocument(uri('one', 'before', 'docs/c.md'))).getText(), 'A\n');
    assert.ok(decisions.isAsked('one'));
    decisions.accept();
    assert.deepEqual(await answer, { decision: 'accept' });
    assert.deepEqual([decisions.isAsked('one'), vscode.languages.getDiagnostics(after).length], [false, 0]);
    assert.ok(!labels().includes(one.title), 'what was decided is closed');
  });

  it('is declined with the run that ends', async () => {
    texts.keep(two);
    const controller = new AbortController();
    const answer = decisions.ask('two', nothingToApprove, controller.signal);
    await settled('the differences are shown', () => labels().find((label) => label.startsWith(two.title)));
    controller.abort();
    assert.deepEqual(await answer, { decision: 'decline' });
    assert.ok(!labels().some((label) => label.startsWith(two.title)), 'a list of differences is closed, too');
  });

  it('says in words what the policy has against it, and that accepting changes no law', () => {
    assert.equal(
      askAbout(one),
      'Patch of Codex: one. The policy blocks it: write-scope.mode: It is out of the lane of fix. budget.lines: It is over the budget. Accepted, it is written, and the change stays blocked until that is mended or allowed.',
    );
  });

  it('has texts no more once many newer ones came', () => {
    texts.keep(patch('old', { path: 'a.md', after: 'A\n' }));
    for (let index = 0; index < 100; index += 1) texts.keep(patch(`new ${index}`, { path: 'a.md', after: 'A\n' }));
    assert.equal(texts.get('old'), undefined);
    assert.ok(texts.get('new 99'));
  });
});

describe('the Codex of a governed run', () => {
  let folder: TemporaryFolder;
  let path: string | undefined;
  before(() => {
    folder = makeTemporaryFolder('codex-of-repository');
    const programs = join(folder.path, 'node_modules/.bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'codex'), '#!/bin/sh\n', { mode: 0o755 });
    path = process.env['PATH'];
    process.env['PATH'] = '';
  });
  after(() => {
    process.env['PATH'] = path;
    folder.dispose();
  });
  const place = (memory: vscode.Memento) => ({ root: folder.path, memory, version: '0.0.0' });

  it('is taken out of the packages of a repository once a person agreed, who is asked once', async () => {
    const memory = openMemory();
    let isFound = false;
    const find = async (): Promise<void> => {
      isFound = (await findAgent(place(memory))).ok;
    };
    const asked = await choosing('Run It', find);
    assert.match(asked, /Run the Codex of this repository\? .*node_modules/s);
    assert.ok(isFound);
    isFound = false;
    await find();
    assert.ok(isFound, 'nobody is asked again');
  });

  it('is none where the person does not agree', async () => {
    const memory = openMemory();
    let reason: string | undefined;
    await choosing(undefined, async () => {
      const found = await findAgent(place(memory));
      reason = found.ok ? 'found' : found.error.reason;
    });
    assert.equal(reason, 'cancelled');
    assert.deepEqual(memory.keys(), [], 'a no is not remembered: who asks again is asked again');
  });
});
