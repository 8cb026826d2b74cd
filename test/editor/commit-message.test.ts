import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { choosing } from './hands.ts';
import { runCommandLine, sampleFile, sampleRoot, settled, startTask } from './settled.ts';

interface Shown {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
}

/** The repository of the sample in Source Control. */
const shown = async (): Promise<Shown> => {
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): { readonly repositories: readonly Shown[] } }>(
    'vscode.git',
  );
  assert.ok(git);
  const api = (await git.activate()).getAPI(1);
  return settled('Source Control shows the sample', () =>
    api.repositories.find(({ rootUri }) => rootUri.fsPath === sampleRoot().fsPath),
  );
};

const write = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.writeCommitMessage');

describe('Write Commit Message', () => {
  const file = 'backend/app/services/message.py';

  before(() => {
    startTask();
    writeFileSync(sampleFile(file).fsPath, 'def told():\n    return 1\n');
  });
  after(async () => {
    (await shown()).inputBox.value = '';
    rmSync(sampleFile(file).fsPath);
    runCommandLine('task', 'abandon');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('fills the box of Source Control from facts', async () => {
    const { inputBox } = await shown();
    inputBox.value = '';
    await write();
    assert.match(
      inputBox.value,
      /^Problem:\n[^]*^Solution:\n- told in backend\/app\/services\/message\.py \(new, complexity 1\)$/m,
    );
    assert.match(inputBox.value, /^Codex-Mode: linter-refactor$/m);
  });

  it('asks before it replaces what a person has typed there, and leaves it where they keep it', async () => {
    const { inputBox } = await shown();
    inputBox.value = 'mine';
    assert.match(await choosing(undefined, write), /There is a commit message already\. Replace it\?/);
    assert.equal(inputBox.value, 'mine');
    await choosing('Replace', write);
    assert.match(inputBox.value, /^Codex-Task: /m);
  });
});
