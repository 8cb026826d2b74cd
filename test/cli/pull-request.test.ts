import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { lines, removeFolders } from '../repo/temporary-repository.ts';
import { govern, governed, makeGoverned, runIn, startFix } from './command-line.ts';

describe('pr', () => {
  afterEach(removeFolders);

  it('fills the text from facts, the same bytes each time', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix, '--scope', 'src/**');
    repository.write('src/more.py', lines(7, 'x = '));
    const { code, out, err } = await govern(repository, 'pr');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /- \[x\] Fix \(`fix`\)\n- \[ \] Docs \(`docs`\)/);
    assert.match(out, /- Files changed: 1\n- LOC delta: \+7 −0, 7 lines \(≤ 20\)/);
    assert.match(out, /- `src\/\*\*`/);
    assert.match(out, /not run/);
    assert.equal(await governed(repository, 'pr'), out);
  });

  it('says that a task has changed nothing yet', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const { code, err } = await govern(repository, 'pr');
    assert.deepEqual([code, err], [0, 'note: This task has changed nothing yet.\n']);
  });

  it('writes to a file that is named from the folder, and says where', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const text = await governed(repository, 'pr');
    const folder = join(repository.root, 'src');
    const { code, out, err } = await runIn(
      { folder, environment: repository.environment },
      'pr',
      '--output',
      '../.git/pr.md',
    );
    assert.deepEqual([code, out], [0, '']);
    assert.ok(err.endsWith(`Wrote ${join(repository.root, '.git/pr.md')}.\n`), err);
    assert.equal(readFileSync(join(repository.root, '.git/pr.md'), 'utf8'), text);
  });

  it('says why a file cannot be written', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    mkdirSync(join(repository.root, '.git/folder'));
    for (const [file, why] of [
      ['none/pr.md', /could not be written to .*none\/pr\.md: .*\(ENOENT\)\. Name a file in a folder that is there/],
      ['.git/folder', /a folder stands where a file is needed \(EISDIR\)/],
      ['.git/HEAD/pr.md', /a file stands where a folder is needed \(ENOTDIR\)/],
      ['/dev/full', /the disk is full \(ENOSPC\)/],
    ] as const) {
      const { code, out, err } = await govern(repository, 'pr', '--output', file);
      assert.deepEqual([code, out], [2, ''], file);
      assert.match(err, why);
    }
    assert.ok(!existsSync(join(repository.root, 'none')));
  });

  it('wants a task whose work is checked out', async () => {
    const repository = makeGoverned();
    const without = await govern(repository, 'pr');
    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(without.err, /^codex-governor: This worktree has no Codex task\. Start one first\.\n$/);
    await governed(repository, ...startFix);
    repository.git('switch', '--quiet', '--create', 'other');
    const parked = await govern(repository, 'pr');
    assert.deepEqual([parked.code, parked.out], [2, '']);
    assert.match(
      parked.err,
      /is parked: it belongs to main, and other is checked out\. Switch back to its branch first\./,
    );
  });
});
