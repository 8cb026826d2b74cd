import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { answering, quickFix, quickFixes, take } from './hands.ts';
import {
  finding,
  findingOf,
  noFinding,
  openFile,
  revert,
  ruleOf,
  runCommandLine,
  sampleFile,
  startTask,
  typeAtEnd,
} from './settled.ts';

const metrics = 'backend/app/services/metrics.py';
const approval = '.codex/governance/approvals/lines.yaml';
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `LIMIT_${index} = ${index}\n`).join('');

const write = (): void => {
  const { fsPath } = sampleFile(approval);
  mkdirSync(dirname(fsPath), { recursive: true });
  writeFileSync(
    fsPath,
    'budget: lines\nlimit: 300\nmode: linter-refactor\nwho: Ada\nrole: orchestrator\nreason: R\nuntil: 2199-12-31\n',
  );
};

describe('an approval in the editor', () => {
  before(() => {
    startTask();
  });
  after(() => {
    rmSync(sampleFile('.codex/governance/approvals').fsPath, { recursive: true, force: true });
    runCommandLine('task', 'abandon');
  });

  it('can be asked for where a budget is exceeded; while it is only claimed, the block is a warning that says so', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, lines(201));
    const blocked = await finding(sampleFile(metrics), '201 lines changed, 200 allowed');
    assert.equal(blocked.severity, vscode.DiagnosticSeverity.Error);
    assert.match(blocked.message, /ORCHESTRATOR may approve more\./);
    const titles = (await quickFixes(sampleFile(metrics), blocked)).map(({ title }) => title);
    assert.ok(titles.includes('Ask for approval…'), titles.join(', '));
    assert.ok(!titles.some((title) => title.startsWith('Ask for waiver')));
    write();
    const claimed = await finding(sampleFile(metrics), 'Claimed, and not reviewed yet');
    assert.deepEqual([ruleOf(claimed), claimed.severity], ['budget.lines', vscode.DiagnosticSeverity.Warning]);
    await revert();
    await noFinding(sampleFile(metrics), 'lines changed');
  });

  it('is marked at its line, as it is typed, where its role may not give it', async () => {
    const editor = await openFile(approval);
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('orchestrator'));
    const word = new vscode.Range(at, at.translate(0, 'orchestrator'.length));
    assert.ok(await editor.edit((edit) => edit.replace(word, 'sre')));
    const wrong = await finding(sampleFile(approval), 'The role `sre` may not raise the budget `lines`');
    assert.equal(wrong.range.start.line, 4);
    await revert();
  });
});

describe('a waiver in the editor', () => {
  const folder = '.codex/governance/waivers';

  before(() => {
    startTask();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(sampleFile('.codex/governance/waivers').fsPath, { recursive: true, force: true });
    runCommandLine('task', 'abandon');
  });

  it('is asked for from the light bulb, by two questions, and is claimed until it is reviewed', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, '\n\ndef read_lots(connection):\n    return connection.fetch("SELECT * FROM lots")\n');
    const found = await findingOf(sampleFile(metrics), 'sql-names-its-user');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    const fix = await quickFix(sampleFile(metrics), found, 'Ask for waiver of sql-names-its-user…');
    const asked = await answering(
      [['Why', 'Reads the lots of every portfolio for the nightly check'], ['last day']],
      () => take(fix),
    );
    assert.equal(asked.length, 2);
    for (const each of asked) assert.match(each, /^Ask for Waiver of sql-names-its-user: /);
    const [path = ''] = readdirSync(sampleFile(folder).fsPath);
    const written = readFileSync(sampleFile(`${folder}/${path}`).fsPath, 'utf8');
    assert.match(written, /sql-names-its-user|finding:/);
    assert.match(written, /role: orchestrator/);
    assert.match(written, /reason: .*Reads the lots of every portfolio for the nightly check/);
    assert.match(written, /until: '?\d{4}-\d{2}-\d{2}/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, sampleFile(`${folder}/${path}`).path);
    const claimed = await finding(sampleFile(metrics), 'not reviewed yet');
    assert.equal(ruleOf(claimed), 'sql-names-its-user');
    assert.notEqual(claimed.severity, vscode.DiagnosticSeverity.Error);
    const left = (await quickFixes(sampleFile(metrics), claimed)).map(({ title }) => title);
    assert.ok(left.includes('Explain sql-names-its-user'), left.join(', '));
    await openFile(metrics);
    await revert();
  });
});
