import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { fivePhases, leavings } from '../sample/phases.ts';
import { telling } from './hands.ts';
import { git, runCommandLine, sampleFile, settled, startTask } from './settled.ts';

const policy = (): string => sampleFile('.codex/governance.yaml').fsPath;

const write = (path: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(sampleFile(path), Buffer.from(text));

/** What the page says once the command has shown it with this text. */
const shown = async (text: string): Promise<string> => {
  await vscode.commands.executeCommand('codexGovernor.showPhases');
  return settled(text, () => {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.path === '/Codex Phases.md')?.getText();
    return page?.includes(text) === true ? page : undefined;
  });
};

describe('Show Phases', () => {
  let written = '';

  after(async () => {
    runCommandLine('task', 'abandon');
    writeFileSync(policy(), written);
    for (const path of new Set(['lab/cost.py', ...leavings.flatMap((files) => Object.keys(files))]))
      await vscode.workspace.fs.delete(sampleFile(path));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows how far a module is, from its first phase to its last', async () => {
    written = readFileSync(policy(), 'utf8');
    // Nobody is asked for a mode to be told that there are none.
    const none = await telling(() => vscode.commands.executeCommand('codexGovernor.showPhases'));
    assert.match(none.join('\n'), /^The policy has no phases/);
    writeFileSync(policy(), `${written.trimEnd()}\n${fivePhases.join('\n')}\n`);
    startTask();
    await write('lab/cost.py', 'one = 1\n');
    const first = await shown('cost: none of 5 phases is complete');
    assert.match(first, /- ○ Problem statement: `docs\/math\/CALCULUS\.md` is missing\n/);
    assert.match(first, /needs the phases/);
    for (const [index, files] of leavings.entries()) {
      for (const [path, text] of Object.entries(files)) await write(path, text);
      await shown(`cost: phase ${index + 1} of 5 is complete`);
    }
    assert.match(
      await shown('cost: phase 5 of 5'),
      /Code after phase 5 may be written; code after phase 3 may be written\./,
    );
    assert.match(git('status', '--short'), /lab\//);
  });
});
