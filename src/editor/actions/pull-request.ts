import { preparePullRequest } from '#app';
import { findExecutable } from '#repo';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

const copyTitle = 'Copy';
const saveTitle = 'Save As…';
const createTitle = 'Create with gh';

const save = async (watch: RepositoryWatch, text: string): Promise<void> => {
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(watch.root, '..', 'pull-request.md'),
    filters: { Markdown: ['md'] },
  });
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
};

const createWithGh = async (watch: RepositoryWatch, gh: string, title: string, text: string): Promise<void> => {
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
      shellPath: gh,
      shellArgs: ['pr', 'create', '--title', title, '--body-file', kept.value],
      cwd: watch.root,
    })
    .show();
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
  const { title, text, empty } = prepared.value;
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
  if (empty) {
    void vscode.window.showWarningMessage(
      'This task has changed nothing yet, so its pull request has nothing to show.',
    );
    return;
  }
  const gh = await findExecutable({
    names: process.platform === 'win32' ? ['gh.exe'] : ['gh'],
    path: process.env['PATH'] ?? '',
  });
  const ways = [copyTitle, saveTitle, ...(gh === undefined ? [] : [createTitle])];
  const chosen = await vscode.window.showInformationMessage('The pull-request text is filled from facts.', ...ways);
  // What the person edited in the meantime counts.
  const edited = document.isClosed ? text : document.getText();
  if (chosen === copyTitle) await vscode.env.clipboard.writeText(edited);
  if (chosen === saveTitle) await save(watch, edited);
  if (chosen === createTitle && gh !== undefined) await createWithGh(watch, gh, title, edited);
};
