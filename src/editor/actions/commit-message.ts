import { prepareCommitMessage } from '#app';
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

/** What we use of the API of VS Code's own Git extension, version 1. */
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
}

interface GitApi {
  readonly repositories: readonly GitRepository[];
}

interface GitExtension {
  readonly getAPI: (version: 1) => GitApi;
}

/** The repository as Source Control shows it; undefined where that is switched off, or does not show this one. */
const findShown = async ({ root }: RepositoryWatch): Promise<GitRepository | undefined> => {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return undefined;
  try {
    const { repositories } = (await extension.activate()).getAPI(1);
    for (const repository of repositories)
      if ((await realpath(repository.rootUri.fsPath)) === (await realpath(root.fsPath))) return repository;
  } catch {
    // `git.enabled` is off: then it has no API.
  }
  return undefined;
};

const mayReplace = async (now: string, message: string): Promise<boolean> => {
  if (now.trim() === '' || now === message) return true;
  const chosen = await vscode.window.showWarningMessage(
    'There is a commit message already. Replace it?',
    { modal: true, detail: 'What stands in the box is lost.' },
    'Replace',
  );
  return chosen === 'Replace';
};

const copyInstead = async (message: string): Promise<void> => {
  await vscode.env.clipboard.writeText(message);
  void vscode.window.showInformationMessage(
    'Source Control does not show this repository, so the commit message is on the clipboard.',
  );
};

/** Fills the message of the next commit from facts and puts it where the person commits. */
export const offerCommitMessage = async (watch: RepositoryWatch): Promise<void> => {
  const prepared = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.SourceControl, title: 'Codex Governor: writing the commit message' },
    () => prepareCommitMessage(watch.machine),
  );
  if (!prepared.ok) {
    await complain(prepared.error);
    return;
  }
  const shown = await findShown(watch);
  if (shown === undefined) {
    await copyInstead(prepared.value);
    return;
  }
  if (!(await mayReplace(shown.inputBox.value, prepared.value))) return;
  shown.inputBox.value = prepared.value;
  await vscode.commands.executeCommand('workbench.view.scm');
};
