import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { asOrdinaryPerson } from './ordinary-person.ts';
import {
  demand,
  demandFailure,
  handle,
  makeFolder,
  makeRepository,
  open,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

const idOf = ({ git }: TestRepository, revision: string): string => git('rev-parse', revision).trim();

const cloneOf = (repository: TestRepository, ...words: readonly string[]): TestRepository => {
  const root = join(makeFolder(), 'clone');
  repository.git('clone', '--quiet', ...words, `file://${repository.root}`, root);
  return handle(root, repository.environment);
};

describe('what HEAD is', () => {
  afterEach(removeFolders);

  it('is a branch and its commit, a commit alone when detached, a branch alone before the first', async () => {
    const repository = makeRepository();
    const opened = await open(repository);
    assert.deepEqual(demand(await opened.head()), { commit: null, branch: 'main' });
    const commit = repository.commit();
    assert.deepEqual(demand(await opened.head()), { commit, branch: 'main' });
    repository.git('switch', '--quiet', '--create', 'feature/ünï');
    repository.git('tag', 'feature/ünï');
    assert.deepEqual(demand(await opened.head()), { commit, branch: 'feature/ünï' });
    repository.git('switch', '--quiet', '--detach');
    assert.deepEqual(demand(await opened.head()), { commit, branch: null });
  });

  it('is told also where a branch is called HEAD', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const commit = idOf(repository, 'HEAD');
    repository.git('update-ref', 'refs/heads/HEAD', commit);
    assert.deepEqual(demand(await (await open(repository)).head()), { commit, branch: 'main' });
  });

  it('resolves branches, tags and short ids to commits', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const commit = idOf(repository, 'HEAD');
    repository.git('tag', '--annotate', 'v1', '--message', 'one');
    const opened = await open(repository);
    for (const revision of ['HEAD', 'main', 'v1', commit.slice(0, 8), commit]) {
      assert.equal(demand(await opened.resolve(revision)), commit);
    }
    assert.equal(demandFailure(await opened.resolve('v2')).reason, 'bad-revision');
    assert.equal(demandFailure(await (await open(makeRepository())).resolve('HEAD')).reason, 'bad-revision');
  });

  it('says that a clone is too shallow for a revision', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const first = idOf(repository, 'HEAD');
    repository.commit();
    const opened = await open(cloneOf(repository, '--depth', '1'));
    const failed = demandFailure(await opened.resolve(first));
    assert.equal(failed.reason, 'bad-revision');
    assert.match(failed.message, /shallow clone/);
    assert.match(failed.remedy ?? '', /git fetch --unshallow/);
  });
});

const branchOff = (repository: TestRepository): void => {
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.commit('on the branch');
};

describe('the commit a branch left the default branch at', () => {
  afterEach(removeFolders);

  it('is null without a commit, and without a default branch', async () => {
    const repository = makeRepository();
    const opened = await open(repository);
    assert.equal(demand(await opened.mergeBase()), null);
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.commit();
    assert.equal(demand(await opened.mergeBase()), null);
  });

  it('is told from what the remote calls its default, whatever its name', async () => {
    const upstream = makeRepository({ 'a.txt': 'x\n' });
    upstream.git('branch', '--move', 'trunk');
    const repository = cloneOf(upstream);
    const left = idOf(repository, 'HEAD');
    branchOff(repository);
    repository.git('branch', 'main');
    const opened = await open(repository);
    assert.equal(demand(await opened.mergeBase()), left);
    repository.git('switch', '--quiet', 'trunk');
    repository.commit('not pushed');
    assert.equal(demand(await opened.mergeBase()), left, 'on the default branch: where its remote is');
  });

  it('is told from main or master of a remote, then of the repository, then from the setting', async () => {
    const upstream = makeRepository({ 'a.txt': 'x\n' });
    upstream.git('branch', '--move', 'master');
    const repository = cloneOf(upstream, '--origin', 'elsewhere');
    const first = idOf(repository, 'HEAD');
    repository.git('remote', 'set-head', 'elsewhere', '--delete');
    const second = repository.commit('only here');
    branchOff(repository);
    const opened = await open(repository);
    assert.equal(demand(await opened.mergeBase()), first);
    repository.git('remote', 'remove', 'elsewhere');
    assert.equal(demand(await opened.mergeBase()), second, 'master of the repository');
    repository.git('branch', '--move', 'master', 'develop');
    assert.equal(demand(await opened.mergeBase()), null);
    writeFileSync(repository.environment['GIT_CONFIG_GLOBAL'] ?? '', '[init]\ndefaultBranch = develop\n');
    assert.equal(demand(await opened.mergeBase()), second, 'the name the person gives new repositories');
  });

  it('is HEAD on a default branch without a remote', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    assert.equal(demand(await (await open(repository)).mergeBase()), idOf(repository, 'HEAD'));
  });

  it('is null where the two have nothing in common, and a failure where a shallow clone hides it', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    repository.git('switch', '--quiet', '--orphan', 'other');
    repository.commit();
    assert.equal(demand(await (await open(repository)).mergeBase()), null);
    const upstream = makeRepository({ 'a.txt': 'x\n' });
    upstream.git('branch', 'feature');
    upstream.commit('on main');
    upstream.git('switch', '--quiet', 'feature');
    upstream.commit('on the branch');
    upstream.git('switch', '--quiet', 'main');
    const clone = cloneOf(upstream, '--depth', '1', '--no-single-branch');
    clone.git('switch', '--quiet', 'feature');
    const failed = demandFailure(await (await open(clone)).mergeBase());
    assert.equal(failed.reason, 'bad-revision');
    assert.match(failed.message, /shallow clone, too short/);
  });
});

