import assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';

describe('activation', () => {
  const extension = vscode.extensions.getExtension('codex-governor.codex-governor');

  it('is installed, as the package names it', () => {
    assert.ok(extension, 'VS Code does not know the extension');
  });

  it('activates on a repository with a policy, without an error', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('runs on the sample repository', () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.deepEqual(
      folders.map(({ uri }) => basename(uri.fsPath)),
      ['meridian'],
    );
  });
});
