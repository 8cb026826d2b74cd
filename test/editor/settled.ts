// What the tests of the extension host share: waiting for what the extension shows, and the sample they run on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';

const limit = 45_000;

/** Waits until a question has an answer; fails with the last thing that was seen. */
export async function settled<Value>(
  what: string | (() => string),
  ask: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`it did not come about: ${typeof what === 'string' ? what : what()}`);
}

export function sampleRoot(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

export const sampleFile = (path: string): vscode.Uri => vscode.Uri.joinPath(sampleRoot(), path);

/** The findings and problems of ours on a file. */
export const ours = (file: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Codex Governor');

export const ruleOf = ({ code }: vscode.Diagnostic): string =>
  String(typeof code === 'object' ? code.value : (code ?? ''));

// What a failure has to tell: what stands on the file, and what is unsaved or in view just then.
const seen = (file: vscode.Uri): string => {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ fileName }) => fileName);
  return [
    file.path,
    ...ours(file).map(({ message }) => message),
    `unsaved: ${unsaved.join(', ')}`,
    `active: ${vscode.window.activeTextEditor?.document.fileName ?? 'none'}`,
    `focused: ${vscode.window.state.focused}`,
  ].join(' | ');
};

/** Waits until a file has a diagnostic of ours with this text. */
export const finding = (file: vscode.Uri, text: string): Promise<vscode.Diagnostic> =>
  settled(
    () => `${text} on ${seen(file)}`,
    () => ours(file).find(({ message }) => message.includes(text)),
  );

/** Waits until a file has a finding of this rule. */
export const findingOf = (file: vscode.Uri, rule: string): Promise<vscode.Diagnostic> =>
  settled(
    () => `a finding of ${rule} on ${seen(file)}`,
    () => ours(file).find((each) => ruleOf(each) === rule),
  );

/** Waits until a file has no finding of this rule. */
export const noFindingOf = async (file: vscode.Uri, rule: string): Promise<void> => {
  await settled(
    () => `no more ${rule} on ${seen(file)}`,
    () => (ours(file).some((each) => ruleOf(each) === rule) ? undefined : true),
  );
};

/** Waits until a file has no diagnostic of ours with this text. */
export const noFinding = async (file: vscode.Uri, text: string): Promise<void> => {
  await settled(
    () => `no more ${text} on ${seen(file)}`,
    () => (ours(file).some(({ message }) => message.includes(text)) ? undefined : true),
  );
};

export function git(...words: readonly string[]): string {
  return execFileSync('git', ['-C', sampleRoot().fsPath, ...words], { encoding: 'utf8' });
}

/** Runs the bundled command line on the sample, as a person does in a terminal. */
export function runCommandLine(...words: readonly string[]): string {
  const extension = vscode.extensions.getExtension('codex-governor.codex-governor');
  assert.ok(extension);
  // On a desktop this process is VS Code itself, which has to be told to be a Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const cli = join(extension.extensionPath, 'dist/cli.cjs');
  return execFileSync(process.execPath, [cli, ...words], { cwd: sampleRoot().fsPath, env, encoding: 'utf8' });
}

/** Starts a refactoring task that may write anywhere its mode may. */
export function startTask(): void {
  const spec = '.claude/agents/business/RATINGS_ARCHITECT.md';
  runCommandLine(
    'start',
    '--mode',
    'linter-refactor',
    '--goal',
    'Tidy backend/app/services/metrics.py',
    '--pick',
    `agent-spec=${spec}`,
  );
}

/** Opens a file and gives its editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(sampleFile(path)), { preview: false });
}

/** Puts a text at the end of what is open, and leaves it unsaved. */
export async function typeAtEnd(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  assert.ok(await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, text)));
}

/** Throws away what was typed, and closes the editor. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
