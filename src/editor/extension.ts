import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const item = vscode.window.createStatusBarItem('codexGovernor.task', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Codex Governor';
  item.text = '$(law) No Codex task';
  item.show();
  context.subscriptions.push(item);
}
