import assert from 'node:assert/strict';
import { openWorkbench, pictureFailures, tellAsStory, viewOf } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { metrics, startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

const branched = (name: string, branches: number): string =>
  `\n\ndef ${name}(value):\n${'    if value:\n        value -= 1\n'.repeat(branches)}    return value\n`;

describe('complexity while one works', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const view = () => viewOf(workbench(), 'Complexity');
  const rows = () => view().locator('.monaco-list-row');
  const openView = async (): Promise<void> => {
    await workbench().run('Governor: Focus on Complexity View');
    await view().waitFor();
  };

  before(async () => {
    opened = await openWorkbench({ settings: { 'codexGovernor.complexity.show': 'codeLens' } });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('has a view that says what it is for, while there is no task', async () => {
    await workbench().statusItem('No Codex task');
    await openView();
    const welcome = view().locator('.welcome-view');
    await welcome.getByText('No Codex task is under way').waitFor();
    assert.match(await welcome.innerText(), /Start Codex Task/);
    await workbench().screenshot('complexity-01-no-task');
  });

  it('says in the view that a fresh task has changed nothing', async () => {
    startInTerminal(opened.folder);
    await view().getByText('The change has written or altered no function yet').waitFor();
  });

  it('lists what the change made worse, as it is typed', async () => {
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste(`${branched('rank', 10)}${branched('weigh', 3)}`);
    await rows().filter({ hasText: 'rank' }).waitFor();
    assert.deepEqual(
      (await rows().allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
      ['rank11, new metrics.py:99 backend/app/services', 'weigh4, new metrics.py:123 backend/app/services'],
    );
    assert.match(
      (await rows().first().getAttribute('aria-label')) ?? '',
      /^rank, complexity 11, new, over the limit of 10, level block, /,
    );
    await view().getByText('Complexity up to 10 is allowed.').waitFor();
  });

  it('stands above each function, with its limit', async () => {
    const lens = workbench().page.locator('.codelens-decoration', { hasText: 'complexity 4 (limit 10), new' });
    await lens.waitFor();
    await workbench().screenshot('complexity-02-lens-and-view');
  });

  it('is explained from the palette: every branch, marked in the editor', async () => {
    const { quickInput } = workbench();
    await workbench().open(metrics, 123);
    await quickInput.run('Codex Governor: Show Why');
    await quickInput.waitFor('weigh: complexity 4 (limit 10), new');
    assert.deepEqual(await quickInput.rows(), ['+1 weigh', '+1 if', '+1 if', '+1 if']);
    assert.match(await quickInput.row('+1 if'), /line 124: if value:/);
    await workbench().screenshot('complexity-03-why');
    await quickInput.cancel();
  });

  it('reads well in a light theme and in high contrast', async () => {
    for (const theme of ['light', 'high contrast'] as const) {
      await workbench().theme(theme);
      await rows().filter({ hasText: 'rank' }).waitFor();
      await workbench().screenshot(`complexity-04-${theme.replace(' ', '-')}`);
    }
  });
});
