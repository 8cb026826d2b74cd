import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  finding,
  git,
  noFinding,
  openFile,
  ours,
  revert,
  ruleOf,
  runCommandLine,
  sampleFile,
  settled,
  startTask,
  typeAtEnd,
} from './settled.ts';

const metrics = 'backend/app/services/metrics.py';
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `LIMIT_${index} = ${index}\n`).join('');
const branches = (count: number): string =>
  `\n\ndef rank(value):\n${'    if value:\n        value -= 1\n'.repeat(count)}    return value\n`;

describe('the change of a task in the editor', () => {
  before(() => {
    startTask();
  });
  after(() => {
    runCommandLine('task', 'abandon');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is judged as it is typed: the first line past the budget, and no other', async () => {
    const editor = await openFile(metrics);
    const from = editor.document.lineCount - 1;
    await typeAtEnd(editor, lines(201));
    const found = await finding(sampleFile(metrics), '201 lines changed, 200 allowed');
    assert.equal(ruleOf(found), 'budget.lines');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(found.range.start.line, from + 200);
    assert.equal(editor.document.getText(found.range), 'LIMIT_200 = 200');
    await revert();
    await noFinding(sampleFile(metrics), 'lines changed');
  });

  it('names the function that is too complex at its first line, with a link to the page of the rule', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, branches(10));
    const found = await finding(sampleFile(metrics), 'rank has complexity 11, 10 allowed');
    assert.equal(editor.document.lineAt(found.range.start.line).text, 'def rank(value):');
    assert.ok(typeof found.code === 'object');
    assert.equal(found.code.target.scheme, 'command');
    assert.equal(found.code.target.path, 'codexGovernor.explainRule');
    await revert();
    await noFinding(sampleFile(metrics), 'rank');
  });

  it('leaves a function alone that is just within the limit', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, branches(9));
    await typeAtEnd(editor, lines(201));
    await finding(sampleFile(metrics), 'lines changed');
    // What is added to that file is a capability, and it has no span.
    assert.deepEqual(ours(sampleFile(metrics)).map(ruleOf), ['capabilities-have-spans', 'budget.lines']);
    await revert();
    await noFinding(sampleFile(metrics), 'lines changed');
  });

  it('counts a file with carriage returns and a byte order mark by its lines, unsaved as well as saved', async () => {
    const file = sampleFile('backend/app/services/windows.py');
    writeFileSync(file.fsPath, `\uFEFF${'FIRST = 1\r\n'.repeat(150)}`);
    const editor = await openFile('backend/app/services/windows.py');
    await typeAtEnd(editor, 'SECOND = 2\n'.repeat(60));
    const unsaved = await finding(file, '210 lines changed');
    assert.equal(unsaved.range.start.line, 200);
    await editor.document.save();
    await settled('it is counted exactly', () =>
      ours(file).find(({ message, range }) => message.startsWith('210 lines changed') && range.start.line === 200),
    );
    // It ends with 1 where files differ.
    const counted = spawnSync('git', ['diff', '--no-index', '--numstat', '/dev/null', file.fsPath], {
      encoding: 'utf8',
    });
    assert.match(counted.stdout, /^210\t0\t/);
    rmSync(file.fsPath);
    await settled('its lines count no more', () => (ours(file).length === 0 ? true : undefined));
  });

  it('does not count an ignored file', async () => {
    const file = sampleFile('__pycache__/ignored.py');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(lines(500)));
    const editor = await openFile('__pycache__/ignored.py');
    await typeAtEnd(editor, branches(20));
    const other = await openFile(metrics);
    await typeAtEnd(other, lines(201));
    await finding(sampleFile(metrics), '201 lines changed');
    assert.deepEqual(ours(file), []);
    await revert();
    await noFinding(sampleFile(metrics), 'lines changed');
  });

  it('is judged in a folder that came with the folder around it, of which VS Code tells nothing', async () => {
    // It hears of the outer folder too late to listen for the inner ones, more often than not.
    for (const name of ['one', 'two']) {
      const file = `packs/${name}/deep/new.py`;
      mkdirSync(sampleFile(`packs/${name}/deep`).fsPath, { recursive: true });
      writeFileSync(sampleFile(file).fsPath, lines(1));
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      writeFileSync(sampleFile(file).fsPath, lines(201));
      await finding(sampleFile(file), '201 lines changed');
      rmSync(sampleFile(`packs/${name}`).fsPath, { recursive: true });
      await noFinding(sampleFile(file), 'lines changed');
    }
  });

  it('shows a finding about a file that is gone at the line of the policy that asks for it', async () => {
    const text = git('show', `HEAD:tests/unit/test_packs.py`);
    unlinkSync(sampleFile('tests/unit/test_packs.py').fsPath);
    const policy = sampleFile('.codex/governance.yaml');
    const found = await finding(policy, 'tests/unit/test_packs.py');
    const document = await vscode.workspace.openTextDocument(policy);
    assert.match(ruleOf(found), /budget\.deleted-files|tests-stay/);
    assert.match(
      document.getText(new vscode.Range(found.range.start.line - 6, 0, found.range.start.line + 1, 0)),
      /deleted-files|tests-stay/,
    );
    assert.deepEqual(ours(sampleFile('tests/unit/test_packs.py')), []);
    writeFileSync(sampleFile('tests/unit/test_packs.py').fsPath, text);
    await noFinding(policy, 'tests/unit/test_packs.py');
  });

  it('is not shown in the editor where a person switched that off', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, lines(201));
    await finding(sampleFile(metrics), 'lines changed');
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('codexGovernor.review.inlineDiagnostics', false, vscode.ConfigurationTarget.Global);
    await noFinding(sampleFile(metrics), 'lines changed');
    await configuration.update('codexGovernor.review.inlineDiagnostics', undefined, vscode.ConfigurationTarget.Global);
    await finding(sampleFile(metrics), 'lines changed');
    await revert();
    await noFinding(sampleFile(metrics), 'lines changed');
  });
});
