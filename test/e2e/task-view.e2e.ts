import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPolicy } from '../sample/make-sample.ts';
import { fivePhases } from '../sample/phases.ts';
import { openWorkbench, pictureFailures, tellAsStory, viewOf } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { metrics, startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

const gate = [
  '  - id: tidy',
  '    title: No tabs',
  "    in: ['backend/**']",
  '    commands: [{ run: git grep --no-index -c tidy NOTES.txt }]',
  '    because: Tabs and spaces do not mix.',
];

/** The shipped policy with a gate that runs anywhere, and an order of work. */
const policy = (): string =>
  `${shippedPolicy()
    .trimEnd()
    .replace(/^gates:$/m, ['gates:', ...gate].join('\n'))}\n${fivePhases.join('\n')}\n`;

const chain = `version: 1
title: Ratings in slices
slices:
  - id: first
    title: Add the table of ratings
    mode: linter-refactor
    goal: Add the table of ratings in \`backend/app/ratings.py\`.
    included: ['backend/**']
    expects: [backend/app/ratings.py]
    verify: [{ gate: tidy }]
    stop: [{ id: there, text: There is no table., missing: [backend/app/ratings.py] }]
    good: One table.
    bad: Two tables.
    decide: Ask.
  - id: second
    title: Read ratings from the table
    mode: linter-refactor
    goal: Read ratings from the table in \`backend/app/services/packs.py\`.
    included: ['backend/**']
    expects: [backend/app/ratings.py]
    verify: [{ gate: tidy }]
    stop: [{ id: there, text: There is no table., missing: [backend/app/ratings.py] }]
    good: One table.
    bad: Two tables.
    decide: Ask.
`;

const chainPath = '.codex/governance/chains/ratings.yaml';

describe('the view of the task', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const view = () => viewOf(workbench(), 'Task');
  const row = (text: string | RegExp) => view().locator('.monaco-list-row', { hasText: text }).first();
  const tell = async (text: string | RegExp): Promise<string> => {
    await row(text).filter({ hasNotText: 'looking…' }).waitFor();
    return (await row(text).innerText()).replaceAll(/\s+/g, ' ').trim();
  };

  const report = () => workbench().page.frameLocator('iframe.webview').frameLocator('#active-frame');

  before(async () => {
    opened = await openWorkbench({
      policy: policy(),
      change: (folder) => {
        execFileSync('mkdir', ['-p', join(folder, '.codex/governance/chains')]);
        writeFileSync(join(folder, chainPath), chain);
        writeFileSync(join(folder, 'NOTES.txt'), 'tidy\n');
        execFileSync('git', ['-C', folder, 'add', chainPath, 'NOTES.txt']);
        execFileSync('git', ['-C', folder, 'commit', '-qm', 'Add the chain of ratings', '--', chainPath, 'NOTES.txt']);
      },
    });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('offers to start a task, or the next slice, while there is none', async () => {
    await workbench().statusItem('No Codex task');
    await workbench().run('Governor: Focus on Task View');
    const welcome = view().locator('.welcome-view');
    await welcome.getByText('No Codex task is under way').waitFor();
    assert.match(await welcome.innerText(), /Start Codex Task\s+Start Next Slice…\s+Show Phases/);
    await workbench().screenshot('task-view-01-no-task');
  });

  it('shows the task, its budgets, gates, chain and phases, once one is started elsewhere', async () => {
    for (const name of ['Complexity', 'Governed Run']) await viewOf(workbench(), name).locator('.pane-header').click();
    startInTerminal(opened.folder);
    assert.match(await tell(/^Task/), /^Task\s*Linter\/Refactor/);
    assert.match(await tell(/^Budgets/), /kept$/);
    assert.match(await tell(/^Gates/), /this change needs none/);
    assert.match(await tell(/^Chain/), /Ratings in slices: 0 of 2 done/);
    assert.match(await tell(/^Phases/), /Mathematical Autopsy/);
    await workbench().screenshot('task-view-02-task');
  });

  it('follows what is typed: budgets, findings and the gates that are needed', async () => {
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste(
      `\n\ndef rank(value):\n${'    if value:\n        value -= 1\n'.repeat(10)}    return value\n`,
    );
    assert.match(await tell(/complexity.*over the limit/i), /11 of 10, over the limit/);
    await row('rank').click();
    await workbench().save();
    await tell(/^Gates\s*0 of \d+ green/);
    await workbench().screenshot('task-view-03-broken');
  });

  it('runs a gate at its row, and shows the evidence, until files change', async () => {
    // A list draws only the rows in view.
    for (const folded of [/^Task/, /^Findings/]) await row(folded).locator('.monaco-tl-twistie').click();
    await row('No tabs').hover();
    await row('No tabs').getByRole('button', { name: 'Run Gates' }).click();
    assert.match(await tell(/No tabs.*green/), /green/);
    assert.match(await tell(/^Evidence/), /1 of 1 for these files/);
    await workbench().screenshot('task-view-04-green');
    await row('No tabs').click();
    // A page that is still being loaded takes the keyboard from what is opened then.
    assert.match(await workbench().previewText('No tabs: green'), /Commands/);
    await workbench().run('View: Close All Editors');
    rmSync(join(opened.folder, 'NOTES.txt'));
    // A window that has no focus looks once it has it again.
    await workbench().run('Governor: Focus on Task View');
    assert.match(await tell(/No tabs.*stale/), /stale/);
    await row('No tabs').hover();
    await row('No tabs').getByRole('button', { name: 'Run Gates' }).click();
    assert.match(await tell(/No tabs.*red/), /red/);
  });

  it('has a report, as charts and tables', async () => {
    await workbench().clearNotifications();
    await row(/^Budgets/).hover();
    await row(/^Budgets/)
      .getByRole('button', { name: 'Show Report' })
      .click();
    await report().getByRole('heading', { name: 'Budgets Over Time' }).waitFor();
    assert.equal(await report().getByRole('img').count(), 2, 'there are no audits to draw');
    assert.match(
      await report().getByRole('table', { name: 'Complexity' }).innerText(),
      /rank\s+.*metrics\.py:99\s+new\s+11/,
    );
    await report().getByText('No audit is kept in this repository yet').waitFor();
    await workbench().screenshot('report-01-dark');
  });

  it('reads well in a light theme and in high contrast', async () => {
    for (const theme of ['light', 'high contrast'] as const) {
      await workbench().theme(theme);
      await row('No tabs').waitFor();
      await report().getByRole('heading', { name: 'Budgets Over Time' }).waitFor();
      await workbench().screenshot(`task-view-05-${theme.replace(' ', '-')}`);
    }
    workbench().assertStaysHere();
  });
});
