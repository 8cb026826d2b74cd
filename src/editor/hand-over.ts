import { codexNames, pointAtPrompt } from '#codex';
import { findExecutable } from '#repo';
import * as vscode from 'vscode';
import { readSetting } from './settings.ts';

/** A way to give the prompt to Codex. All but the governed run are advisory: nothing there holds Codex to the prompt. */
export interface HandOver {
  /** Names it, for the choice that is remembered. */
  readonly id: 'governed' | 'clipboard' | 'terminal' | 'extension';
  readonly label: string;
  readonly detail: string;
  readonly run: (prompt: { readonly text: string; readonly file: string }) => Promise<void>;
}

/** The name of Codex's own extension. */
export const codexExtension = 'openai.chatgpt';

const copy = async ({ text }: { readonly text: string }): Promise<void> => {
  await vscode.env.clipboard.writeText(text);
};

const clipboard: HandOver = {
  id: 'clipboard',
  label: '$(clippy) Copy Prompt',
  detail: 'Copies the whole prompt, to paste wherever Codex runs (advisory).',
  run: async (prompt) => {
    await copy(prompt);
    void vscode.window.showInformationMessage('The prompt is on the clipboard. Paste it into Codex.');
  },
};

// Codex is the terminal's own program, so no shell ever reads the prompt.
const terminal = (codex: string, cwd: vscode.Uri): HandOver => ({
  id: 'terminal',
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
  id: 'extension',
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

const governed = (run: () => Promise<void>): HandOver => ({
  id: 'governed',
  label: '$(law) Run Governed',
  detail: 'Codex works here, and every patch is judged by the policy before it is written.',
  run,
});

/** The ways there are on this machine, the one that was taken last first, then the surest; and what would open the others. */
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

/** Where prompts are handed over. */
export interface HandOverPlace {
  readonly root: vscode.Uri;
  /** Of this workspace: it remembers the way that was taken last. */
  readonly memory: vscode.Memento;
  readonly runGoverned: () => Promise<void>;
}

const memoryKey = 'codexGovernor.handOver';

const remembering = (memory: vscode.Memento, way: HandOver): HandOver => ({
  ...way,
  run: async (prompt) => {
    await memory.update(memoryKey, way.id);
    await way.run(prompt);
  },
});

export const findHandOvers = async ({ root, memory, runGoverned }: HandOverPlace): Promise<HandOvers> => {
  const chosen = readSetting('codexGovernor.codex.path', root);
  const codex = await findExecutable({
    names: codexNames(process.platform),
    chosen,
    path: process.env['PATH'] ?? '',
  });
  const hasExtension = vscode.extensions.getExtension(codexExtension) !== undefined;
  const ways = [
    governed(runGoverned),
    clipboard,
    ...(codex === undefined ? [] : [terminal(codex, root)]),
    ...(hasExtension ? [extension] : []),
  ].map((way) => remembering(memory, way));
  const last = memory.get<string>(memoryKey);
  return {
    ways: [...ways.filter(({ id }) => id === last), ...ways.filter(({ id }) => id !== last)],
    hints: [...(codex === undefined ? [noCodex(chosen)] : []), ...(hasExtension ? [] : [noExtension])],
  };
};
