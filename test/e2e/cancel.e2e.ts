import assert from 'node:assert/strict';
import { openWorkbench, pictureFailures } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { traces } from './sample-state.ts';
import { goal, metrics, metricsTest, startCommand, wizardSteps } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

describe('a task that is given up before it starts', () => {
  let opened: OpenWorkbench;
  let untouched: string;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench();
    await opened.workbench.statusItem('No Codex task');
    untouched = traces(opened.folder);
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);

  /** Starts, and answers the questions up to the one with this index; it is asked then. */
  const goTo = async (index: number): Promise<void> => {
    await workbench().run(startCommand);
    for (const step of wizardSteps.slice(0, index)) {
      await workbench().quickInput.waitFor(step.asked);
      await step.answer(workbench());
    }
    await workbench().quickInput.waitFor(wizardSteps[index]?.asked ?? '');
  };

  for (const [index, { name }] of wizardSteps.entries()) {
    it(`leaves nothing behind when Escape is pressed at ${name}`, async () => {
      await goTo(index);
      await workbench().quickInput.cancel();
      assert.equal(traces(opened.folder), untouched);
      assert.match(await workbench().statusItem('No Codex task'), /No Codex task/);
      await workbench().page.locator('.tab', { hasText: 'Codex Prompt' }).waitFor({ state: 'detached' });
    });
  }

  it('keeps every answer when the person goes all the way back, and asks for each again', async () => {
    const { quickInput } = workbench();
    const last = wizardSteps.length - 1;
    await goTo(last);
    for (const step of wizardSteps.slice(0, last).toReversed()) {
      await quickInput.goBack();
      await quickInput.waitFor(step.asked);
    }
    const focused = workbench().page.locator('.quick-input-widget .monaco-list-row.focused .label-name').first();
    assert.equal(await focused.textContent(), 'Linter/Refactor');
    await quickInput.accept();
    await quickInput.waitFor('What should be different');
    assert.equal(await quickInput.value(), goal);
    await quickInput.accept();
    await quickInput.waitFor('Pick a pattern');
    assert.equal(await focused.textContent(), 'Small refactor');
    await quickInput.accept();
    await quickInput.waitFor('Which function?');
    assert.equal(await quickInput.value(), 'currency_attribution');
    await quickInput.accept();
    await quickInput.waitFor('In which file is it?');
    assert.equal(await quickInput.value(), metrics);
    await quickInput.accept();
    await quickInput.waitFor('Which test file proves it?');
    assert.equal(await quickInput.value(), metricsTest);
    await quickInput.accept();
    await quickInput.waitFor('Which property must hold?');
    await quickInput.accept();
    await quickInput.waitFor('Which files may the task write?');
    await quickInput.answer(metrics);
    await quickInput.waitFor('Pick what this work follows');
    await quickInput.waitFor('1 Selected');
    await quickInput.accept();
    await quickInput.waitFor('Pick what fits this task');
    await quickInput.waitFor('1 Selected');
    await quickInput.accept();
    await quickInput.waitFor('The context pack is complete');
    await quickInput.accept();
    await quickInput.waitFor('This is the prompt');
    // What was changed on the way stands in the prompt, not what stood there before.
    await workbench().previewText(
      /This task declared its scope: backend\/app\/services\/metrics\.py\. Change nothing outside/,
    );
    await quickInput.cancel();
    assert.equal(traces(opened.folder), untouched);
  });
});
