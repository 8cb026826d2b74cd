import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { git } from './sample-state.ts';
import { metrics, runCommandLine, startCommand, startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

describe('a task that windows, terminals and branches share', () => {
  let opened: OpenWorkbench;
  let other: Workbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench();
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('shows itself in the window when it was started in a terminal', async () => {
    await workbench().statusItem('No Codex task');
    startInTerminal(opened.folder);
    assert.match(await workbench().statusItem('Refactor'), /Refactor 0\/200/);
  });

  it('counts what another program writes to a file that no editor has open', async () => {
    git(opened.folder, 'mv', 'tests/unit/test_packs.py', 'tests/unit/test_pack.py');
    await workbench().statusItem('Refactor 0/200 · 1/5 files');
    git(opened.folder, 'mv', 'tests/unit/test_pack.py', 'tests/unit/test_packs.py');
    await workbench().statusItem('Refactor 0/200 · 0/5 files');
  });

  it('is still there after the window was loaded anew, with its counts', async () => {
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste('\n\nLIMIT = 1\n');
    await workbench().save();
    await workbench().statusItem('Refactor 3/200 · 1/5 files');
    await workbench().page.reload();
    await workbench().statusItem('Refactor 3/200 · 1/5 files');
  });

  it('is the same in a second window', async () => {
    other = await opened.openWindow();
    await other.statusItem('Refactor 3/200 · 1/5 files');
    await other.run(startCommand);
    await other.notification('This worktree already has a task');
    await other.clearNotifications();
  });

  it('is parked while another branch is checked out, and says so', async () => {
    git(opened.folder, 'stash', '--include-untracked', '--quiet');
    git(opened.folder, 'switch', '--quiet', 'main');
    await workbench().statusItem('Codex task parked');
    assert.match(
      await workbench().spokenStatus('Codex task parked'),
      /The Codex task of feature\/currency-attribution is parked, because main is checked out/,
    );
    await workbench().hoverStatus(
      'Codex task parked',
      'belongs to feature/currency-attribution, and main is checked out',
    );
    await workbench().screenshot('windows-01-parked');
    await workbench().page.mouse.move(640, 300);
    await workbench().run('Codex Governor: Hand Over Prompt to Codex');
    await workbench().notification(
      'is parked: it belongs to feature/currency-attribution, and main is checked out. Switch back',
    );
    await workbench().clearNotifications();
    git(opened.folder, 'switch', '--quiet', 'feature/currency-attribution');
    git(opened.folder, 'stash', 'pop', '--quiet');
    await workbench().statusItem('Refactor 3/200 · 1/5 files');
  });

  it('is gone from both windows once one of them has abandoned it', async () => {
    await other.run('Codex Governor: Abandon Task');
    await other.awaitDialog('Abandon this Codex task?');
    await other.press('Enter');
    await other.statusItem('No Codex task');
    await workbench().statusItem('No Codex task');
    assert.ok(!existsSync(join(opened.folder, '.git/codex-governor/task.json')));
    await other.page.close();
  });

  it('is ended in a terminal as well as in a window', async () => {
    startInTerminal(opened.folder);
    await workbench().statusItem('Refactor');
    runCommandLine(opened.folder, 'task', 'finish');
    await workbench().statusItem('No Codex task');
  });
});

describe('a folder that is no repository', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench({ change: (folder) => rmSync(join(folder, '.git'), { recursive: true }) });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('is named as such, and no task starts', async () => {
    await workbench().statusItem('No repository');
    await workbench().run(startCommand);
    const told = await workbench().notification('is not in a git repository');
    assert.match(told, /Initialize Repository/);
    await workbench().screenshot('windows-02-no-repository');
    await workbench().clearNotifications();
  });

  it('is governed as soon as it is one, also before its first commit', async () => {
    git(opened.folder, 'init', '--quiet', '--initial-branch=main');
    await workbench().statusItem('No Codex task');
    startInTerminal(opened.folder);
    await workbench().statusItem('Refactor 0/200 · 0/5 files');
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste('\n\nLIMIT = 1\n');
    await workbench().save();
    await workbench().statusItem('Refactor 3/200 · 1/5 files');
    await workbench().screenshot('windows-03-no-commit');
  });
});
