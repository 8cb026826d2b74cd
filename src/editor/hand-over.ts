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
  detail: 'Copies the whole prompt, to paste wherever Codex runs (advisory).',
  run: async (prompt) => {
    await copy(prompt);
    void vscode.window.showInformationMessage('The prompt is on the clipboard. Paste it into Codex.');
  },
};

// Codex is the terminal's own program, so no shell ever reads the prompt.
const terminal = (codex: string, cwd: vscode.Uri): HandOver => ({
  label: '$(terminal) Run Codex in a Terminal',
  detail: `Starts ${codex} in this folder with the prompt file (advisory).`,
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
  detail: 'Opens its side bar with the prompt file attached, and copies the prompt (advisory).',
  run: async (prompt) => {
    await copy(prompt);
    await vscode.commands.executeCommand('chatgpt.openSidebar');
    await vscode.commands.executeCommand('chatgpt.addFileToThread', vscode.Uri.file(prompt.file));
    void vscode.window.showInformationMessage(
      'The prompt file is attached in Codex, and the prompt is on the clipboard.',
    );
  },
};

/** The ways there are on this machine, the surest first, and what would open the others. */
export interface HandOvers {
  readonly ways: readonly HandOver[];
  readonly hints: readonly vscode.QuickPickItem[];
}

const noCodex = (chosen: string): vscode.QuickPickItem => ({
  label: '$(info) Codex was not found',
  detail:
    chosen === ''
      ? 'To run it in a terminal from here, install it or set codexGovernor.codex.path.'
      : 'To run it in a terminal from here, correct codexGovernor.codex.path: it names no program.',
});

const noExtension: vscode.QuickPickItem = {
  label: '$(info) The Codex extension is not installed',
  detail: 'To hand the prompt to it from here, install openai.chatgpt.',
};

export const findHandOvers = async (root: vscode.Uri): Promise<HandOvers> => {
  const chosen = readSetting('codexGovernor.codex.path', root);
  const codex = await findExecutable({
    names: codexNames(process.platform),
    chosen,
    path: process.env['PATH'] ?? '',
  });
  const hasExtension = vscode.extensions.getExtension(codexExtension) !== undefined;
  return {
    ways: [clipboard, ...(codex === undefined ? [] : [terminal(codex, root)]), ...(hasExtension ? [extension] : [])],
    hints: [...(codex === undefined ? [noCodex(chosen)] : []), ...(hasExtension ? [] : [noExtension])],
  };
};
