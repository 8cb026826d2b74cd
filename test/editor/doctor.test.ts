import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Diagnosis } from '#app';
import { courtHere, openMachine, type Machine } from '#repo';
import * as vscode from 'vscode';
import { makeTemporaryFolder, type TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { examine } from '../../src/editor/doctor/examine.ts';
import { rowsOfDoctor, writeDoctorPage, type DoctorRow } from '../../src/editor/doctor/rows.ts';
import { openMemory } from './hands.ts';
import { git, sampleRoot, settled } from './settled.ts';

const hooks: Diagnosis = {
  id: 'hooks',
  installed: true,
  trusted: true,
  live: true,
  proven: null,
  says: 'Codex runs them.',
};

const tell = ({ label, description, icon: [name], kind }: DoctorRow): string =>
  [name, label, description, kind].join(' | ');

const lines = (...checks: readonly Diagnosis[]): readonly string[] => rowsOfDoctor(checks).map(tell);

describe('the rows of the doctor', () => {
  it('say of hooks that are live that nobody has tried them out, until somebody has', () => {
    assert.deepEqual(lines(hooks, { ...hooks, proven: true }, { ...hooks, proven: false, live: false }), [
      'pass | Hooks of Codex | installed, trusted, live, not tried out | untried',
      'pass | Hooks of Codex | installed, trusted, live, proven | part',
      'error | Hooks of Codex | installed, trusted, not live, not proven | part',
    ]);
  });

  it('claim nothing of what nobody can tell here, and say what to do', () => {
    const rules: Diagnosis = { ...hooks, id: 'rules', trusted: null, live: null, says: 'They are there.' };
    const ci: Diagnosis = { ...rules, id: 'ci', installed: false, says: 'There is none.', remedy: 'Write it.' };
    const untrusted: Diagnosis = { ...hooks, trusted: false, live: false, says: 'Nobody trusted them.' };
    assert.deepEqual(lines(rules, ci, untrusted), [
      'info | Rules for Commands | installed | part',
      'circle-large-outline | CI Workflow | not installed | part',
      'error | Hooks of Codex | installed, not trusted, not live | part',
    ]);
  });
});

/** A PATH on which nobody's Codex is. */
const withoutCodex = (path = ''): string =>
  path
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'codex')))
    .join(delimiter);

describe('the page of the doctor', () => {
  it('says in sentences what is known of each part, and what to do', () => {
    const remedy = 'Run npm install.';
    const page = writeDoctorPage(
      [hooks, { ...hooks, id: 'ci', installed: false, trusted: null, live: null, remedy }],
      '9:00',
    );
    assert.deepEqual(page.split('\n\n').slice(2), [
      '## Hooks of Codex: installed, trusted, live, not tried out',
      'Codex runs them.',
      'Nobody has tried out whether they refuse what they have to: **Codex Governor: Try Out Hooks of Codex** does.',
      '## CI Workflow: not installed',
      'Codex runs them.',
      'Run npm install.',
      '',
    ]);
  });
});

describe('the doctor in a window', () => {
  let folder: TemporaryFolder;
  let path: string | undefined;
  let machine: Machine;
  before(async () => {
    folder = makeTemporaryFolder('doctor');
    const opened = await openMachine(sampleRoot().fsPath, { policies: folder.path, court: courtHere });
    assert.ok(opened.ok);
    machine = opened.value;
    path = process.env['PATH'];
    process.env['PATH'] = withoutCodex(path);
  });
  after(() => {
    process.env['PATH'] = path;
    folder.dispose();
  });

  it('starts no Codex of the repository that nobody has agreed to, and tells of all the rest', async () => {
    const programs = join(folder.path, 'node_modules/.bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'codex'), '#!/bin/sh\ntouch started\n', { mode: 0o755 });
    process.env['PATH'] = `${programs}${delimiter}${withoutCodex(path)}`;
    assert.ok((await machine.journal.append({ kind: 'unaccounted', paths: ['a.py'] })).ok);
    const place = { root: folder.path, memory: openMemory(), version: '0.0.0' };
    const checks = await examine(machine, place, true);
    assert.ok(checks.ok);
    const [codex, ...rest] = checks.value;
    assert.match(codex?.says ?? '', /The only Codex that was found belongs to the working tree/);
    assert.deepEqual(
      rest.map(({ id, live, proven }) => [id, live, proven]),
      [
        ['hooks', null, null],
        ['engine', null, null],
        ['rules', null, null],
        ['agents', null, null],
        ['pre-commit', null, null],
        ['ci', null, null],
        ['journal', true, true],
      ],
    );
    assert.equal(git('status', '--porcelain', '--', '.codex', 'AGENTS.md'), '');
  });

  it('is shown by a command', async () => {
    process.env['PATH'] = withoutCodex(path);
    await vscode.commands.executeCommand('codexGovernor.doctor');
    await settled('its page is shown', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.endsWith('Codex Doctor.md')),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
