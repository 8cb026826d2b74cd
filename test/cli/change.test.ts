import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { lines, makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  documentOf,
  govern,
  governed,
  makeGoverned,
  policyPath,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';

const changeOf = async (repository: TestRepository, ...words: readonly string[]): Promise<Documents['change']> =>
  documentOf(repository, 'change', ...words);

/** What `git diff --numstat -M` says of everything once it is staged. */
const numstat = ({ git }: TestRepository, base: string): readonly string[] => {
  git('add', '--all');
  return git('diff', '--cached', '--numstat', '-M', '-z', base)
    .replaceAll(/\t\0([^\0]+)\0([^\0]+)\0/g, '\t$1 => $2\0')
    .split('\0')
    .filter(Boolean)
    .sort();
};

const asNumstat = ({ files }: Documents['change']): readonly string[] =>
  files
    .map(({ path, from, added, deleted, binary }) => {
      const count = binary ? '-\t-' : `${added}\t${deleted}`;
      return `${count}\t${from === undefined ? '' : `${from} => `}${path}`;
    })
    .sort();

const busy = (): TestRepository => {
  const repository = makeGoverned(smallPolicy(), {
    'src/old name.py': lines(30),
    'src/gone.py': lines(4),
    'docs/guide.md': 'one\n',
    'data.bin': 'a\0b',
    'poetry.lock': lines(3),
  });
  repository.write('src/new ünäme.py', `${lines(30)}more\n`);
  repository.remove('src/old name.py');
  repository.remove('src/gone.py');
  repository.write('docs/guide.md', 'one\ntwo');
  repository.write('data.bin', 'a\0c');
  repository.write('poetry.lock', lines(5));
  repository.write('untracked.txt', 'x\n');
  return repository;
};

describe('change', () => {
  afterEach(removeFolders);

  it('tells every file as git does: renamed, deleted, binary, untracked, in its class', async () => {
    const repository = busy();
    const change = await changeOf(repository);
    assert.equal(change.base, repository.git('rev-parse', 'HEAD').trim());
    assert.deepEqual(
      change.files.map(({ path, status, class: name }) => [path, status, name]),
      [
        ['data.bin', 'modified', 'code'],
        ['docs/guide.md', 'modified', 'docs'],
        ['poetry.lock', 'modified', 'lock'],
        ['src/gone.py', 'deleted', 'code'],
        ['src/new ünäme.py', 'renamed', 'code'],
        ['untracked.txt', 'added', 'docs'],
      ],
    );
    assert.deepEqual([change.added, change.deleted], [5, 4]);
    assert.deepEqual(asNumstat(change), numstat(repository, 'HEAD'));
  });

  it('says the same in lines, like git diff --numstat', async () => {
    const repository = busy();
    const rows = (await governed(repository, 'change')).trimEnd().split('\n');
    assert.deepEqual(
      rows
        .slice(0, -1)
        .map((row) => row.split('\t').slice(0, 3).join('\t'))
        .sort(),
      numstat(repository, 'HEAD'),
    );
    assert.match(rows.at(-1) ?? '', /^6 files, 5 lines added, 4 deleted, since [0-9a-f]{12}$/);
  });

  it('prints the same document twice, with sorted keys', async () => {
    const repository = busy();
    const [one, other] = [
      await govern(repository, 'change', '--format', 'json'),
      await govern(repository, 'change', '--format', 'json'),
    ];
    assert.equal(one.out, other.out);
    assert.ok(one.out.startsWith('{\n  "added": 5,\n  "base": '));
    assert.ok(one.out.endsWith('}\n'));
  });

  it('measures from a base that is named, from where the branch began, and from the task', async () => {
    const repository = makeGoverned();
    const first = repository.git('rev-parse', 'HEAD').trim();
    repository.git('switch', '--quiet', '--create', 'work');
    repository.write('a.py', lines(2));
    const second = repository.commit();
    repository.write('b.py', lines(3));
    const summary = async (...words: readonly string[]) => {
      const { base, added } = await changeOf(repository, ...words);
      return [base, added];
    };
    assert.deepEqual(await summary(), [first, 5]);
    assert.deepEqual(await summary('--base', 'HEAD'), [second, 3]);
    assert.deepEqual(await summary('--base', 'HEAD~1'), [first, 5]);
    await governed(repository, ...startFix);
    repository.write('b.py', lines(4));
    assert.deepEqual(await summary(), [second, 1]);
    assert.deepEqual(await summary('--base', 'main'), [first, 6]);
    repository.git('switch', '--quiet', '--create', 'other');
    const { err } = await govern(repository, 'change');
    assert.match(
      err,
      /^note: The task .* is parked: it belongs to work, and other is checked out\. It was not used\.\n$/,
    );
  });

  it('measures what is staged', async () => {
    const repository = makeGoverned();
    repository.write('a.py', lines(2));
    repository.git('add', 'a.py');
    repository.write('a.py', lines(9));
    assert.equal((await changeOf(repository, '--staged')).added, 2);
    assert.equal((await changeOf(repository)).added, 9);
  });

  it('needs no policy, but a broken one is said', async () => {
    const repository = makeRepository({ 'a.txt': 'a\n' });
    repository.write('a.txt', 'b\n');
    assert.equal(
      await governed(repository, 'change'),
      `1\t1\ta.txt\tdocs\n1 file, 1 line added, 1 deleted, since ${repository.git('rev-parse', 'HEAD').slice(0, 12)}\n`,
    );
    repository.write('.codex/governance.yaml', 'version: [');
    const { code, out, err } = await govern(repository, 'change');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /governance\.yaml:1:/);
  });

  it('takes the classes of files from the policy', async () => {
    const repository = makeGoverned(smallPolicy("classes: { generated: ['src/made/**'] }"));
    repository.write('src/made/a.py', lines(2));
    assert.equal((await changeOf(repository)).files[0]?.class, 'generated');
  });

  it('says that the classes come from a policy that is not yet law', async () => {
    const repository = makeGoverned();
    repository.git('rm', '--quiet', '--cached', policyPath);
    repository.git('commit', '--quiet', '--message', 'no law');
    const { code, err } = await govern(repository, 'change');
    assert.equal(code, 0);
    assert.match(err, /^note: The base [0-9a-f]{12} has no .*, which is not yet law\.\n$/);
  });

  it('says which revision it does not know, and where it cannot tell where to begin', async () => {
    const repository = makeGoverned();
    const unknown = await govern(repository, 'change', '--base', 'nowhere');
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
    assert.match(unknown.err, /^codex-governor: There is no commit that “nowhere” names in this repository\./);
    repository.git('update-ref', 'refs/remotes/origin/work/one', 'HEAD');
    const remote = await govern(repository, 'change', '--base', 'work/one');
    assert.deepEqual([remote.code, remote.out], [2, '']);
    assert.match(
      remote.err,
      /no branch “work\/one” in this clone, only origin\/work\/one\. Name that one: origin\/work\/one\./,
    );
    repository.git('update-ref', '-d', 'refs/remotes/origin/work/one');
    repository.git('branch', '--move', 'trunk');
    const lost = await govern(repository, 'change');
    assert.deepEqual([lost.code, lost.out], [2, '']);
    assert.match(
      lost.err,
      /no default branch \(main, master\) shares history with it\. Name a commit or branch to measure from with --base\./,
    );
  });

  it('tells files from the root of the repository, from a folder below as well', async () => {
    const repository = makeGoverned();
    repository.write('a.py', 'a = 1\n');
    const { out } = await runIn(
      { folder: join(repository.root, 'src'), environment: repository.environment },
      'change',
    );
    assert.match(out, /^1\t0\ta\.py\tcode\n/);
  });

  it('lets no control sign of a file’s name reach the terminal', async () => {
    const repository = makeGoverned();
    repository.write('a\u001b[2J\n.py', 'a = 1\n');
    assert.match(await governed(repository, 'change'), /^1\t0\ta\\u001b\[2J\\n\.py\tcode\n1 file/);
    assert.equal((await changeOf(repository)).files[0]?.path, 'a\u001b[2J\n.py');
  });
});
