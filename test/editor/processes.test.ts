import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { answeringBox, picking, refused, telling } from './hands.ts';
import { finding, git, runCommandLine, sampleFile, settled } from './settled.ts';

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
  - id: second
    title: Tidy the rest
    goal: Tidy \`backend/app/services/metrics.py\`.
    included: [backend/app/services/metrics.py]
    expects: [backend/app/services/rest.py]
    verify: [{ run: git status --short }]
    stop: [{ id: agreed, text: Nobody wants it. }]
    good: It reads well.
    bad: It does something else.
    decide: Ask.
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

const begin = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.startNextSlice');
const run = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.runPackage');

const write = (): Thenable<unknown> => vscode.commands.executeCommand('codexGovernor.newPackage');

const shows = (words: string): Promise<true> =>
  settled(`the page says: ${words}`, () => pageOf('Execution Package')?.includes(words) || undefined);

describe('a repository without processes', () => {
  const packages = '.codex/governance/packages';

  it('says so, and offers to write one, which is listed and opened', async () => {
    assert.match((await telling(begin)).join('\n'), /^This repository has no chain: .* \| New Chain…$/);
    assert.match((await telling(run)).join('\n'), /^This repository has no execution package: .* \| New Exec/);
    await answeringBox('look-around', async () => write(), /^Fill in what Problems name/);
    try {
      const editor = await settled('it is open', () => vscode.window.activeTextEditor);
      assert.ok(editor.document.uri.path.endsWith(`/${packages}/look-around.yaml`));
      await finding(editor.document.uri, 'TBD');
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(sampleFile(packages), { recursive: true });
    }
  });
});

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
    assert.match(runCommandLine('chain', 'status'), /first +ready to start +Tidy the metrics/);
    // How the hand-over ends depends on the machine: it is waited for, so that it tells nobody anything in the tests that follow.
    const begun = refused(undefined, begin);
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
      await begun;
    }
  });

  it('refuse a slice that waits, with the reason, and open what it waits for', async () => {
    const told = await refused('Open tidy.yaml', async () => picking(['Tidy the rest'], begin));
    assert.match(
      told,
      /^The slice second may not start\. first comes first, and is not done\. \S+tidy\.yaml line 10: No file /,
    );
    const editor = await settled('the chain is open', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith(chain)),
    );
    assert.equal(editor.selection.active.line, 9);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('verify what is there before the next slice, and ask for its mode where the slice names none', async () => {
    const there = 'backend/app/services/tidy.py';
    await vscode.workspace.fs.writeFile(sampleFile(there), new TextEncoder().encode('TIDY = True\n'));
    const { head } = { head: git('rev-parse', 'HEAD').trim() };
    git('add', '--', there);
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-q', '-m', 'feat: tidy', '--', there);
    try {
      const [open = '', verify = '', after = '', mode = ''] = await picking(
        ['Tidy the metrics', 'Verify What Is There', 'Tidy the rest', undefined],
        begin,
      );
      assert.match(open, /Tidy the metrics \| Tidy up · to be verified \| Its commands were not run yet\./);
      assert.match(verify, /^Tidy the metrics is to be verified before another slice starts\n/);
      assert.match(after, /^The slice to start\nTidy the rest \| Tidy up · ready to start \| Tidy [^\n]*$/);
      assert.match(mode, /^This policy judges a change by its mode[^]*Linter\/Refactor/);
      assert.match(runCommandLine('task'), /No Codex task/);
    } finally {
      git('reset', '-q', '--soft', head);
      git('rm', '-q', '--cached', '--', there);
      await vscode.workspace.fs.delete(sampleFile(there));
    }
  });

  it('show a chain with mistakes, and open it at the first', async () => {
    const text = chainText.replace('gone, text:', 'gone, txt:');
    await vscode.workspace.fs.writeFile(
      sampleFile('.codex/governance/chains/odd.yaml'),
      new TextEncoder().encode(text),
    );
    try {
      const mistake = await finding(sampleFile('.codex/governance/chains/odd.yaml'), 'txt');
      assert.equal(mistake.range.start.line, 11);
      const told = await refused(undefined, async () => picking(['chains/odd.yaml'], begin));
      assert.match(
        told,
        /^The chain odd has mistakes, so nothing of it starts\. The first: .*odd\.yaml, line 12: .* \| Open odd\.yaml$/,
      );
    } finally {
      await vscode.workspace.fs.delete(sampleFile('.codex/governance/chains/odd.yaml'));
    }
  });

  it('show the mistakes of a package at their lines as it is typed, also of one in Markdown', async () => {
    const odd = { yaml: packageText, md: `---\n${packageText}---\n\n# A page\n` };
    for (const [ending, text] of Object.entries(odd)) {
      const file = sampleFile(`.codex/governance/packages/odd.${ending}`);
      const wrong = text.replace('goal: Look', 'uses: [nowhere/*.py]\ngoal: Look');
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(wrong));
      try {
        const mistake = await finding(file, 'nowhere/*.py');
        assert.equal(mistake.range.start.line, wrong.split('\n').indexOf('uses: [nowhere/*.py]'));
      } finally {
        await vscode.workspace.fs.delete(file);
      }
    }
  });

  it('carry a package out, step by step as somebody agrees, and show what it came to', async () => {
    const done = run();
    const page = await settled('the page', async () => {
      await accept();
      return pageOf('Execution Package');
    });
    await done;
    assert.match(page, /^# Tidy package\n\nIt is done\.\n/);
    assert.match(page, /\| Look at it \| done \| {2}\|\n\| Look again \| done \|/);
    assert.match(page, /\| Repositories \| 1 \| 1 \| reached \|/);
    assert.match(page, /1 before, 1 after/);
    assert.ok(!existsSync(sampleFile('.git/codex-governor/packages/tidy.json').fsPath));
  });

  it('go on with a package that was stopped, or begin it anew, as somebody says', async () => {
    await picking(['Tidy package', 'Do This Step', 'Stop Here'], run);
    await shows('It was stopped. The next run goes on there.');
    const [, asked = '', ...steps] = await picking(['Tidy package', 'Begin Anew', 'Do This Step', undefined], run);
    assert.match(asked, /^It was begun before: 1 of 2 steps done\n/);
    assert.equal(steps.length, 2);
    await picking(['Tidy package', 'Go On', 'Do This Step'], run);
    await shows('It is done.');
    assert.ok(!existsSync(sampleFile('.git/codex-governor/packages/tidy.json').fsPath));
  });

  it('refuse a package that nobody has reviewed, with the reason', async () => {
    const path = '.codex/governance/packages/new.yaml';
    await vscode.workspace.fs.writeFile(sampleFile(path), new TextEncoder().encode(packageText));
    try {
      const told = await refused(undefined, async () => picking(['not reviewed'], run));
      assert.match(
        told,
        /new\.yaml is not in the commit that this work starts from, and only commands that are there are run\. Read its/,
      );
    } finally {
      await vscode.workspace.fs.delete(sampleFile(path));
    }
  });

  it('do nothing where nobody picks one', async () => {
    for (const command of [begin, run]) {
      let isDone = false;
      const give = async (): Promise<void> => {
        await command();
        isDone = true;
      };
      const done = give();
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
