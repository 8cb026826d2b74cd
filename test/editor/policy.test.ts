import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { finding, noFinding, openFile, ours, revert, ruleOf, sampleFile, settled } from './settled.ts';

const policyPath = '.codex/governance.yaml';

describe('the policy in the editor', () => {
  let editor: vscode.TextEditor;
  const lineOf = (text: string): number =>
    editor.document
      .getText()
      .split('\n')
      .findIndex((line) => line.includes(text));
  const replace = async (from: string, to: string): Promise<void> => {
    const line = lineOf(from);
    const start = editor.document.lineAt(line).text.indexOf(from);
    const range = new vscode.Range(line, start, line, start + from.length);
    assert.ok(await editor.edit((edit) => edit.replace(range, to)));
  };

  before(async () => {
    editor = await openFile(policyPath);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
  after(revert);

  it('is YAML without any extension for it', () => {
    assert.equal(editor.document.languageId, 'yaml');
  });

  it('has no errors as it is shipped', async () => {
    await settled('the policy was read', () => (ours(sampleFile(policyPath)).length >= 0 ? true : undefined));
    const errors = ours(sampleFile(policyPath)).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(errors, []);
  });

  it('is judged as it is typed, before it is saved', async () => {
    await replace('codex: active', 'codex: asleep');
    const problem = await finding(sampleFile(policyPath), 'asleep');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem.range.start.line, lineOf('codex: asleep'));
    assert.equal(editor.document.getText(problem.range), 'asleep');
    await replace('codex: asleep', 'codex: active');
    await noFinding(sampleFile(policyPath), 'asleep');
  });

  it('is sound again once what was typed is thrown away', async () => {
    await replace('codex: active', 'codex: asleep');
    await finding(sampleFile(policyPath), 'asleep');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await noFinding(sampleFile(policyPath), 'asleep');
  });

  it('offers to put in the word that was meant', async () => {
    await replace('mode-required', 'mode-requird');
    const problem = await finding(sampleFile(policyPath), 'mode-requird');
    assert.equal(ruleOf(problem), 'unknown-key');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find(({ title }) => title === 'Replace with mode-required');
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await noFinding(sampleFile(policyPath), 'mode-requird');
  });

  const complete = async (at: vscode.Position): Promise<readonly string[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      at,
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  it('completes keys, also while the text has errors', async () => {
    const line = lineOf('mode-required');
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), 'ext\n')));
    assert.ok((await complete(new vscode.Position(line, 3))).includes('extends'));
  });

  it('completes the values a key may have', async () => {
    await replace('codex: active', 'codex: ');
    const line = lineOf('codex: ');
    const words = await complete(new vscode.Position(line, 'codex: '.length));
    assert.ok(words.includes('active') && words.includes('frozen'), words.join(', '));
  });

  it('completes paths of the repository', async () => {
    await replace('path: PRODUCT_SPEC.md', 'path: backend/app/');
    const line = lineOf('path: backend/app/');
    const at = new vscode.Position(line, editor.document.lineAt(line).text.length);
    assert.ok((await complete(at)).some((word) => word.includes('backend/app/services/')));
  });

  it('says what a key is for, and where its value in force came from', async () => {
    const line = lineOf('limit: 200');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      new vscode.Position(line, editor.document.lineAt(line).text.indexOf('limit')),
    );
    const told = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(told, /limit/);
  });
});
