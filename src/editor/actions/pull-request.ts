import { preparePullRequest, type PreparedPullRequest } from '#app';
import { findExecutable } from '#repo';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

const save = async (watch: RepositoryWatch, text: string): Promise<void> => {
  const uri = await vscode.window.showSaveDialog({
    // Beside the repository: in it, the text would count as one more file of the change.
    defaultUri: vscode.Uri.joinPath(watch.root, '..', 'pull-request.md'),
    filters: { Markdown: ['md'] },
  });
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
};

interface Program {
  readonly path: string;
  readonly title: string;
}

const createWithGh = async (watch: RepositoryWatch, gh: Program, text: string): Promise<void> => {
  const sight = watch.sight();
  if (sight.state !== 'active') return;
  const kept = await watch.machine.store.keepPage(sight.task.id, 'pull-request', text);
  if (!kept.ok) {
    await complain(kept.error);
    return;
  }
  // gh asks its own questions, so it gets a terminal of its own, and no shell reads the title.
  vscode.window
    .createTerminal({
      name: 'gh pr create',
      shellPath: gh.path,
      shellArgs: ['pr', 'create', '--title', gh.title, '--body-file', kept.value],
      cwd: watch.root,
    })
    .show();
};

const page = vscode.Uri.parse('untitled:pull-request.md');

// A text without a file: whoever closes it is asked whether to save it, and nothing lies in the repository.
const openText = async (text: string): Promise<vscode.TextDocument> => {
  const document = await vscode.workspace.openTextDocument(page);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(page, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', page);
  return document;
};

interface Way {
  readonly title: string;
  readonly run: (text: string) => Promise<void>;
}

const waysFor = async (watch: RepositoryWatch, { title }: PreparedPullRequest): Promise<readonly Way[]> => {
  const names = process.platform === 'win32' ? ['gh.exe'] : ['gh'];
  const gh = await findExecutable({ names, path: process.env['PATH'] ?? '' });
  return [
    { title: 'Copy', run: async (text) => vscode.env.clipboard.writeText(text) },
    { title: 'Save As…', run: (text) => save(watch, text) },
    ...(gh === undefined
      ? []
      : [{ title: 'Create with gh', run: (text: string) => createWithGh(watch, { path: gh, title }, text) }]),
  ];
};

/** Fills the pull-request text from facts and opens it, with its rendered form beside it. */
export const showPullRequest = async (watch: RepositoryWatch): Promise<void> => {
  await watch.look();
  const prepared = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Codex Governor: preparing the pull request' },
    () => preparePullRequest(watch.machine),
  );
  if (!prepared.ok) {
    await complain(prepared.error);
    return;
  }
  const document = await openText(prepared.value.text);
  if (prepared.value.empty) {
    await vscode.window.showWarningMessage(
      'This task has changed nothing yet, so its pull request has nothing to show.',
    );
    return;
  }
  const ways = await waysFor(watch, prepared.value);
  const words = 'The pull-request text is filled from facts. Ticks that no fact covers are left to you.';
  const chosen = await vscode.window.showInformationMessage(words, ...ways.map(({ title }) => title));
  // What the person edited in the meantime counts.
  const edited = document.isClosed ? prepared.value.text : document.getText();
  await ways.find(({ title }) => title === chosen)?.run(edited);
};
