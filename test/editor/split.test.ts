import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answeringBox, picking } from './hands.ts';
import { git, sampleFile, settled } from './settled.ts';

const folder = 'backend/app/services/parts';
const split = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.splitChange');
const branches = (): string => git('for-each-ref', '--format=%(refname:short)', 'refs/heads/parts');

const lines = (name: string): string =>
  Array.from({ length: 60 }, (_, at) => `${name}_${at} = ${at}\n${at % 10 === 9 ? '\n' : ''}`).join('');

const pick = async () => picking(['Linter/Refactor', 'Make Branches'], split);

describe('splitting a change', () => {
  before(async () => {
    for (const name of ['one', 'two', 'three', 'four', 'five'])
      await vscode.workspace.fs.writeFile(
        sampleFile(`${folder}/${name}.py`),
        new TextEncoder().encode(lines(name.toUpperCase())),
      );
  });

  after(async () => {
    await vscode.workspace.fs.delete(sampleFile(folder), { recursive: true });
    for (const branch of branches().split('\n').filter(Boolean)) git('branch', '-q', '-D', branch);
  });

  it('shows the slices, and makes nothing where nobody asks for branches', async () => {
    const [modes = '', rows = ''] = await picking(['Linter/Refactor', undefined], split);
    assert.match(modes, /^This policy judges a change by its mode/);
    assert.match(
      rows,
      /^\d+ slices, each within the budgets\. Pick one to see what it changes\n\$\(git-branch\) Make Branches… /,
    );
    assert.match(rows, /\n\$\(check\) 1\. .* \| Lines changed: \d+ of 200 · Files touched: \d of 5 \| .*backend\/app/);
    assert.equal(branches(), '');
  });

  it('shows what a slice changes where it is picked, beside what the slices before it leave', async () => {
    await picking(['Linter/Refactor', '$(check) 2. '], split);
    const tab = await settled('the slice is shown', () =>
      vscode.window.tabGroups.activeTabGroup.tabs.find(({ label }) => label.startsWith('Slice 2 of ')),
    );
    const past = await settled('its texts are read', () => {
      const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'codex-governor-past');
      return texts.some((text) => text.getText().includes('_59 = 59')) ? texts : undefined;
    });
    assert.ok(past.every((text) => !text.getText().includes('not in the repository')));
    await vscode.window.tabGroups.close(tab);
    assert.equal(branches(), '');
  });

  it('makes a branch of each, on top of the one before, and leaves what is checked out alone', async () => {
    const before = [git('rev-parse', 'HEAD'), git('status', '--porcelain')];
    // A name that is taken is asked for again, and nothing was made by then.
    git('branch', 'parts/taken/2');
    const asked: string[] = [];
    const answer = (prompt: string): string => {
      asked.push(prompt);
      return asked.length === 1 ? 'parts/taken' : 'parts/sample';
    };
    const rows = await answeringBox('parts/sample', pick, /parts\/sample\/1 to/, answer);
    assert.match(asked[1] ?? '', /There is a branch parts\/taken\/2 already.* No branch was made\./);
    git('branch', '-D', 'parts/taken/2');
    const made = branches().trim().split('\n').sort();
    assert.equal(made.length, Number(/^(\d+) slices/.exec(rows[1] ?? '')?.[1]));
    assert.ok(made.includes('parts/sample/1'));
    assert.equal(git('merge-base', 'parts/sample/1', 'parts/sample/2'), git('rev-parse', 'parts/sample/1'));
    assert.deepEqual([git('rev-parse', 'HEAD'), git('status', '--porcelain')], before);
  });
});
