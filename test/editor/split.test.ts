import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answeringBox, picking } from './hands.ts';
import { git, sampleFile } from './settled.ts';

const folder = 'backend/app/services/parts';
const split = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.splitChange');
const branches = (): string => git('for-each-ref', '--format=%(refname:short)', 'refs/heads/parts');

const lines = (name: string): string =>
  Array.from({ length: 60 }, (_, at) => `${name}_${at} = ${at}\n${at % 10 === 9 ? '\n' : ''}`).join('');

describe('splitting a change', () => {
  before(async () => {
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'])
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
      /^\d+ slices, each within the budgets\. Together they are exactly what is here\n\$\(git-branch\) Make Branches… /,
    );
    assert.match(rows, /\n\$\(check\) 1\. .* \| Lines changed: \d+ of 200 · Files touched: \d of 5 \| .*backend\/app/);
    assert.equal(branches(), '');
  });

  it('makes a branch of each, on top of the one before, and leaves what is checked out alone', async () => {
    const before = [git('rev-parse', 'HEAD'), git('status', '--porcelain')];
    const rows = await answeringBox('parts/sample', async () => picking(['Linter/Refactor', 'Make Branches'], split));
    const made = branches().trim().split('\n').sort();
    assert.equal(made.length, Number(/^(\d+) slices/.exec(rows[1] ?? '')?.[1]));
    assert.ok(made.includes('parts/sample/1'));
    assert.equal(git('merge-base', 'parts/sample/1', 'parts/sample/2'), git('rev-parse', 'parts/sample/1'));
    assert.deepEqual([git('rev-parse', 'HEAD'), git('status', '--porcelain')], before);
  });
});
