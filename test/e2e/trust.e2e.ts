import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import type { TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { findOnPath } from '../host/places.ts';
import { policyPath, shippedPolicy } from '../sample/make-sample.ts';
import { openWorkbench, pictureFailures, tellAsStory, viewOf } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { metrics, startCommand } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

describe('a folder that is not trusted', () => {
  let place: TemporaryFolder;
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const log = (): string => join(place.path, 'calls.log');
  const calls = (): string => (existsSync(log()) ? readFileSync(log(), 'utf8') : '');

  before(async () => {
    place = makeTemporaryFolder('codex-governor-git');
    // A git that notes each call before it does what it was asked.
    const bin = join(place.path, 'bin');
    mkdirSync(bin);
    const git = findOnPath('git') ?? 'git';
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "git $*" >> '${log()}'\nexec '${git}' "$@"\n`);
    chmodSync(join(bin, 'git'), 0o755);
    opened = await openWorkbench({
      asksForTrust: true,
      settings: { 'codexGovernor.complexity.show': 'codeLens' },
      policy: shippedPolicy().replace('mode-required: true', 'mode-requird: true'),
      environment: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    });
  });
  after(async () => {
    await opened?.dispose();
    place?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('is restricted, and the status bar says so', async () => {
    await workbench().statusItem('Codex Governor restricted');
    const tooltip = await workbench().hoverStatus('Codex Governor restricted', 'starts no process here, git included');
    assert.match(tooltip, /On: problems of the policy, and the complexity of the open file/);
    assert.match(
      tooltip,
      /Off until you trust the folder: tasks, budgets, context packs, gates, chains, packages, evidence and pull requests/,
    );
    await workbench().screenshot('trust-01-restricted');
    await workbench().page.mouse.move(640, 300);
  });

  it('still shows the mistakes of the policy', async () => {
    assert.match(await workbench().problem('mode-requird'), /Did you mean .mode-required/);
    await workbench().run('View: Hide Panel');
  });

  it('still shows the complexity of the open file, as it is typed', async () => {
    await workbench().open(metrics);
    await workbench().statusItem('Codex Governor restricted · CC 3');
    await workbench().press('Control+End');
    await workbench().paste(
      `\n\ndef rank(value):\n${'    if value:\n        value -= 1\n'.repeat(12)}    return value\n`,
    );
    await workbench().statusItem('Codex Governor restricted · CC 13');
    await workbench().page.locator('.codelens-decoration', { hasText: 'complexity 13' }).waitFor();
    await workbench().screenshot('trust-02-complexity');
  });

  it('still tells what counted towards a function that is picked', async () => {
    const { quickInput } = workbench();
    await quickInput.run('Codex Governor: Show Why');
    await quickInput.waitFor('There is no function at the cursor');
    await quickInput.choose('rank');
    await quickInput.waitFor('rank: complexity 13');
    assert.match(await quickInput.row('+1 rank'), /the function itself/);
    await quickInput.cancel();
  });

  it('says in the view of complexity that it lists nothing, and why', async () => {
    await workbench().run('Governor: Focus on Complexity View');
    for (const name of ['Task', 'Complexity'])
      await viewOf(workbench(), name).locator('.welcome-view').getByText('This folder is not trusted').waitFor();
    await workbench().screenshot('trust-02-view');
    await workbench().run('View: Show Explorer');
  });

  it('says what is off when a task is asked for, and offers to trust the folder', async () => {
    await workbench().run(startCommand);
    const told = await workbench().notification('This folder is not trusted');
    assert.match(told, /Manage Workspace Trust.*starts no process here, git included/);
    await workbench().screenshot('trust-03-asked');
  });

  it('has started no process until then, git least of all', () => {
    assert.equal(calls(), '');
  });

  it('is governed as soon as it is trusted', async () => {
    await workbench().pressNotificationButton('Manage Workspace Trust');
    await workbench().page.locator('.workspace-trust-editor').waitFor();
    await workbench().press('Control+Enter');
    await workbench().statusItem('Policy has errors');
    assert.match(calls(), /^git /);
    await workbench().open(policyPath, 8);
    await workbench().quickFix('Replace with mode-required');
    await workbench().save();
    await workbench().statusItem('No Codex task');
    await workbench().screenshot('trust-04-trusted');
  });
});
