import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  finding,
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

const titlesAt = async ({ range }: vscode.Diagnostic): Promise<readonly string[]> => {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    sampleFile(metrics),
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.map(({ title }) => title);
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
    const titles = await titlesAt(blocked);
    assert.ok(titles.includes('Ask for approval…'), titles.join(', '));
    assert.ok(!titles.includes('Ask for waiver…'));
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
