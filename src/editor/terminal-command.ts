import { delimiter } from 'node:path';
import * as vscode from 'vscode';

/**
 * Puts `codex-governor` on the PATH of the window's terminals, so that a person, and Codex in a terminal, can ask what the
 * editor asks. At the end of the PATH: a version that the repository pins comes first.
 */
export const offerCommandLine = ({
  environmentVariableCollection: variables,
  extensionUri,
}: vscode.ExtensionContext): void => {
  variables.clear();
  variables.description = 'Puts the `codex-governor` command on the PATH.';
  variables.append('PATH', `${delimiter}${vscode.Uri.joinPath(extensionUri, 'bin').fsPath}`);
  variables.replace('CODEX_GOVERNOR_NODE', process.execPath);
};
