import { openWorkbench, pictureFailures } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { runCommandLine, startInTerminal } from './task-steps.ts';

describe('a task that a terminal starts and ends', () => {
  let opened: OpenWorkbench;

  before(async () => {
    opened = await openWorkbench();
  });
  after(async () => {
    await opened?.dispose();
  });

  pictureFailures(() => opened.workbench);

  it('shows itself in a window that was open before', async () => {
    await opened.workbench.statusItem('No Codex task');
    startInTerminal(opened.folder);
    await opened.workbench.statusItem(/Refactor 0\/200/);
  });

  it('is gone from the window once the terminal has finished it', async () => {
    runCommandLine(opened.folder, 'task', 'finish');
    await opened.workbench.statusItem('No Codex task');
  });
});
