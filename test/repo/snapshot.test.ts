import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  beginTask,
  demand,
  demandFailure,
  handle,
  lines,
  makeRepository,
  measure,
  open,
  removeFolders,
  summarise,
  type TestRepository,
} from './temporary-repository.ts';
import { asOrdinaryPerson } from './ordinary-person.ts';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const listTree = ({ git }: TestRepository, tree: string): readonly string[] =>
  git('ls-tree', '-r', '-z', '--name-only', tree).split('\0').filter(Boolean);

describe('a snapshot', () => {
  afterEach(removeFolders);

  it('holds the working tree as it is, and leaves index, branch and stash alone', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'gone.txt': 'x\n', '.gitignore': 'build/\n' });
    repository.write('a.txt', 'staged\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'dirty\n');
    repository.write('new/file.txt', 'new\n');
    repository.write('build/out', 'ignored\n');
    repository.remove('gone.txt');
    const status = repository.git('status', '--porcelain', '--ignored');
    const index = readFileSync(join(repository.root, '.git/index'));
    const snapshot = demand(await (await open(repository)).takeSnapshot('task'));
    assert.deepEqual(readFileSync(join(repository.root, '.git/index')), index);
    assert.equal(repository.git('status', '--porcelain', '--ignored'), status);
    assert.deepEqual(snapshot.digestOnly, []);
    assert.deepEqual(listTree(repository, snapshot.tree), ['.gitignore', 'a.txt', 'new/file.txt']);
    assert.equal(repository.git('cat-file', 'blob', `${snapshot.tree}:a.txt`), 'dirty\n');
    assert.equal(repository.git('stash', 'list'), '');
  });

  it('hides nothing that was staged before it: that goes into the next commit', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('.env', 'TOKEN=1\n');
    repository.git('add', 'a.txt', '.env');
    repository.write('dirty.txt', 'x\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    const staged = ['added .env +1 -0', 'modified a.txt +1 -0'];
    assert.deepEqual(summarise(await measure(opened, task, { staged: true })), staged);
    assert.deepEqual(summarise(await measure(opened, task)), []);
    repository.write('later.txt', 'x\n');
    repository.git('add', 'later.txt');
    assert.deepEqual(summarise(await measure(opened, task, { staged: true })), [
      'added .env +1 -0',
      'modified a.txt +1 -0',
      'added later.txt +1 -0',
    ]);
    assert.deepEqual(summarise(await measure(opened, task)), ['added later.txt +1 -0']);
  });

  it('hides nothing staged before the first commit either', async () => {
    const repository = makeRepository();
    repository.write('a.txt', 'one\n');
    repository.git('add', 'a.txt');
    const opened = await open(repository);
    const task = await beginTask(opened);
    assert.deepEqual(summarise(await measure(opened, task, { staged: true })), ['added a.txt +1 -0']);
    assert.deepEqual(summarise(await measure(opened, task)), []);
  });

  it('survives gc, shows in no log and goes with no push', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('init', '--quiet', '--bare', '../remote');
    repository.git('remote', 'add', 'origin', '../remote');
    repository.write('new.txt', 'new\n');
    const opened = await open(repository);
    const log = repository.git('log', '--all', '--oneline');
    const { tree } = demand(await opened.takeSnapshot('task'));
    repository.git('reflog', 'expire', '--expire=now', '--all');
    repository.git('gc', '--quiet', '--prune=now');
    assert.equal(repository.git('cat-file', 'blob', `${tree}:new.txt`), 'new\n');
    assert.equal(repository.git('log', '--all', '--oneline'), log);
    repository.git('push', '--quiet', '--all', 'origin');
    repository.git('push', '--quiet', '--tags', 'origin');
    assert.deepEqual(repository.git('ls-remote', 'origin').trim().split('\t').slice(1), ['refs/heads/main']);
    repository.git('fsck', '--strict');
    await opened.dropSnapshot('task');
    assert.equal(repository.git('for-each-ref', 'refs/codex-governor'), '');
    repository.git('gc', '--quiet', '--prune=now');
    assert.throws(() => repository.git('cat-file', '-e', tree));
  });

  it('survives a gc that is run in another worktree of the repository', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('worktree', 'add', '--quiet', '--detach', '../linked');
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    const [here, there] = [await open(repository), await open(linked)];
    repository.write('main.txt', 'main\n');
    linked.write('linked.txt', 'linked\n');
    const [mine, other] = [demand(await here.takeSnapshot('one')), demand(await there.takeSnapshot('one'))];
    repository.git('gc', '--quiet', '--prune=now');
    linked.git('gc', '--quiet', '--prune=now');
    assert.deepEqual(listTree(repository, mine.tree), ['a.txt', 'main.txt']);
    assert.deepEqual(listTree(linked, other.tree), ['a.txt', 'linked.txt']);
    await here.dropSnapshot('one');
    assert.match(
      repository.git('for-each-ref', 'refs/codex-governor'),
      / tree\trefs\/codex-governor\/worktrees\/linked\/one\n$/,
    );
    repository.git('worktree', 'remove', '--force', '../linked');
    await here.dropSnapshot('one');
    assert.equal(repository.git('for-each-ref', 'refs/codex-governor'), '', 'that of a worktree that is gone goes too');
  });

  it('is kept for each task, so that a window that comes second takes nothing away', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const opened = await open(repository);
    repository.write('a.txt', 'two\n');
    const first = demand(await opened.takeSnapshot('2026-11-21 first: “task”'));
    repository.write('a.txt', 'three\n');
    const second = demand(await opened.takeSnapshot('second'));
    await opened.dropSnapshot('second');
    repository.git('gc', '--quiet', '--prune=now');
    assert.equal(repository.git('cat-file', 'blob', `${first.tree}:a.txt`), 'two\n');
    assert.throws(() => repository.git('cat-file', '-e', second.tree));
    await opened.dropSnapshot('2026-11-21 first: “task”');
    await opened.dropSnapshot('never taken');
    assert.equal(repository.git('for-each-ref', 'refs/codex-governor'), '');
  });

  it('tells files that look secret, and large ones, by digest only', async () => {
    const repository = makeRepository({
      '.env': 'A=1\n',
      'keys/server.pem': 'old\n',
      'clean.key': 'x\n',
      'a.txt': 'x\n',
    });
    const large = 'x'.repeat(5 * 1024 * 1024 + 1);
    repository.write('.env', 'A=secret\n');
    repository.git('add', '.env');
    repository.write('keys/server.pem', 'new\n');
    repository.write('deep/ID_RSA', 'key\n');
    repository.write('home/.ssh/config', 'host\n');
    repository.write('later/credentials.json', '{}\n');
    repository.git('add', '--intent-to-add', 'later/credentials.json');
    repository.write('large.bin', large);
    repository.write('small.bin', large.slice(1));
    symlinkSync('elsewhere', join(repository.root, 'secrets.yml'));
    const opened = await open(repository);
    const objects = (): string =>
      repository.git('cat-file', '--batch-check=%(objecttype) %(objectsize)', '--batch-all-objects');
    const before = objects().split('\n').length;
    const snapshot = demand(await opened.takeSnapshot('task'));
    assert.deepEqual(snapshot.digestOnly, [
      { path: '.env', digest: digestOf('A=secret\n') },
      { path: 'deep/ID_RSA', digest: digestOf('key\n') },
      { path: 'home/.ssh/config', digest: digestOf('host\n') },
      { path: 'keys/server.pem', digest: digestOf('new\n') },
      { path: 'large.bin', digest: digestOf(large) },
      { path: 'later/credentials.json', digest: digestOf('{}\n') },
      { path: 'secrets.yml', digest: digestOf('elsewhere') },
    ]);
    assert.deepEqual(listTree(repository, snapshot.tree), [
      '.env',
      'a.txt',
      'clean.key',
      'keys/server.pem',
      'small.bin',
    ]);
    assert.equal(repository.git('cat-file', 'blob', `${snapshot.tree}:.env`), 'A=1\n');
    assert.equal(repository.git('cat-file', 'blob', `${snapshot.tree}:keys/server.pem`), 'old\n');
    assert.equal(objects().split('\n').length, before + 2, 'more than small.bin and the tree was stored');
  });

  it('keeps what is told by digest out of the change until it changes', async () => {
    const repository = makeRepository({ '.env': 'A=1\n' });
    repository.write('.env', 'A=2\n');
    repository.write('fresh.pem', 'one\n');
    repository.write('link/id_rsa', 'one\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    assert.deepEqual(summarise(await measure(opened, task)), []);
    repository.write('.env', 'A=3\n');
    repository.write('fresh.pem', 'two\n');
    repository.remove('link/id_rsa');
    assert.deepEqual(summarise(await measure(opened, task)), ['modified .env +1 -1', 'added fresh.pem +1 -0']);
    repository.write('.env', 'A=2\n');
    repository.write('fresh.pem', 'one\n');
    assert.deepEqual(summarise(await measure(opened, task)), [], 'put back, it is as it was');
    repository.git('add', '--all');
    assert.deepEqual(summarise(await measure(opened, task)), []);
  });

  it('does not copy what is told by digest and did not change, not even for a moment', async () => {
    const repository = makeRepository({ '.gitattributes': '*.pem filter=told\n' });
    repository.git('config', 'filter.told.clean', 'echo %f >> .git/told; cat');
    repository.write('a.pem', 'one\n');
    repository.write('b.pem', 'one\n');
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.write('b.pem', 'two\n');
    assert.deepEqual(summarise(await measure(opened, task)), ['added b.pem +1 -0']);
    const told = readFileSync(join(repository.root, '.git/told'), 'utf8').trim().split('\n');
    assert.deepEqual([...new Set(told)], ['b.pem']);
  });

  it('pairs no rename with a file that is told by digest', async () => {
    const repository = makeRepository({ 'a.txt': lines(20) });
    repository.write('.env', lines(20));
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.remove('a.txt');
    assert.deepEqual(summarise(await measure(opened, task)), ['deleted a.txt +0 -20']);
    renameSync(join(repository.root, '.env'), join(repository.root, 'b.txt'));
    assert.deepEqual(summarise(await measure(opened, task)), ['renamed a.txt → b.txt +0 -0']);
  });

  it('is taken before the first commit, and while a merge is in conflict', async () => {
    const unborn = makeRepository();
    unborn.write('.env', 'x\n');
    unborn.write('a.txt', 'x\n');
    unborn.git('add', '--all');
    const first = demand(await (await open(unborn)).takeSnapshot('task'));
    assert.deepEqual(listTree(unborn, first.tree), ['a.txt']);
    const repository = makeRepository({ '.env': 'one\n', 'a.txt': 'one\n' });
    repository.git('switch', '--quiet', '--create', 'other');
    repository.write('.env', 'theirs\n');
    repository.write('a.txt', 'theirs\n');
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.write('.env', 'ours\n');
    repository.write('a.txt', 'ours\n');
    repository.commit();
    assert.throws(() => repository.git('merge', 'other'));
    const snapshot = demand(await (await open(repository)).takeSnapshot('task'));
    assert.deepEqual(listTree(repository, snapshot.tree), ['.env', 'a.txt']);
    assert.equal(repository.git('cat-file', 'blob', `${snapshot.tree}:.env`), 'ours\n');
    assert.match(repository.git('cat-file', 'blob', `${snapshot.tree}:a.txt`), /<<<<<<< HEAD/);
    assert.match(repository.git('status', '--porcelain'), /^UU \.env$/m, 'the conflict is still there');
  });

  it('works with names that are no text, and in a repository of another hash', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const odd = Buffer.concat([Buffer.from(`${repository.root}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.pem')]);
    writeFileSync(odd, 'x\n');
    const { tree, digestOnly } = demand(await (await open(repository)).takeSnapshot('task'));
    assert.deepEqual(listTree(repository, tree), ['a.txt']);
    assert.deepEqual(digestOnly, [{ path: '\uFFFD\uFFFD.pem', digest: digestOf('x\n') }]);
    const other = handle(join(repository.root, '../other'), repository.environment);
    mkdirSync(other.root);
    other.git('init', '--quiet', '--object-format=sha256');
    other.write('.env', 'x\n');
    other.write('a.txt', 'x\n');
    other.commit();
    other.write('.env', 'y\n');
    other.write('b.txt', 'y\n');
    const opened = await open(other);
    const task = await beginTask(opened);
    other.write('b.txt', 'z\n');
    assert.deepEqual(summarise(await measure(opened, task)), ['modified b.txt +1 -1']);
  });

  it('says so when the repository takes nothing more, and names what cannot be read', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    repository.write('a.txt', 'y\n');
    const opened = await open(repository);
    await asOrdinaryPerson(join(repository.root, '..'), async () => {
      chmodSync(join(repository.root, '.git/objects'), 0o555);
      const failed = demandFailure(await opened.takeSnapshot('task'));
      assert.equal(failed.reason, 'cannot-keep');
      assert.match(failed.message, /^Git cannot write what it has to keep: insufficient permission/);
      chmodSync(join(repository.root, '.git/objects'), 0o755);
      repository.write('.env', 'x\n');
      chmodSync(join(repository.root, '.env'), 0);
      const unread = demandFailure(await opened.takeSnapshot('task'));
      assert.match(unread.message, /^\.env cannot be read, so .*: permission is denied \(EACCES\)\.$/);
    });
  });
});
