import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

describe('a terminal of the window', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench();
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('knows the command line that is packed with the extension', async () => {
    await workbench().statusItem('No Codex task');
    startInTerminal(opened.folder);
    await workbench().statusItem(/Refactor 0\/200/);
    await workbench().run('Terminal: Create New Terminal');
    await workbench().page.locator('.terminal-wrapper .xterm-helper-textarea:focus').waitFor();
    await workbench().type('codex-governor task finish');
    await workbench().press('Enter');
    await workbench().statusItem('No Codex task');
    await workbench().screenshot('terminal-01-finished');
  });
});
