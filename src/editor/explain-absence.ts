import * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';

/** Why there is no repository to work with, in sentences. */
export const tellAbsence = (repositories: Repositories): string => {
  const [failure] = repositories.failures();
  if (failure !== undefined) return [failure.message, failure.remedy ?? ''].join(' ').trim();
  return (vscode.workspace.workspaceFolders ?? []).length === 0
    ? 'No folder is open. Open a folder that is a git repository.'
    : 'No folder in this window is a local git repository.';
};

const explainDistrust = async (): Promise<void> => {
  const manage = 'Manage Workspace Trust';
  const words =
    'This folder is not trusted, so Codex Governor starts no process here, git included. Tasks, budgets, gates, chains, packages, evidence and pull requests are off until you trust it.';
  const chosen = await vscode.window.showWarningMessage(words, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
};

const explainMissing = async (repositories: Repositories): Promise<void> => {
  const [failure] = repositories.failures();
  const initialize = 'Initialize Repository';
  const offers = failure?.reason === 'no-repository' ? [initialize] : [];
  const chosen = await vscode.window.showErrorMessage(tellAbsence(repositories), ...offers);
  if (chosen === initialize) await vscode.commands.executeCommand('git.init');
};

/** Says why a command cannot do anything here, and offers what may help. */
export const explainAbsence = (repositories: Repositories): Promise<void> =>
  vscode.workspace.isTrusted ? explainMissing(repositories) : explainDistrust();
