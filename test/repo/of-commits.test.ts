// What was read of a commit is not read again, and a failure is.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure, success } from '#core';
import { rememberOfCommits } from '../../src/repo/of-commits.ts';

const commit = 'a'.repeat(40);

describe('what is read of commits', () => {
  it('is read once where a full id names the commit, and anew where it may become another one', async () => {
    const asked: string[] = [];
    const read = rememberOfCommits(
      async (revision, path) => {
        asked.push(`${revision} ${path}`);
        return success(path === 'gone' ? undefined : path);
      },
      () => 1,
    );
    for (const revision of [commit, commit, 'main', 'main'])
      for (const path of ['a', 'gone'])
        assert.deepEqual(await read(revision, path), success(path === 'gone' ? undefined : path));
    assert.deepEqual(asked, [`${commit} a`, `${commit} gone`, 'main a', 'main gone', 'main a', 'main gone']);
  });

  it('is asked for again after a failure', async () => {
    const answers = [failure({ reason: 'git-failed', message: 'No.' } as const), success('text')];
    const read = rememberOfCommits<string>(
      async () => answers.shift() ?? success('again'),
      () => 1,
    );
    assert.equal((await read(commit, 'a')).ok, false);
    assert.deepEqual([await read(commit, 'a'), await read(commit, 'a')], [success('text'), success('text')]);
  });

  it('throws what is a bug', async () => {
    const read = rememberOfCommits<string>(
      async () => {
        throw new Error('a bug');
      },
      () => 1,
    );
    await assert.rejects(read(commit, 'a'), /a bug/);
  });
});
