import { codexNames, pointAtPrompt } from '#codex';
import { findExecutable } from '#repo';
import * as vscode from 'vscode';
import { readSetting } from './settings.ts';

/** A way to give the prompt to Codex. All of them are advisory: nothing here holds Codex to the prompt. */
export interface HandOver {
  readonly label: string;
  readonly detail: string;
  readonly run: (prompt: { readonly text: string; readonly file: string }) => Promise<void>;
}

const codexExtension = 'openai.chatgpt';

const copy = async ({ text }: { readonly text: string }): Promise<void> => {
  await vscode.env.clipboard.writeText(text);
};

const clipboard: HandOver = {
  label: '$(clippy) Copy Prompt',
  detail: 'Advisory: puts the whole prompt on the clipboard, to paste wherever Codex runs.',
  run: async (prompt) => {
    await copy(prompt);
    void vscode.window.showInformationMessage('The prompt is on the clipboard. Paste it into Codex.');
  },
};

// Codex is the terminal's own program, so no shell ever reads the prompt.
const terminal = (codex: string, cwd: vscode.Uri): HandOver => ({
  label: '$(terminal) Run Codex in a Terminal',
  detail: `Advisory: starts ${codex} here and points it at the prompt file.`,
  run: async ({ file }) => {
    vscode.window
      .createTerminal({
        name: 'Codex task',
        shellPath: codex,
        shellArgs: [pointAtPrompt(file)],
        cwd,
        iconPath: new vscode.ThemeIcon('law'),
      })
      .show();
    await Promise.resolve();
  },
});

// The extension takes no prompt from another one: it is opened, given the prompt file, and the prompt is on the clipboard.
const extension: HandOver = {
  label: '$(comment-discussion) Open the Codex Extension',
  detail: 'Advisory: opens its side bar, attaches the prompt file, and puts the prompt on the clipboard.',
  run: async (prompt) => {
    await copy(prompt);
    await vscode.commands.executeCommand('chatgpt.openSidebar');
    await vscode.commands.executeCommand('chatgpt.addFileToThread', vscode.Uri.file(prompt.file));
    void vscode.window.showInformationMessage(
      'The prompt file is attached in Codex, and the prompt is on the clipboard.',
    );
  },
};

/** The ways there are on this machine, the surest first. */
export const handOvers = async (root: vscode.Uri): Promise<readonly HandOver[]> => {
  const codex = await findExecutable({
    names: codexNames(process.platform),
    chosen: readSetting('codexGovernor.codex.path', root),
    path: process.env['PATH'] ?? '',
  });
  return [
    clipboard,
    ...(codex === undefined ? [] : [terminal(codex, root)]),
    ...(vscode.extensions.getExtension(codexExtension) === undefined ? [] : [extension]),
  ];
};
