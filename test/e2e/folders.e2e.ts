import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeSample, shippedPolicy } from '../sample/make-sample.ts';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { metrics, startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

/** A workspace of the sample and a second repository like it. */
function writeWorkspace(folder: string): string {
  const place = dirname(folder);
  makeSample(join(place, 'solstice'), { policy: shippedPolicy(), lastDay: 'today' });
  const file = join(place, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'meridian' }, { path: 'solstice' }] }));
  return file;
}

describe('a workspace of two repositories', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const second = (): string => join(dirname(opened.folder), 'solstice');

  before(async () => {
    opened = await openWorkbench({ workspace: writeWorkspace });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('asks which one is meant while no editor tells', async () => {
    const { quickInput } = workbench();
    await workbench().statusItem('meridian: No Codex task');
    await workbench().run('Codex Governor: Open Policy');
    await quickInput.waitFor('Pick the repository');
    assert.deepEqual(await quickInput.rows(), ['meridian', 'solstice']);
    await workbench().screenshot('folders-01-which');
    await quickInput.choose('solstice');
    await workbench().page.locator('.tab.active', { hasText: 'governance.yaml' }).waitFor();
    await workbench().statusItem('solstice: No Codex task');
  });

  it('has a task for each, and shows the one of the active editor', async () => {
    startInTerminal(second());
    await workbench().statusItem('solstice: Refactor 0/200');
    await workbench().open(join(opened.folder, metrics));
    await workbench().statusItem('meridian: No Codex task');
    startInTerminal(opened.folder);
    await workbench().statusItem('meridian: Refactor 0/200');
    await workbench().press('Control+End');
    await workbench().paste('\n\nLIMIT = 1\n');
    await workbench().save();
    await workbench().statusItem('meridian: Refactor 3/200 · 1/5 files');
    await workbench().run('View: Close All Editors');
    await workbench().open(join(second(), 'backend/app/services/packs.py'));
    await workbench().statusItem('solstice: Refactor 0/200 · 0/5 files');
    await workbench().screenshot('folders-02-second');
  });

  it('sees a task that comes and goes with the folder it is kept in', async () => {
    const [kept, aside] = [join(second(), '.git', 'codex-governor'), join(dirname(second()), 'aside')];
    // Of what is in a folder that is moved the system tells nothing.
    renameSync(kept, aside);
    await workbench().statusItem('solstice: No Codex task');
    renameSync(aside, kept);
    await workbench().statusItem('solstice: Refactor 0/200 · 0/5 files');
  });
});
