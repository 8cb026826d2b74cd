import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyPath, shippedPolicy } from '../sample/make-sample.ts';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { git, traces } from './sample-state.ts';
import { agentSpec, goal, startCommand } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

describe('a repository without a policy', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench({ change: (folder) => rmSync(join(folder, policyPath)) });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('says so in the status bar, and starts no task', async () => {
    await workbench().statusItem('No Codex policy');
    await workbench().run(startCommand);
    const told = await workbench().notification('There is no policy at .codex/governance.yaml');
    assert.match(told, /Create Policy/);
    await workbench().screenshot('policy-01-none');
  });

  it('offers the shipped policies, each with what it is for', async () => {
    await workbench().pressNotificationButton('Create Policy');
    const { quickInput } = workbench();
    await quickInput.waitFor('Pick the policy to start from');
    assert.deepEqual(await quickInput.rows(), [
      'Starter',
      'CAIO',
      'DawsOS',
      'Execution packages',
      'Master laws',
      'PR chain',
    ]);
    assert.match(await quickInput.row('DawsOS'), /dawsos, Keeps Codex inside the DawsOS architecture/);
    assert.match(await quickInput.row('Starter'), /starter, .{20}/);
    await workbench().screenshot('policy-02-create');
    await quickInput.choose('DawsOS');
  });

  it('writes the policy that was picked, opens it, and says what comes next', async () => {
    await workbench().notification('The policy is written to .codex/governance.yaml');
    await workbench().page.locator('.tab.active', { hasText: 'governance.yaml' }).waitFor();
    assert.equal(readFileSync(join(opened.folder, policyPath), 'utf8'), shippedPolicy());
    await workbench().statusItem('No Codex task');
    await workbench().screenshot('policy-03-created');
    await workbench().clearNotifications();
  });

  it('never writes over a policy that is there', async () => {
    await workbench().run('Codex Governor: Create Policy');
    await workbench().notification('This repository already has a policy');
    await workbench().clearNotifications();
  });
});

const brokenPolicy = shippedPolicy()
  .replace('mode-required: true', 'mode-requird: true')
  .replace('codex: active', 'codex: actve')
  .replace("allow: ['backend/app/**', 'ui/**', 'tests/**']", "allow: ['backend/ap/**', 'ui/**', 'tests/**']");

const lineOf = (text: string): number => brokenPolicy.split('\n').findIndex((line) => line.includes(text)) + 1;

describe('a policy with mistakes', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench({ policy: brokenPolicy });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('shows each mistake at its line, without being opened first', async () => {
    await workbench().statusItem('Policy has errors');
    const key = await workbench().problem('mode-requird');
    assert.match(key, new RegExp(`Did you mean .mode-required.\\?.*Ln ${lineOf('mode-requird')}, Col 1`));
    assert.match(await workbench().problem('actve'), new RegExp(`Ln ${lineOf('codex: actve')}, Col 8`));
    await workbench().screenshot('policy-04-problems');
  });

  it('starts no task, and names the first mistake', async () => {
    await workbench().run(startCommand);
    const told = await workbench().notification('error');
    assert.match(told, /\.codex\/governance\.yaml, line 7: codex must be active or frozen/);
    await workbench().clearNotifications();
    assert.ok(!existsSync(join(opened.folder, '.git/codex-governor')));
  });

  it('puts the right word in from the light bulb', async () => {
    await workbench().open(policyPath, lineOf('mode-requird'));
    await workbench().run('View: Hide Panel');
    assert.ok((await workbench().squiggles('error')) > 0);
    await workbench().screenshot('policy-05-mistake');
    await workbench().quickFix('Replace with mode-required');
    await workbench().quickInput.goToLine(lineOf('codex: actve'));
    await workbench().press('End');
    await workbench().quickFix('Replace with active');
    await workbench().save();
    assert.match(readFileSync(join(opened.folder, policyPath), 'utf8'), /^codex: active\nmode-required: true$/m);
    await workbench().statusItem('No Codex task');
  });

  it('finds a path that leads nowhere, once the policy can be read', async () => {
    const row = await workbench().problem('backend/ap/**');
    assert.match(row, new RegExp(`matches no file in this repository.*Ln ${lineOf('backend/ap/')}`));
    await workbench().run('View: Hide Panel');
    await workbench().open(policyPath);
  });

  it('offers keys and says what they are for, without another YAML extension', async () => {
    await workbench().quickInput.goToLine(lineOf('codex: actve'));
    await workbench().run('Show or Focus Hover');
    const hover = workbench().page.locator('.monaco-hover:visible', { hasText: 'frozen' }).first();
    await hover.waitFor();
    await workbench().screenshot('policy-06-hover');
    await workbench().press('Escape');
    await workbench().press('Control+End');
    await workbench().type('\nex');
    await workbench().press('Control+Space');
    const suggestion = workbench().page.locator('.suggest-widget .monaco-list-row', { hasText: 'extends' });
    await suggestion.first().waitFor();
    await workbench().screenshot('policy-07-completion');
    await workbench().press('Escape');
    await workbench().run('File: Revert File');
  });
});

