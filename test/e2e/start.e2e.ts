import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { projectRoot } from '../host/places.ts';
import { openWorkbench, pictureFailures } from './open.ts';
import type { OpenWorkbench } from './open.ts';

describe('the packed extension, freshly installed', () => {
  let opened: OpenWorkbench;

  before(async () => {
    opened = await openWorkbench();
  });
  after(async () => {
    await opened?.dispose();
  });

  pictureFailures(() => opened.workbench);

  it('says in the status bar that there is no task', async () => {
    assert.match(await opened.workbench.statusItem('No Codex task'), /No Codex task/);
  });

  it('asks nothing when it starts', async () => {
    assert.equal(await opened.workbench.dialog(), undefined);
  });

  it('shows itself in a light and in a high-contrast theme too', async () => {
    await opened.workbench.screenshot('start-dark');
    await opened.workbench.theme('light');
    await opened.workbench.screenshot('start-light');
    await opened.workbench.theme('high contrast');
    await opened.workbench.screenshot('start-high-contrast');
  });

  it('asks nothing of another machine', () => {
    opened.workbench.assertStaysHere();
  });
});

describe('npm start', () => {
  it('opens the sample in a real VS Code, and leaves nothing running', () => {
    const done = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--check'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    assert.equal(done.status, 0, done.stdout + done.stderr);
    assert.match(done.stdout, /^Open {3}http:\/\/127\.0\.0\.1:\d+\/\?tkn=\w+&folder=/m);
    assert.match(done.stdout, /^OK$/m);
  });
});
