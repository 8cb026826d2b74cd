import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { git, numstat, treeOnDisk } from './sample-state.ts';
import type { Numbers } from './sample-state.ts';
import { agentSpec, badGoal, goal, metrics, metricsTest, startCommand } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

// Eleven branches: one more than the policy allows, and the function itself.
const tooBranched = [
  'def classify(value):',
  '    """Too branched on purpose."""',
  ...Array.from({ length: 11 }, (_, index) => `    if value > ${index}:\n        return ${index}`),
  '    return value',
].join('\n');
const filler = Array.from({ length: 180 }, (_, index) => `LIMIT_${index} = ${index}`).join('\n');

describe('a task from the palette to the pull request, by keyboard', () => {
  let opened: OpenWorkbench;
  let base: string;
  const workbench = (): Workbench => opened.workbench;
  const used = (): Numbers => numstat(opened.folder, base);

  before(async () => {
    opened = await openWorkbench();
    // The change half done belongs to nobody's task: what is counted begins after it.
    base = treeOnDisk(opened.folder);
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('offers the modes of the policy with their limits', async () => {
    const { quickInput } = workbench();
    await workbench().statusItem('No Codex task');
    await workbench().open(metrics, 68);
    await quickInput.run(startCommand);
    await quickInput.waitFor('Pick the mode');
    assert.deepEqual(await quickInput.rows(), ['Linter/Refactor', 'Test Writer', 'Scaffold', 'Infra', 'Seed Sync']);
    assert.match(
      await quickInput.row('Linter/Refactor'),
      /≤ 200 lines · ≤ 5 files · ≤ 5 new files · no deleted files · CC ≤ 10/,
    );
    assert.match(await quickInput.row('Scaffold'), /≤ 300 lines · ≤ 15 new files · CC ≤ 10/);
    await workbench().screenshot('story-01-mode');
    await quickInput.choose('Linter/Refactor');
  });

  it('says what is wrong with a goal while it is typed, and how to say it better', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('What should be different');
    await quickInput.type(badGoal);
    const objection = await quickInput.message(/Write me a new ratings engine and wire it in/);
    assert.match(objection, /^\(1\) It names no file, symbol or test/);
    await workbench().screenshot('story-02-goal-disliked');
    await quickInput.type(goal);
    await quickInput.message('Name the files, and the tests that show it');
    await workbench().screenshot('story-03-goal');
    await quickInput.accept();
  });

  it('fills a prompt pattern, and refuses a file that is not there', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('Pick a pattern');
    await workbench().screenshot('story-04-pattern');
    await quickInput.choose('Small refactor');
    await quickInput.waitFor('Which function?');
    await quickInput.answer('currency_attribution');
    await quickInput.waitFor('In which file is it?');
    await quickInput.type('backend/app/services/metric.py');
    await quickInput.message('there is no file backend/app/services/metric.py in this repository');
    await workbench().screenshot('story-05-slot-refused');
    await quickInput.answer(metrics);
    await quickInput.waitFor('Which test file proves it?');
    await quickInput.answer(metricsTest);
    await quickInput.waitFor('Which property must hold?');
    await quickInput.answer('r_base ≈ (1 + r_local)(1 + r_fx) - 1');
  });

  it('proposes the paths of the goal as the scope', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('Which files may the task write?');
    assert.equal(await quickInput.value(), `${metrics}, ${metricsTest}`);
    await workbench().screenshot('story-06-scope');
    await quickInput.accept();
  });

  it('offers the documents of the context pack as specs', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('Pick what this work follows');
    assert.deepEqual((await quickInput.rows()).slice(0, 3), [
      'Guardrails',
      'PRODUCT_SPEC.md',
      '.claude/CLAUDE_CODE_GUIDE.md',
    ]);
    await workbench().screenshot('story-07-specs');
    await quickInput.tick(['Guardrails']);
  });

  it('names what is missing from the context pack, and lets nothing start without it', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('Pick what fits this task');
    await workbench().screenshot('story-08-agent-spec');
    await quickInput.accept();
    await quickInput.waitFor('The context pack is incomplete');
    assert.match(await quickInput.row('Agent spec of what changes: missing'), /None of the 3 files of .* was chosen/);
    assert.ok(!(await quickInput.rows()).includes('Continue'));
    await workbench().previewText(/Problems[^]*None of the 3 files of .* was chosen/);
    await workbench().screenshot('story-09-pack-not-whole');
    await quickInput.choose('Agent spec of what changes');
    await quickInput.waitFor('Pick what fits this task');
    await quickInput.tick([agentSpec]);
  });

  it('shows the whole context pack with its tokens', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('The context pack is complete');
    assert.match(await quickInput.row('Continue'), /\d+ documents · \d+ of 60000 tokens/);
    assert.match(await quickInput.row('PRODUCT_SPEC.md'), /rank 1 · \d+ tokens/);
    await workbench().screenshot('story-10-pack');
    await quickInput.accept();
  });

  it('shows the prompt while it asks how to hand it over, and the keyboard stays in the question', async () => {
    const { quickInput } = workbench();
    await quickInput.waitFor('This is the prompt');
    const prompt = await workbench().previewText('Codex task: Linter/Refactor');
    assert.match(prompt, /Stop conditions/);
    await quickInput.waitFor('This is the prompt');
    assert.match(await quickInput.row('Copy Prompt'), /\(advisory\)/);
    await workbench().screenshot('story-11-prompt');
    assert.ok(!existsSync(join(opened.folder, '.git/codex-governor/task.json')), 'nothing starts before the answer');
    await quickInput.choose('Copy Prompt');
  });

  it('puts the whole prompt on the clipboard', async () => {
    await workbench().notification('The prompt is on the clipboard');
    const prompt = await workbench().clipboard(/^# Codex task: Linter\/Refactor\n/);
    assert.ok(prompt.includes(goal));
    assert.match(prompt, /Prove in `tests\/unit\/test_metrics_currency\.py`, by property tests/);
    assert.match(prompt, /## Guards\n\n- Write only under `backend\/app\/\*\*`, `ui\/\*\*`, `tests\/\*\*`/);
    assert.match(prompt, /- Do not add new dependencies\. \(`no-new-dependencies` stops the merge\.\)/);
    assert.match(prompt, /at most 200 lines added plus deleted/);
    assert.match(prompt, /`PRODUCT_SPEC\.md#guardrails` \(rank 1, \d+ tokens, digest `[0-9a-f]{12}`\)/);
    assert.match(prompt, /digest of the pack `[0-9a-f]{12}`/);
    assert.match(prompt, /## Definition of done/);
    await workbench().clearNotifications();
  });

  it('shows the mode and its empty budgets in the status bar', async () => {
    assert.match(await workbench().statusItem('Refactor'), /Refactor 0\/200 · 0\/5 files · CC 0\/10/);
    await workbench().screenshot('story-12-started');
  });

  it('keeps the task out of the tree, and its snapshot under a private ref', () => {
    assert.ok(existsSync(join(opened.folder, '.git/codex-governor/task.json')));
    assert.match(git(opened.folder, 'for-each-ref'), /refs\/.*codex-governor/);
    assert.deepEqual(used(), { files: 0, added: 0, deleted: 0 });
  });

  it('estimates unsaved text, and says that it does', async () => {
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste(`\n\n${tooBranched}\n\n\n${filler}\n`);
    assert.match(await workbench().statusItem('Refactor ~'), /Refactor ~209\/200 · ~1\/5 files · CC ~12\/10/);
    assert.deepEqual(used(), { files: 0, added: 0, deleted: 0 }, 'nothing is on disk yet');
    await workbench().screenshot('story-13-unsaved');
  });

  it('counts what is saved exactly as git diff --numstat does', async () => {
    await workbench().save();
    const text = await workbench().statusItem(/Refactor \d/);
    const { files, added, deleted } = used();
    assert.match(text, new RegExp(`Refactor ${added + deleted}/200 · ${files}/5 files · CC 12/10`));
    assert.equal(added, 209);
    assert.match(
      await workbench().spokenStatus('Refactor'),
      /mode Linter\/Refactor\. Lines changed 209 of 200, over the limit\..* Highest complexity 12 of 10, over the limit/,
    );
  });

  it('lists the findings in Problems, with the rule and the reason', async () => {
    const lines = await workbench().problem('209 lines changed, 200 allowed');
    assert.match(lines, /budget\.lines/);
    assert.match(lines, /DawsOS Codex Governance v1\.0, §3/);
    const complexity = await workbench().problem('classify has complexity 12, 10 allowed');
    assert.match(complexity, /budget\.complexity/);
    const span = await workbench().problem('classify opens no span');
    assert.match(span, /capabilities-have-spans/);
    await workbench().screenshot('story-14-problems');
  });

  it('says in the tooltip how much of each budget is used', async () => {
    await workbench().run('View: Hide Panel');
    const tooltip = await workbench().hoverStatus('Refactor', 'Lines changed');
    assert.match(tooltip, /Lines changed 209 of 200, 9 over code 209/);
    assert.match(tooltip, /3 findings since the task began/);
    assert.match(tooltip, /Show Budget · Prepare Pull Request · Hand Over Prompt · Finish Task/);
    await workbench().screenshot('story-14-tooltip');
    await workbench().page.mouse.move(640, 300);
  });

  it('reads well in a light theme and in high contrast', async () => {
    for (const [theme, name] of [
      ['light', 'light'],
      ['high contrast', 'high-contrast'],
    ] as const) {
      await workbench().theme(theme);
      await workbench().problem('209 lines changed');
      await workbench().screenshot(`story-14-problems-${name}`);
      await workbench().run('View: Hide Panel');
      await workbench().run(startCommand);
      await workbench().notification('This worktree already has a task');
      await workbench().run('Codex Governor: Show Task');
      await workbench().quickInput.waitFor('Linter/Refactor: ≤ 200 lines');
      await workbench().screenshot(`story-14-menu-${name}`);
      await workbench().quickInput.cancel();
      await workbench().clearNotifications();
    }
    await workbench().theme('dark');
  });

  it('marks the line that breaks the budget in the editor', async () => {
    const row = await workbench().problem('209 lines changed');
    const line = Number(/Ln (\d+)/.exec(row)?.[1]);
    await workbench().open(metrics, line);
    assert.ok((await workbench().squiggles('error')) > 0);
    await workbench().run('View: Hide Panel');
    await workbench().screenshot('story-15-line-budget');
  });

  it('shows from the light bulb where the budget goes', async () => {
    assert.deepEqual(await workbench().quickFixes(), [
      'Show where the budget goes',
      'Copy an approval request',
      'Compare with the task base',
      'Ask for approval…',
      'Open the policy at budget.lines',
      'Explain budget.lines',
    ]);
    await workbench().press('Control+.');
    await workbench().page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await workbench().screenshot('story-16-quick-fixes');
    await workbench().press('Escape');
    await workbench().quickFix('Show where the budget goes');
    const page = await workbench().previewText('Files, the largest first');
    assert.match(page, /Lines changed\s+209 of 200, 9 over\s+code 209/);
    assert.match(page, /classify\s+backend\/app\/services\/metrics\.py:\d+\s+12\s+new/);
    await workbench().screenshot('story-17-budget');
  });

  it('copies a request for approval that names who may give it', async () => {
    await workbench().open(metrics);
    await workbench().quickFix('Copy an approval request');
    await workbench().notification('The approval request is on the clipboard');
    const request = await workbench().clipboard(/Approval asked for: Linter\/Refactor, 2 budgets exceeded/);
    assert.match(request, /Lines changed: 209 of 200[^]*May be raised by: ORCHESTRATOR/);
    assert.match(request, /Highest complexity: 12 of 10[^]*May be raised by: nobody/);
    await workbench().clearNotifications();
  });

  it('marks the function that is too complex, and explains the rule', async () => {
    const row = await workbench().problem('classify has complexity');
    await workbench().open(metrics, Number(/Ln (\d+)/.exec(row)?.[1]));
    await workbench().run('View: Hide Panel');
    assert.ok((await workbench().squiggles('error')) > 0);
    await workbench().screenshot('story-18-complexity');
    await workbench().quickFix('Explain budget.complexity');
    const page = await workbench().previewText('budget.complexity: function complexity');
    assert.match(page, /At most 10[^]*Why:[^]*§6[^]*How to fix it/);
    await workbench().screenshot('story-19-rule');
  });

  it('opens the page of a rule from its link in Problems', async () => {
    await workbench().run('View: Close All Editors');
    await workbench().problem('classify has complexity');
    await workbench().page.locator('.markers-panel a', { hasText: 'budget.complexity' }).click();
    await workbench().previewText('budget.complexity: function complexity');
    await workbench().run('View: Hide Panel');
    await workbench().run('View: Close All Editors');
  });

  it('opens the policy at the line that sets the limit', async () => {
    const row = await workbench().problem('209 lines changed');
    await workbench().open(metrics, Number(/Ln (\d+)/.exec(row)?.[1]));
    await workbench().quickFix('Open the policy at budget.lines');
    await workbench().page.locator('.tab.active', { hasText: 'governance.yaml' }).waitFor();
    const lines = (await workbench().editorText()).split('\n');
    assert.ok(
      lines.some((line) => /limit: 200/.test(line)),
      lines.join('\n'),
    );
    await workbench().run('View: Close Editor');
  });

  it('fills the pull request from facts, and opens it with its preview', async () => {
    await workbench().run('View: Hide Panel');
    await workbench().run('Codex Governor: Prepare Pull Request');
    await workbench().notification('The pull-request text is filled from facts');
    await workbench().screenshot('story-20-pull-request');
    await workbench().pressNotificationButton('Copy');
    const text = await workbench().clipboard(/^## Codex Mode\n/);
    const { files, added, deleted } = used();
    assert.match(text, /- \[x\] Linter\/Refactor \(`linter-refactor`\)\n- \[ \] Test Writer/);
    assert.match(text, /## Linked Specs\n\n- `PRODUCT_SPEC\.md` § Guardrails/);
    assert.match(text, new RegExp(`- Files changed: ${files} \\(≤ 5\\)`));
    assert.ok(
      text.includes(
        `- LOC delta: +${added} −${deleted}, ${added + deleted} lines (≤ 200) (code +${added} −${deleted})`,
      ),
    );
    assert.match(
      text,
      /- Max cyclomatic complexity: 12 in `classify` \(`backend\/app\/services\/metrics\.py:\d+`\) \(≤ 10\)/,
    );
    assert.match(text, /- \[x\] No new dependencies/);
    assert.match(text, /- \[ \] One execution path, from UI to data, unchanged.*not checked/);
    assert.match(text, /- Tests: unit not run, integration not run/);
    assert.match(text, /- p95 \(warm\): not run/);
    assert.match(text, /- Migrations: none found/);
    const preview = await workbench().previewText('Codex Mode');
    assert.ok(preview.includes(`LOC delta: +${added} −${deleted}`));
  });

  it('keeps what a person wrote into the pull request, until they say otherwise', async () => {
    await workbench().clearNotifications();
    await workbench().focusEditor();
    await workbench().press('Control+Home');
    await workbench().type('My own words.\n');
    await workbench().save();
    await workbench().run('Codex Governor: Prepare Pull Request');
    await workbench().awaitDialog('has been edited');
    await workbench().press('Escape');
    await workbench().notification('open as you left it');
    assert.match(await workbench().editorText(), /^My own words\./);
    await workbench().clearNotifications();
    await workbench().run('Codex Governor: Prepare Pull Request');
    await workbench().awaitDialog('has been edited');
    await workbench().press('Enter');
    await workbench().notification('filled from facts');
    assert.match(await workbench().editorText(), /^## Codex Mode/);
    await workbench().clearNotifications();
    await workbench().run('Codex Governor: Copy Pull Request');
    await workbench().clipboard(/^## Codex Mode\n/);
  });

  it('finishes the task after a question, and says so in the status bar', async () => {
    await workbench().run('Codex Governor: Finish Task');
    const dialog = await workbench().awaitDialog('Finish this Codex task?');
    assert.match(dialog, /2 findings still block the change/);
    await workbench().screenshot('story-21-finish');
    await workbench().press('Enter');
    await workbench().statusItem('No Codex task');
    assert.ok(!existsSync(join(opened.folder, '.git/codex-governor/task.json')));
    assert.doesNotMatch(git(opened.folder, 'for-each-ref'), /codex-governor/);
  });

  it('asks nothing of another machine', () => {
    workbench().assertStaysHere();
  });
});
