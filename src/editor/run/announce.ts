import type { EndedRun } from '#app';
import * as vscode from 'vscode';

const showRun = 'Show Run';

/** Says how it ended, in a notification that does not hold anything up. */
export const announce = async ({ end, unaccounted }: EndedRun): Promise<void> => {
  const open = unaccounted.length === 0 ? '' : ' Files changed that no accepted patch explains; the run lists them.';
  const words = `${end.message}${open}`;
  const isFine = end.how === 'done' && unaccounted.length === 0;
  const show = isFine ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await show(words, showRun)) === showRun) await vscode.commands.executeCommand('codexGovernor.run.focus');
};
