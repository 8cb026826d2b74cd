import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { git, settled } from './settled.ts';

const accept = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

describe('Replay Policy Over Past Commits', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('asks how many commits and in which mode, and shows what the policy would have said of them', async () => {
    const done = vscode.commands.executeCommand('codexGovernor.replayPolicy');
    const text = await settled('the page', async () => {
      // The number that stands in the box, then the first mode of the list.
      await accept();
      return vscode.workspace.textDocuments.find(({ uri }) => uri.path === '/Codex Replay.md')?.getText();
    });
    await done;
    const commits = git('rev-list', '--count', '--first-parent', '--no-merges', 'HEAD').trim();
    assert.match(text, /## Codex Governor: what the policy would have said/);
    assert.match(text, new RegExp(`^${commits} commits?, \\d{4}-`, 'm'));
    assert.match(text, /Mode Linter\/Refactor/);
    assert.match(text, /\| Budget \| p50 \|/);
    assert.ok(vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('Codex Replay'))));
  });

  it('ends without a page where nobody says how many', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    let isDone = false;
    const run = async (): Promise<void> => {
      await vscode.commands.executeCommand('codexGovernor.replayPolicy');
      isDone = true;
    };
    const done = run();
    await settled('it is given up', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isDone || undefined;
    });
    await done;
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      [],
    );
  });
});
