import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { git, runCommandLine, sampleFile, settled } from './settled.ts';

const chain = '.codex/governance/chains/tidy.yaml';
const playbook = '.codex/governance/packages/tidy.yaml';

const chainText = `version: 1
title: Tidy up
slices:
  - id: first
    title: Tidy the metrics
    mode: linter-refactor
    goal: Tidy \`backend/app/services/ratings.py\`.
    included: [backend/app/services/ratings.py]
    excluded: ['docs/**']
    expects: [backend/app/services/tidy.py]
    verify: [{ run: git status --short }]
    stop: [{ id: gone, text: The metrics are gone., missing: [backend/app/services/metrics.py] }]
    good: It reads well.
    bad: It does something else.
    decide: Leave it as it is.
`;

const step = (id: string, title: string): string => `  - id: ${id}
    title: ${title}
    commands: [{ run: git status --short }]
    expect: It is seen.
    rollback: nothing
`;

const packageText = `version: 1
title: Tidy package
goal: Look at what is there.
mode: linter-refactor
deliverables: [A look]
tools: [{ tool: Bash, use: Look. }]
preflight: [{ run: git status --short }]
steps:
${step('look', 'Look at it')}${step('again', 'Look again')}verification: [{ run: git status --short }]
recovery: [{ when: It fails., do: Look yourself. }]
metrics: [{ id: one, title: Repositories, run: git log -1 --pretty=format:1, at-least: 1 }]
commit: |
  docs: look

  Problem:
  Nobody looked.

  Solution:
  Look.

  Impact:
  {{one.before}} before, {{one.after}} after

  Artifacts:
  None
`;

const accept = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
const escape = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeQuickOpen');

const pageOf = (name: string): string | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.path === `/${name}.md`)?.getText();

describe('the processes of a repository', () => {
  const earlier = { head: '', main: '' };

  // Only what is in the commit that the work starts from is ever run: so it is there, for as long as these tests last.
  before(async () => {
    earlier.head = git('rev-parse', 'HEAD').trim();
    earlier.main = git('rev-parse', 'main').trim();
    for (const [path, text] of [
      [chain, chainText],
      [playbook, packageText],
    ] as const)
      await vscode.workspace.fs.writeFile(sampleFile(path), new TextEncoder().encode(text));
    git('add', '--', chain, playbook);
    git(
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
      'commit',
      '-q',
      '-m',
      'chore: processes',
      '--',
      chain,
      playbook,
    );
    git('update-ref', 'refs/heads/main', 'HEAD');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    git('update-ref', 'refs/heads/main', earlier.main);
    git('reset', '-q', '--soft', earlier.head);
    git('rm', '-q', '--cached', '--', chain, playbook);
    for (const path of ['.codex/governance/chains', '.codex/governance/packages'])
      await vscode.workspace.fs.delete(sampleFile(path), { recursive: true });
  });

  it('start the slice that is next as a task, with its goal and its places', async () => {
    assert.match(runCommandLine('chain', 'status'), /first {2}ready to start {2}Tidy the metrics/);
    void vscode.commands.executeCommand('codexGovernor.startNextSlice');
    const task = await settled('the task of the slice', async () => {
      // Each question as it is proposed: the slice, the document, the pack, how to hand it over.
      await accept();
      const { state, task: found } = JSON.parse(runCommandLine('task', '--format', 'json')) as {
        readonly state: string;
        readonly task: {
          readonly goal: string;
          readonly scope: readonly string[];
          readonly slice?: { readonly id: string };
        } | null;
      };
      return state === 'active' ? (found ?? undefined) : undefined;
    });
    try {
      assert.equal(task.goal, 'Tidy `backend/app/services/ratings.py`.');
      assert.deepEqual(task.scope, ['backend/app/services/ratings.py']);
      assert.equal(task.slice?.id, 'first');
      assert.match(runCommandLine('task'), /Not in: docs\/\*\*\nSlice: first of the chain tidy\n/);
    } finally {
      await escape();
      runCommandLine('task', 'abandon');
    }
  });

  it('carry a package out, step by step as somebody agrees, and show what it came to', async () => {
    const done = vscode.commands.executeCommand('codexGovernor.runPackage');
    const page = await settled('the page', async () => {
      await accept();
      return pageOf('Execution Package');
    });
    await done;
    assert.match(page, /^# Tidy package\n\nIt is done\.\n/);
    assert.match(page, /\| `look` \| done \| {2}\|\n\| `again` \| done \|/);
    assert.match(page, /\| Repositories \| 1 \| 1 \| reached \|/);
    assert.match(page, /1 before, 1 after/);
    assert.ok(!existsSync(sampleFile('.git/codex-governor/packages/tidy.json').fsPath));
  });

  it('do nothing where nobody picks one', async () => {
    for (const command of ['codexGovernor.startNextSlice', 'codexGovernor.runPackage']) {
      let isDone = false;
      const run = async (): Promise<void> => {
        await vscode.commands.executeCommand(command);
        isDone = true;
      };
      const done = run();
      await settled('it is given up', async () => {
        await escape();
        return isDone || undefined;
      });
      await done;
    }
    assert.match(runCommandLine('task'), /No Codex task/);
    assert.match(runCommandLine('package', 'list'), /^tidy +Look at what is there\.\n$/);
  });
});