describe('the files of a repository', () => {
  afterEach(removeFolders);

  it('are those that are tracked or could be, are there, and are files of its own', async () => {
    const inner = makeRepository({ 'x.txt': 'x\n' });
    const repository = makeRepository({ 'b.txt': 'x\n', 'a/é.txt': 'x\n', 'gone.txt': 'x\n', '.gitignore': '*.log\n' });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'module');
    repository.commit();
    repository.write('new file.txt', 'x\n');
    repository.write('Z.txt', 'x\n');
    repository.write('ignored.log', 'x\n');
    repository.remove('gone.txt');
    mkdirSync(join(repository.root, 'nested'));
    handle(join(repository.root, 'nested'), repository.environment).git('init', '--quiet');
    repository.write('nested/x.txt', 'x\n');
    const files = demand(await (await open(repository)).files());
    assert.deepEqual(files, ['.gitignore', '.gitmodules', 'Z.txt', 'a/é.txt', 'b.txt', 'new file.txt']);
  });

  it('are read as text, and not from outside the repository', async () => {
    const repository = makeRepository({ 'a.txt': 'tëxt\r\n', 'deep/b.txt': 'b\n' });
    const secret = join(makeFolder(), 'secret');
    writeFileSync(secret, 'secret\n');
    symlinkSync(secret, join(repository.root, 'out'));
    symlinkSync('deep/b.txt', join(repository.root, 'in'));
    symlinkSync('loop', join(repository.root, 'loop'));
    const opened = await open(repository);
    assert.equal(demand(await opened.read('a.txt')), 'tëxt\r\n');
    assert.equal(demand(await opened.read('in')), 'b\n');
    const absent = ['', 'none', 'deep', 'a.txt/x', 'out', 'loop', '../repository/../gitconfig', 'a\0b', '.', '..'];
    writeFileSync(join(repository.root, '../gitconfig'), '');
    for (const path of absent) assert.equal(demand(await opened.read(path)), undefined, path);
  });

  it('are not read when they are too large or nobody may, and it is said why', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n', 'big.txt': 'x'.repeat(2 * 1024 * 1024 + 1) });
    const opened = await open(repository);
    for (const refused of [await opened.read('big.txt'), await opened.readAt('HEAD', 'big.txt')]) {
      const { reason, message } = demandFailure(refused);
      assert.deepEqual([reason, message], ['too-large', 'big.txt has 2.0 MB; texts of more than 2 MB are not read.']);
    }
    execFileSync('mkfifo', [join(repository.root, 'pipe')]);
    assert.equal(demand(await opened.read('pipe')), undefined, 'a pipe would be waited for');
    rmSync(join(repository.root, '.git', 'HEAD'));
    assert.equal(demandFailure(await opened.readAt('HEAD', 'a.txt')).reason, 'no-repository');
    repository.write('closed.txt', 'x\n');
    chmodSync(join(repository.root, 'closed.txt'), 0);
    const closed = await asOrdinaryPerson(repository.root, () => opened.read('closed.txt'));
    assert.match(demandFailure(closed).message, /^closed\.txt cannot be read: permission is denied \(EACCES\)\.$/);
  });

  it('are read as they were in a commit', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'deep/b.txt': 'b\n' });
    symlinkSync('deep/b.txt', join(repository.root, 'link'));
    repository.write('a.txt', 'two\n');
    repository.commit();
    const opened = await open(repository);
    assert.equal(demand(await opened.readAt('HEAD~1', 'a.txt')), 'one\n');
    assert.equal(demand(await opened.readAt('HEAD', 'a.txt')), 'two\n');
    assert.equal(demand(await opened.readAt('HEAD', 'link')), 'b\n');
    assert.equal(demand(await opened.readAt('HEAD~1', 'link')), undefined);
    for (const [revision, path] of [
      ['HEAD', 'none'],
      ['HEAD', 'deep'],
      ['nowhere', 'a.txt'],
      ['', 'a.txt'],
      ['--all', 'a.txt'],
      ['HEAD', 'a.txt\nHEAD:a.txt'],
    ] as const) {
      assert.equal(demand(await opened.readAt(revision, path)), undefined, `${revision}:${path}`);
    }
  });

  it('are created with the folders they need, and never over another', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const opened = await open(repository);
    demand(await opened.create('.codex/governance.yaml', 'version: 1\n'));
    const file = join(repository.root, '.codex/governance.yaml');
    assert.equal(readFileSync(file, 'utf8'), 'version: 1\n');
    assert.equal(statSync(file).mode & 0o600, 0o600);
    assert.deepEqual(readdirSync(join(repository.root, '.codex')), ['governance.yaml']);
    const failed = demandFailure(await opened.create('.codex/governance.yaml', 'other\n'));
    assert.deepEqual(
      [failed.reason, failed.message],
      ['exists', 'There is a .codex/governance.yaml already; it was left as it is.'],
    );
    assert.equal(readFileSync(file, 'utf8'), 'version: 1\n');
  });

  it('are not created outside the repository, nor where a file is in the way', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const elsewhere = makeFolder();
    symlinkSync(elsewhere, join(repository.root, 'out'));
    const opened = await open(repository);
    for (const path of ['../x', 'out/x', 'out/deep/x']) {
      const failed = demandFailure(await opened.create(path, 'x\n'));
      assert.equal(failed.reason, 'cannot-keep');
      assert.match(failed.message, /: it is outside the repository\.$/);
    }
    assert.deepEqual(readdirSync(elsewhere), []);
    assert.equal(existsSync(join(repository.root, '../x')), false);
    const blocked = demandFailure(await opened.create('a.txt/x', 'x\n'));
    assert.equal(blocked.reason, 'cannot-keep');
    assert.match(blocked.message, /: a file stands where a folder is needed/);
  });
});

