import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packPlace, sha256 } from '#repo';
import { verifyEvidence } from '#app';
import * as vscode from 'vscode';
import { explainPackPath } from '../../src/editor/actions/pack-path.ts';
import { sampleRoot, settled } from './settled.ts';

const press = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`workbench.action.${command}`);

const page = (): string | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.path === '/Codex Proof.md')?.getText();

/** Runs a command, and accepts what is asked until something has come of it. */
const answer = async <Value>(command: string, came: () => Value | undefined): Promise<Value> => {
  const done = vscode.commands.executeCommand(command);
  const value = await settled(command, async () => {
    await press('acceptSelectedQuickOpenItem');
    return came();
  });
  void done;
  return value;
};

describe('evidence in the editor', () => {
  after(async () => {
    await press('closeAllEditors');
  });

  it('Prove Gates shows which of the gates and rules that are named did not notice', async () => {
    const done = vscode.commands.executeCommand('codexGovernor.proveGates', ['lint-and-types', 'dtos-unchanged']);
    const text = await settled('the page', async () => {
      // The first of the modes, where it asks for one.
      await press('acceptSelectedQuickOpenItem');
      return page();
    });
    await done;
    assert.match(text, /^# Codex Governor: what notices\n\nCopies of the tree were broken\. Of 2 gates and rules, /);
    assert.match(text, /\(`lint-and-types`\): \*\*could not tell\*\*\. It is not green on an intact copy: /);
    assert.match(text, /\n## Rules\n\n- `dtos-unchanged`: \*\*alive\*\*\n/);
  });

  it('Prove Gates asks what to prove where nothing is named, and ends where nobody says', async () => {
    await press('closeAllEditors');
    let isDone = false;
    const done = (async () => {
      await vscode.commands.executeCommand('codexGovernor.proveGates');
      isDone = true;
    })();
    await settled('it is given up', async () => {
      await press('closeQuickOpen');
      return isDone || undefined;
    });
    await done;
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      [],
    );
  });

  it('Pack Evidence wants a whole path: a shorter one is of no folder that a person could tell', () => {
    const suggested = join(dirname(sampleRoot().fsPath), 'meridian-evidence.tar');
    assert.equal(explainPackPath(` ${suggested} `, suggested), undefined);
    assert.equal(explainPackPath('pack.tar', suggested), `Type the whole path, such as ${suggested}.`);
    assert.equal(explainPackPath(' ', suggested), 'Type a path.');
  });

  it('Pack Evidence writes a pack that can be verified', async () => {
    const root = sampleRoot().fsPath;
    const path = join(dirname(root), `${basename(root)}-evidence.tar`);
    await answer('codexGovernor.packEvidence', () => (existsSync(path) ? path : undefined));
    const verified = await verifyEvidence({ hash: sha256 }, packPlace, { path });
    rmSync(path);
    assert.ok(verified.ok);
    assert.deepEqual(verified.value.flaws, []);
  });
});
