// What came in from upstream while a task was under way is not the task's.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Repository } from '#app';
import {
  beginTask,
  demand,
  handle,
  lines,
  makeRepository,
  measure,
  open,
  removeFolders,
  summarise,
  type TestRepository,
} from './temporary-repository.ts';

interface Clone {
  readonly upstream: TestRepository;
  readonly clone: TestRepository;
  readonly opened: Repository;
}

/** A clone on a branch of its own, with one commit that upstream does not have. */
const makeClone = async (files: Readonly<Record<string, string>>): Promise<Clone> => {
  const upstream = makeRepository(files);
  upstream.git('clone', '--quiet', upstream.root, '../clone');
  const clone = handle(join(upstream.root, '../clone'), upstream.environment);
  clone.git('switch', '--quiet', '--create', 'feature');
  clone.write('before.txt', 'before the task\n');
  clone.commit('before the task');
  return { upstream, clone, opened: await open(clone) };
};

const moveUpstream = ({ upstream, clone }: Clone, path: string, text: string): void => {
  upstream.write(path, text);
  upstream.commit('upstream');
  clone.git('fetch', '--quiet');
};

describe('the change of a task', () => {
  afterEach(removeFolders);

  it('does not have what was dirty when the task began', async () => {
    const repository = makeRepository({ 'a.txt': lines(5), 'staged.txt': 'x\n', 'gone.txt': 'x\n' });
    repository.write('a.txt', lines(8));
    repository.write('staged.txt', 'y\n');
    repository.git('add', 'staged.txt');
    repository.write('untracked.txt', lines(3));
    repository.remove('gone.txt');
    const opened = await open(repository);
    const task = await beginTask(opened);
    assert.deepEqual(summarise(await measure(opened, task)), []);
    repository.write('a.txt', lines(9));
    repository.write('untracked.txt', lines(2));
    repository.write('new.txt', 'x\n');
    const expected = ['modified a.txt +1 -0', 'added new.txt +1 -0', 'modified untracked.txt +0 -1'];
    assert.deepEqual(summarise(await measure(opened, task)), expected);
    repository.commit();
    assert.deepEqual(summarise(await measure(opened, task)), expected, 'committed or not, it is the same change');
    assert.equal((await measure(opened, task)).change.base, repository.git('rev-parse', 'HEAD~1').trim());
  });

  it('counts from nothing when the task began before the first commit', async () => {
    const repository = makeRepository();
    repository.write('dirty.txt', 'x\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.write('new.txt', 'x\n');
    repository.commit();
    const measured = await measure(opened, task);
    assert.equal(measured.change.base, 'empty');
    assert.deepEqual(summarise(measured), ['added new.txt +1 -0']);
  });

  it('does not have lines that came in by a merge from upstream', async () => {
    const scene = await makeClone({ 'a.txt': lines(20), 'up.txt': 'x\n' });
    const { clone, opened } = scene;
    clone.write('dirty.txt', lines(4));
    const task = await beginTask(opened);
    clone.write('a.txt', lines(20).replace('line 20\n', 'mine\n'));
    clone.commit('mine');
    moveUpstream(scene, 'a.txt', `theirs\n${lines(20)}`);
    moveUpstream(scene, 'up.txt', lines(50, 'upstream'));
    assert.deepEqual(summarise(await measure(opened, task)), ['modified a.txt +1 -1'], 'fetched is not merged');
    clone.git('merge', '--quiet', '--no-edit', 'origin/main');
    const measured = await measure(opened, task);
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -1']);
    assert.deepEqual(measured.change.files[0]?.addedLines, [{ start: 21, end: 21 }]);
    assert.equal(await measured.readBefore('a.txt'), `theirs\n${lines(20)}`);
    assert.equal(await measured.readBefore('up.txt'), lines(50, 'upstream'), 'a file that upstream alone changed');
    assert.equal(await measured.readBefore('dirty.txt'), lines(4));
    assert.equal(await measured.readAfter('a.txt'), `theirs\n${lines(19)}mine\n`);
  });

  it('does not have them while the merge waits for its commit', async () => {
    const scene = await makeClone({ 'a.txt': lines(20) });
    const { clone, opened } = scene;
    const task = await beginTask(opened);
    clone.write('mine.txt', 'x\n');
    moveUpstream(scene, 'a.txt', `theirs\n${lines(20)}`);
    clone.git('merge', '--quiet', '--no-commit', '--no-ff', 'origin/main');
    assert.deepEqual(summarise(await measure(opened, task)), ['added mine.txt +1 -0']);
  });

  it('does not have them after a rebase, though the commit it began at is gone from the branch', async () => {
    const scene = await makeClone({ 'a.txt': lines(20) });
    const { clone, opened } = scene;
    const task = await beginTask(opened);
    clone.write('mine.txt', lines(3));
    clone.commit('mine');
    moveUpstream(scene, 'a.txt', `theirs\n${lines(20)}`);
    clone.git('rebase', '--quiet', 'origin/main');
    assert.deepEqual(summarise(await measure(opened, task)), ['added mine.txt +3 -0']);
  });

  it('does not have them on the default branch itself after a pull', async () => {
    const scene = await makeClone({ 'a.txt': lines(20) });
    const { clone, opened } = scene;
    clone.git('switch', '--quiet', 'main');
    const task = await beginTask(opened);
    clone.write('mine.txt', lines(3));
    clone.commit('mine');
    moveUpstream(scene, 'a.txt', `theirs\n${lines(20)}`);
    clone.git('pull', '--quiet', '--rebase');
    assert.deepEqual(summarise(await measure(opened, task)), ['added mine.txt +3 -0']);
  });

  it('does not have them when the task began before the first commit', async () => {
    const upstream = makeRepository({ 'a.txt': lines(5) });
    const repository = makeRepository();
    repository.git('remote', 'add', 'origin', upstream.root);
    repository.write('dirty.txt', 'x\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.git('pull', '--quiet', 'origin', 'main');
    repository.write('mine.txt', 'x\n');
    repository.write('a.txt', lines(6));
    assert.deepEqual(summarise(await measure(opened, task)), ['modified a.txt +1 -0', 'added mine.txt +1 -0']);
  });

  it('has every commit made on a default branch without a remote', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.write('a.txt', 'one\ntwo\n');
    repository.commit();
    assert.deepEqual(summarise(await measure(opened, task)), ['modified a.txt +1 -0']);
  });

  it('does not have lines merged from a default branch without a remote', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('switch', '--quiet', '--create', 'feature');
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.git('switch', '--quiet', 'main');
    repository.write('main.txt', lines(9));
    repository.commit();
    repository.git('switch', '--quiet', 'feature');
    repository.git('merge', '--quiet', 'main');
    repository.write('a.txt', 'two\n');
    assert.deepEqual(summarise(await measure(opened, task)), ['modified a.txt +1 -1']);
  });

  it('counts lines merged from a branch that is not the default one', async () => {
    const scene = await makeClone({ 'a.txt': lines(5) });
    const { clone, opened } = scene;
    clone.git('switch', '--quiet', '--create', 'other', 'origin/main');
    clone.write('other.txt', lines(7));
    clone.commit();
    clone.git('switch', '--quiet', 'feature');
    const task = await beginTask(opened);
    clone.git('merge', '--quiet', '--no-edit', 'other');
    assert.deepEqual(summarise(await measure(opened, task)), ['added other.txt +7 -0']);
  });

  it('counts too high rather than too low where earlier work and upstream conflict, and says it is an estimate', async () => {
    const scene = await makeClone({ 'a.txt': lines(9), 'b.txt': 'b\n' });
    const { clone, opened } = scene;
    clone.write('a.txt', lines(9).replace('line 5\n', 'earlier\n'));
    const task = await beginTask(opened);
    clone.commit('earlier');
    moveUpstream(scene, 'a.txt', lines(9).replace('line 5\n', 'theirs\n'));
    assert.throws(() => clone.git('merge', 'origin/main'));
    clone.write('a.txt', lines(9).replace('line 5\n', 'earlier\ntheirs\nand mine\n'));
    clone.write('b.txt', 'B\n');
    clone.commit('resolved');
    const measured = await measure(opened, task);
    // The three lines of the conflict's markers are counted as taken out; the lines of neither side are.
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -3', 'modified b.txt +1 -1']);
    assert.deepEqual(
      measured.change.files.map(({ estimated }) => estimated),
      [true, undefined],
    );
  });

  it('says so when its snapshot is gone', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'two\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    await opened.dropSnapshot('task');
    repository.git('gc', '--quiet', '--prune=now');
    const failed = await opened.measure(task, { classify: () => 'code' });
    assert.ok(!failed.ok);
    assert.equal(failed.error.reason, 'task-damaged');
    assert.match(failed.error.message, /snapshot .* is gone/);
    const base = 'task' in task ? task.task : undefined;
    assert.ok(base);
    for (const snapshot of ['--all', 'HEAD', demand(await opened.resolve('HEAD'))]) {
      const odd = await opened.measure({ task: { ...base, snapshot } }, { classify: () => 'code' });
      assert.equal(odd.ok ? undefined : odd.error.reason, 'task-damaged', snapshot);
    }
  });

  it('counts upstream as well, too much and not too little, when the commit it began at is pruned', async () => {
    const scene = await makeClone({ 'a.txt': lines(3) });
    const { clone, opened } = scene;
    const task = await beginTask(opened);
    clone.write('mine.txt', 'x\n');
    clone.commit('mine');
    moveUpstream(scene, 'a.txt', lines(5));
    clone.git('rebase', '--quiet', 'origin/main');
    clone.git('reflog', 'expire', '--expire=now', '--expire-unreachable=now', '--all');
    clone.git('update-ref', '-d', 'ORIG_HEAD');
    clone.git('gc', '--quiet', '--prune=now');
    const base = 'task' in task ? task.task : undefined;
    assert.throws(() => clone.git('cat-file', '-e', base?.commit ?? ''), 'the commit should be gone');
    assert.deepEqual(summarise(await measure(opened, task)), ['modified a.txt +2 -0', 'added mine.txt +1 -0']);
  });
});