describe('the history of a path', () => {
  afterEach(removeFolders);

  it('has the last commit that touched it, in universal time', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    repository.write('docs/b.md', 'x\n');
    execFileSync('sh', ['-c', 'git add --all && git commit --quiet --message x'], {
      cwd: repository.root,
      env: { ...repository.environment, GIT_COMMITTER_DATE: '2026-03-04T05:06:07+0200' },
    });
    const commit = idOf(repository, 'HEAD');
    repository.write('a.txt', 'y\n');
    repository.commit();
    const opened = await open(repository);
    assert.deepEqual(demand(await opened.lastCommit('docs/b.md')), { commit, at: '2026-03-04T03:06:07.000Z' });
    assert.deepEqual(demand(await opened.lastCommit('docs')), { commit, at: '2026-03-04T03:06:07.000Z' });
    assert.equal(demand(await opened.lastCommit('a.txt'))?.commit, idOf(repository, 'HEAD'));
    assert.equal(demand(await opened.lastCommit('none')), undefined);
    assert.equal(demand(await opened.lastCommit('*.txt')), undefined, 'a path is no pattern');
    assert.equal(demand(await (await open(makeRepository())).lastCommit('a.txt')), undefined);
  });

  it('has the commits since another that touched any of some globs', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const start = idOf(repository, 'HEAD');
    for (const path of ['src/a.ts', 'src/deep/b.ts', 'src/c.py', 'docs/d.md', '.codex/e.yaml', 'src/o d.ts']) {
      repository.write(path, 'x\n');
      repository.commit();
    }
    repository.git('switch', '--quiet', '--create', 'side', start);
    repository.write('src/side.ts', 'x\n');
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-edit', 'side');
    const opened = await open(repository);
    const counts = new Map<readonly string[], number>([
      [['src/**'], 5],
      [['src/**/*.ts'], 4],
      [['src/*.ts'], 3],
      [['src/{a,c}.{ts,py}'], 2],
      [['docs/', '.codex/**'], 2],
      [['**/*.{md,yaml}', 'docs/**'], 2],
      [['./docs/d.md'], 1],
      [['/src/a.ts'], 1],
      [['none/**'], 0],
      [[], 0],
      [['**'], 7],
    ]);
    for (const [globs, count] of counts)
      assert.equal(demand(await opened.commitsSince(start, globs)), count, globs.join(' '));
    assert.equal(demand(await opened.commitsSince('HEAD', ['**'])), 0);
    assert.match(demandFailure(await opened.commitsSince('f'.repeat(40), ['**'])).message, /git log failed/);
  });
});
