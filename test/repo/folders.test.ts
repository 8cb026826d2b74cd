import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '#repo';
import type { Repository } from '#app';
import { afterEach, describe, it } from 'mocha';
import { countGit } from './counted-git.ts';
import {
  demand,
  demandFailure,
  makeFolder,
  makeRepository,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

const open = async ({ root, environment }: TestRepository): Promise<Repository> =>
  demand(await openRepository(root, { environment }));

const large = 'x'.repeat(6 * 1024 * 1024);

describe('the files right in a folder', () => {
  afterEach(removeFolders);
  const files = { 'a/ö.yaml': 'ö: 1\r\n', 'a/b.yaml': 'one\n', 'a/deep/c.yaml': 'c\n', 'ab/d.yaml': 'd\n' };

  it('are read of a commit, and of the working tree as it is on disk', async () => {
    const repository = makeRepository(files);
    const first = repository.git('rev-parse', 'HEAD').trim();
    repository.write('a/b.yaml', 'two\n');
    repository.write('a/new.yaml', 'new\n');
    repository.remove('a/ö.yaml');
    const opened = await open(repository);
    assert.deepEqual(
      [...demand(await opened.readFolderAt(first, 'a'))],
      [
        ['a/b.yaml', 'one\n'],
        ['a/ö.yaml', 'ö: 1\r\n'],
      ],
    );
    assert.deepEqual(
      [...demand(await opened.readFolder('a'))],
      [
        ['a/b.yaml', 'two\n'],
        ['a/new.yaml', 'new\n'],
      ],
    );
  });

  it('are read as they are staged, whatever is in the working tree', async () => {
    const repository = makeRepository(files);
    repository.write('a/b.yaml', 'staged\n');
    repository.write('a/[b].yaml', 'new\n');
    repository.git('add', '.');
    repository.git('rm', '-q', '--cached', 'a/ö.yaml');
    repository.write('a/b.yaml', 'not staged\n');
    repository.write('a/untracked.yaml', 'new\n');
    symlinkSync('b.yaml', join(repository.root, 'a/link.yaml'));
    repository.git('add', 'a/link.yaml');
    const opened = await open(repository);
    assert.deepEqual(
      [...demand(await opened.readStagedFolder('a'))],
      [
        ['a/[b].yaml', 'new\n'],
        ['a/b.yaml', 'staged\n'],
      ],
    );
    assert.equal(demand(await opened.readStagedFolder('none')).size, 0);
    assert.equal(demand(await opened.readStaged('a/b.yaml')), 'staged\n');
    for (const path of ['a', 'a/ö.yaml', 'a/untracked.yaml', 'a/link.yaml', 'a/[bc].yaml'])
      assert.equal(demand(await opened.readStaged(path)), undefined, path);
  });

  it('are none where there is no such folder', async () => {
    const opened = await open(makeRepository(files));
    assert.equal(demand(await opened.readFolder('none')).size, 0);
    assert.equal(demand(await opened.readFolder('a/b.yaml')).size, 0);
    assert.equal(demand(await opened.readFolderAt('HEAD', 'none')).size, 0);
    demandFailure(await opened.readFolderAt('no-such-revision', 'a'));
  });

  it('are listed by one git where several folders are asked for at once, each with its own files', async () => {
    const repository = makeRepository(files);
    const { environment, started } = countGit(repository, makeFolder());
    const opened = demand(await openRepository(repository.root, { environment }));
    const before = started().length;
    const read = await Promise.all(['a', 'ab', 'a/deep', 'none'].map((folder) => opened.readFolderAt('HEAD', folder)));
    assert.deepEqual(
      read.map((texts) => [...demand(texts).keys()]),
      [['a/b.yaml', 'a/ö.yaml'], ['ab/d.yaml'], ['a/deep/c.yaml'], []],
    );
    const listings = started()
      .slice(before)
      .filter((words) => words.startsWith('ls-tree'));
    assert.equal(listings.length, 1, listings.join('\n'));
  });

  it('do not lead out of the repository, nor into a large file', async () => {
    const repository = makeRepository({ 'a/b.yaml': 'b\n' });
    symlinkSync(join(makeFolder(), 'secret.yaml'), join(repository.root, 'a/link.yaml'));
    repository.commit();
    const opened = await open(repository);
    assert.deepEqual([...demand(await opened.readFolder('a')).keys()], ['a/b.yaml']);
    assert.deepEqual([...demand(await opened.readFolderAt('HEAD', 'a')).keys()], ['a/b.yaml']);
    repository.write('a/large.yaml', large);
    repository.commit();
    assert.equal(demandFailure(await opened.readFolder('a')).reason, 'too-large');
    assert.equal(demandFailure(await opened.readStagedFolder('a')).reason, 'unreadable');
    assert.match(
      demandFailure(await opened.readFolderAt('HEAD', 'a')).message,
      /^a\/large\.yaml cannot be read: it is larger/,
    );
  });
});