describe('a policy that froze Codex', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench({ policy: shippedPolicy().replace('codex: active', 'codex: frozen') });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);

  it('is seen in the status bar, and no task starts', async () => {
    await workbench().statusItem('Codex frozen');
    const untouched = traces(opened.folder);
    await workbench().run(startCommand);
    const told = await workbench().notification('Codex is frozen in this repository');
    assert.match(told, /codex: frozen, \.codex\/governance\.yaml line \d+.*so no task starts.*codex: active/);
    await workbench().screenshot('policy-08-frozen');
    assert.equal(traces(opened.folder), untouched);
  });
});

describe('a document of the context pack that is not there', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const untouched: { traces?: string } = {};

  const goToPack = async (): Promise<void> => {
    const { quickInput } = workbench();
    await workbench().run(startCommand);
    await quickInput.waitFor('Pick the mode');
    await quickInput.choose('Linter/Refactor');
    await quickInput.waitFor('What should be different');
    await quickInput.answer(goal);
    await quickInput.waitFor('Pick a pattern');
    await quickInput.choose('No pattern');
    await quickInput.waitFor('Which files may the task write?');
    await quickInput.accept();
    await quickInput.waitFor('Pick what this work follows');
    await quickInput.accept();
    await quickInput.waitFor('Pick what fits this task');
    await quickInput.tick([agentSpec]);
    await quickInput.waitFor('The context pack is incomplete');
  };

  before(async () => {
    opened = await openWorkbench({
      change: (folder) => {
        git(folder, 'rm', '--quiet', '.claude/CLAUDE_CODE_GUIDE.md');
        // A heading that the policy names, under another name.
        const spec = join(folder, 'PRODUCT_SPEC.md');
        writeFileSync(spec, readFileSync(spec, 'utf8').replace('## Guardrails', '## Guard rails'));
      },
    });
    await opened.workbench.statusItem('No Codex task');
    untouched.traces = traces(opened.folder);
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('is named, and there is no way on but an override', async () => {
    await goToPack();
    const { quickInput } = workbench();
    assert.match(await quickInput.row('Implementation guide: missing'), /\.claude\/CLAUDE_CODE_GUIDE\.md/);
    assert.match(await quickInput.row('Guardrails of the product spec: heading not found'), /Guard rails/);
    assert.ok(!(await quickInput.rows()).includes('Continue'));
    await workbench().screenshot('policy-09-missing');
  });

  it('opens the document whose heading is dead, and starts nothing', async () => {
    await workbench().quickInput.choose('heading not found');
    await workbench().page.locator('.tab.active', { hasText: 'PRODUCT_SPEC.md' }).waitFor();
    assert.equal(traces(opened.folder), untouched.traces);
  });

  it('asks who accepts it and why, and takes no empty answer', async () => {
    await goToPack();
    const { quickInput } = workbench();
    await quickInput.choose('Start With an Incomplete Pack…');
    await quickInput.waitFor('Who accepts starting without this context');
    await quickInput.accept();
    await quickInput.message('Enter the name of the person');
    await workbench().screenshot('policy-10-override');
    await quickInput.answer('Mara Lindqvist');
    await quickInput.waitFor('Why can the task start without it?');
    await quickInput.answer('The guide is being rewritten this week');
    await quickInput.waitFor('This is the prompt');
    await quickInput.choose('Copy Prompt');
  });

  it('shows the override in the prompt', async () => {
    const prompt = await workbench().clipboard(/^# Codex task/);
    assert.match(prompt, /The context pack is incomplete\. Mara Lindqvist accepted starting without it/);
    assert.match(prompt, /The reason: “The guide is being rewritten this week”/);
    assert.match(prompt, /`guide` is missing/);
    await workbench().clearNotifications();
  });

  it('shows the override in the pull request, which has nothing else to show yet', async () => {
    await workbench().run('Codex Governor: Prepare Pull Request');
    // The page of the prompt is still open, and has such a heading as well.
    await workbench().previewText(/accepted that; the reason: “The guide is being rewritten this week”/);
  });
});
