import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import type { StatusWords } from './status-words.ts';

// The tooltip quotes a goal: a link typed into one must not run a command of another extension.
const enabledCommands: readonly string[] = [...Object.keys(commands), 'workbench.trust.manage'];

const backgrounds: Record<StatusWords['weight'], vscode.ThemeColor | undefined> = {
  plain: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** The one status-bar item; a click opens the task's menu. */
export const createStatusItem = (): { readonly show: (words: StatusWords) => void } & vscode.Disposable => {
  const item = vscode.window.createStatusBarItem('codexGovernor.task', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Codex Governor';
  item.command = 'codexGovernor.showTask';
  return {
    show: ({ text, spoken, tooltip, weight }) => {
      const markdown = new vscode.MarkdownString(tooltip);
      markdown.isTrusted = { enabledCommands };
      item.text = text;
      item.tooltip = markdown;
      item.accessibilityInformation = { label: spoken, role: 'button' };
      item.backgroundColor = backgrounds[weight];
      item.show();
    },
    dispose: () => item.dispose(),
  };
};
