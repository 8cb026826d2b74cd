import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openNewFolders, type NewFolders } from '#repo';

describe('folders that appear', () => {
  let root = '';
  let told = new Set<string>();
  let folders: NewFolders | undefined;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'codex-governor-'));
    told = new Set();
  });

  afterEach(() => {
    folders?.dispose();
    rmSync(root, { recursive: true });
  });

  const open = (most = 100): NewFolders => {
    folders = openNewFolders({
      tell: (path) => told.add(path.slice(root.length + 1)),
      isIgnored: (path) => path.includes('/ignored'),
      most,
    });
    return folders;
  };
  const write = (path: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), String(Math.random()));
  };
  const tells = async (path: string): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!told.delete(path)) {
      assert.ok(Date.now() < end, `nothing is told of ${path}, but of ${[...told].join(', ')}`);
      await setTimeout(5);
    }
  };
  /** Writes a file until it is told of: the folder may just be being read. */
  const isFollowed = async (path: string): Promise<void> => {
    const again = setInterval(() => writeFileSync(join(root, path), String(Math.random())), 20);
    try {
      told.clear();
      await tells(path);
    } finally {
      clearInterval(again);
    }
  };

  it('are told of with all that lies in them, and so is what happens there later', async () => {
    write('a/b/c/one');
    open().follow(join(root, 'a'));
    for (const path of ['a/b', 'a/b/c', 'a/b/c/one']) await tells(path);
    write('a/b/c/two');
    await tells('a/b/c/two');
    write('a/d/e/three');
    await tells('a/d/e/three');
    writeFileSync(join(root, 'a/d/e/three'), 'again');
    await tells('a/d/e/three');
    rmSync(join(root, 'a/b/c/one'));
    await tells('a/b/c/one');
  });

  it('are followed again where they were removed and made again, or came from elsewhere', async () => {
    write('a/b/one');
    open().follow(join(root, 'a'));
    await tells('a/b/one');
    rmSync(join(root, 'a/b'), { recursive: true });
    await tells('a/b');
    write('a/b/c/two');
    await tells('a/b/c/two');
    write('elsewhere/deep/three');
    renameSync(join(root, 'elsewhere'), join(root, 'a/moved'));
    await tells('a/moved/deep/three');
    await isFollowed('a/moved/deep/three');
    rmSync(join(root, 'a'), { recursive: true });
    write('a/b/four');
    folders?.follow(join(root, 'a'));
    await tells('a/b/four');
    await isFollowed('a/b/four');
  });

  it('are nobody’s concern where they are ignored, no folders, or hold more than a person makes', async () => {
    write('ignored/one');
    write('file');
    write('a/ignored/one');
    write('a/kept');
    const { follow } = open(3);
    for (const path of ['ignored', 'file', 'gone', 'a']) follow(join(root, path));
    await tells('a/kept');
    await isFollowed('a/kept');
    write('a/ignored/two');
    for (const name of ['b', 'c', 'd', 'e']) write(`a/${name}/one`);
    // A tree of its own is followed as before, once that one is left alone.
    write('z/one');
    follow(join(root, 'z'));
    await isFollowed('z/one');
    told.clear();
    write('a/kept');
    await isFollowed('z/one');
    assert.deepEqual([...told], []);
  });
});
