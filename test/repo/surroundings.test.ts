// What surrounds a measurement: other people's configuration, hooks, an outer git, other processes, a full disk.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, before, describe, it } from 'mocha';
import type { Failure } from '#app';
import { openRepository } from '#repo';
import { bundleOf } from '../bundle-of.ts';
import { bundleTests } from '../bundle-tests.ts';
import { projectRoot } from '../host/places.ts';
import { countGit } from './counted-git.ts';
import { asOrdinaryPerson, giveAway } from './ordinary-person.ts';
import {
  byAttribute,
  demand,
  demandFailure,
  handle,
  lines,
  makeFolder,
  makeRepository,
  measure,
  open,
  removeFolders,
  summarise,
  type TestRepository,
} from './temporary-repository.ts';

const head = { revision: 'HEAD' };

const configure = (repository: TestRepository, text: string): void =>
  writeFileSync(repository.environment['GIT_CONFIG_GLOBAL'] ?? '', text);

const withTemporaryFolder = async (folder: string, run: () => Promise<void>): Promise<void> => {
  const usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await run();
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
};

describe('a measurement', () => {
  afterEach(removeFolders);

  it('is the same whatever the person has configured', async () => {
    const repository = makeRepository({ 'a.txt': lines(12), 'b.py': lines(5, 'x'), 'old.txt': lines(8, 'word') });
    repository.write('a.txt', lines(12).replace('line 5\n', 'five\n'));
    repository.write('b.py', lines(6, 'x'));
    renameSync(join(repository.root, 'old.txt'), join(repository.root, 'new.txt'));
    const opened = await open(repository);
    const plain = await measure(opened, head);
    const attributes = join(repository.root, '..', 'attributes');
    writeFileSync(attributes, '*.py -diff linguist-generated\n');
    mkdirSync(join(repository.root, '..', 'xdg/git'), { recursive: true });
    writeFileSync(join(repository.root, '..', 'xdg/git/attributes'), '*.txt -diff\n');
    const settings = `[diff]
      renames = false
      renameLimit = 1
      algorithm = patience
      external = false
      noprefix = true
      context = 9
      interHunkContext = 9
      relative = true
      orderFile = /nowhere
      colorMoved = zebra
      [color]
      ui = always
      [core]
      attributesFile = ${attributes}
      pager = false
      splitIndex = true
      untrackedCache = true
      [status]
      showUntrackedFiles = no
      [add]
      ignoreErrors`;
    configure(repository, settings);
    assert.deepEqual((await measure(opened, head)).change, plain.change);
    assert.deepEqual((await measure(await open(repository), head)).change, plain.change);
    assert.deepEqual(summarise(plain), [
      'modified a.txt +1 -1',
      'modified b.py +1 -0',
      'renamed old.txt → new.txt +0 -0',
    ]);
  });

  it('runs no git of the repository’s own, wherever the PATH begins', async () => {
    const { root, environment } = makeRepository({ 'a.txt': 'one\n' });
    const mark = join(root, '..', 'ran');
    program(root, `echo "$@" >> '${mark}'; PATH='${environment['PATH']}' exec git "$@"`);
    for (const lead of ['.', '', './bin:..']) {
      const path = { ...environment, PATH: `${lead}:${environment['PATH']}` };
      const opened = demand(await openRepository(root, { environment: path }));
      await measure(opened, head);
      demand(await opened.resolve('HEAD'));
      assert.ok(!existsSync(mark), lead);
    }
  });

  it('runs the git that was found, whatever its folder is called', async () => {
    const { root, environment } = makeRepository({ 'a.txt': 'one\n' });
    const folder = join(makeFolder(), 'Program Files (x86)');
    mkdirSync(folder);
    program(folder, `PATH='${environment['PATH']}' exec git "$@"`);
    const opened = demand(await openRepository(root, { environment: { ...environment, PATH: folder } }));
    assert.match(demand(await opened.resolve('HEAD')), /^[0-9a-f]{40}$/);
  });

  it('runs no hook and no file-system monitor of the repository', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const mark = join(repository.root, '..', 'ran');
    mkdirSync(join(repository.root, '.git/hooks'));
    for (const name of ['post-index-change', 'reference-transaction', 'fsmonitor']) {
      const hook = join(repository.root, '.git/hooks', name);
      writeFileSync(hook, `#!/bin/sh\necho ${name} >> '${mark}'\n`);
      chmodSync(hook, 0o755);
    }
    const opened = await open(repository);
    repository.git('config', 'core.fsmonitor', join(repository.root, '.git/hooks/fsmonitor'));
    repository.write('a.txt', 'two\n');
    await measure(opened, head);
    demand(await opened.takeSnapshot('task'));
    await opened.dropSnapshot('task');
    demand(await opened.files());
    assert.throws(() => readFileSync(mark), { code: 'ENOENT' });
  });

  it('applies the filters that make a file what git stores', async () => {
    const repository = makeRepository({ '.gitattributes': '*.up filter=up\n' });
    configure(repository, '[filter "up"]\nclean = tr a-z A-Z\n');
    repository.write('a.up', 'one\n');
    const measured = await measure(await open(repository), head);
    assert.equal(await measured.readAfter('a.up'), 'ONE\n');
  });

  it('leaves the index, the objects and the temporary folder as they were', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'two\n');
    repository.write('new.txt', 'new\n');
    const opened = await open(repository);
    // One of its own: other tests use the machine's at the same time.
    const temporary = makeFolder();
    const list = (): readonly string[] => [
      ...readdirSync(join(repository.root, '.git'), { recursive: true }).map(String),
      ...readdirSync(temporary),
    ];
    const [index, before] = [readFileSync(join(repository.root, '.git/index')), list()];
    await withTemporaryFolder(temporary, async () => {
      await measure(opened, head);
      await measure(opened, head, { staged: true });
      demandFailure(await opened.measure({ revision: 'nowhere' }, { classify: byAttribute }));
    });
    assert.deepEqual(list(), before);
    assert.deepEqual(readFileSync(join(repository.root, '.git/index')), index);
  });

  it('is not disturbed by others at the same time, nor by a git that holds the index', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('new.txt', 'new\n');
    writeFileSync(join(repository.root, '.git/index.lock'), '');
    const opened = await open(repository);
    const all = await Promise.all(Array.from({ length: 6 }, async () => measure(opened, head)));
    for (const measured of all) assert.deepEqual(summarise(measured), ['modified a.txt +1 -0', 'added new.txt +1 -0']);
    rmSync(join(repository.root, '.git/index.lock'));
    const staging = promisify(execFile)('git', ['add', '--all'], { cwd: repository.root, env: repository.environment });
    const [measured] = await Promise.all([measure(opened, head), staging]);
    assert.deepEqual(measured.change, all[0]?.change);
  });

  it('stops at once when it is cancelled', async () => {
    const repository = makeRepository({ '.gitattributes': '*.slow filter=slow\n' });
    repository.git('config', 'filter.slow.clean', 'sleep 30; cat');
    repository.write('a.slow', 'x\n');
    const opened = await open(repository);
    const started = Date.now();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const late = await opened.measure(head, { classify: byAttribute, signal: controller.signal });
    assert.equal(demandFailure(late).reason, 'cancelled');
    const early = await opened.measure(head, { classify: byAttribute, signal: controller.signal });
    assert.equal(demandFailure(early).reason, 'cancelled');
    assert.ok(Date.now() - started < 5_000, `it took ${Date.now() - started} ms`);
  });

  it('names the file that cannot be read, and does not leave it out', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'in/b.txt': 'one\n' });
    repository.write('locked.txt', 'x\n');
    const opened = await open(repository);
    const refused = async (path: string, mode: number): Promise<string> => {
      const file = join(repository.root, path);
      chmodSync(file, 0);
      try {
        return demandFailure(await opened.measure(head, { classify: byAttribute })).message;
      } finally {
        chmodSync(file, mode);
      }
    };
    await asOrdinaryPerson(join(repository.root, '..'), async () => {
      assert.match(await refused('locked.txt', 0o644), /^Git cannot read locked\.txt, so the change/);
      assert.match(await refused('in', 0o755), /^Git cannot read in\/b\.txt, so the change|^Git cannot read in, so/);
    });
    execFileSync('rm', ['a.txt'], { cwd: repository.root });
    execFileSync('mkfifo', ['a.txt'], { cwd: repository.root });
    const pipe = demandFailure(await opened.measure(head, { classify: byAttribute }));
    assert.match(pipe.message, /^Git cannot read a\.txt, so the change/);
  });

  it('says so when the temporary folder takes nothing more', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const opened = await open(repository);
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    await withTemporaryFolder(file, async () => {
      const failed = demandFailure(await opened.measure(head, { classify: byAttribute }));
      assert.equal(failed.reason, 'cannot-keep');
      assert.match(failed.message, /file: a file stands where a folder is needed \(ENOTDIR\)\.$/);
      assert.match(failed.remedy ?? '', /TMPDIR/);
    });
  });

  it('does not take its own files for new ones where the temporary folder lies in the repository', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'tmp/kept.txt': 'x\n' });
    const opened = await open(repository);
    await withTemporaryFolder(join(repository.root, 'tmp'), async () => {
      assert.deepEqual(summarise(await measure(opened, head)), []);
    });
  });
});

const measureStaged = relative(projectRoot, fileURLToPath(new URL('measure-staged.ts', import.meta.url)));
/** The folder of its bundle. */
let hook = '';

/** Makes a repository tell, from its pre-commit hook, what is staged; the file it tells it in. */
const hookUp = (repository: TestRepository, folder = '.'): string => {
  const file = join(makeFolder(), 'told');
  const hooks = repository.git('rev-parse', '--path-format=absolute', '--git-path', 'hooks').trim();
  mkdirSync(hooks, { recursive: true });
  const words = [process.execPath, bundleOf(hook, measureStaged), file, folder].map((word) => `'${word}'`);
  writeFileSync(join(hooks, 'pre-commit'), `#!/bin/sh\nexec ${words.join(' ')}\n`);
  chmodSync(join(hooks, 'pre-commit'), 0o755);
  return file;
};

describe('a measurement inside a hook', () => {
  before(async () => {
    hook = await bundleTests([measureStaged]);
  });
  afterEach(removeFolders);

  it('sees what each way of committing is about to commit', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    const file = hookUp(repository);
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('b.txt', 'two\n');
    repository.git('add', 'a.txt');
    repository.git('commit', '--quiet', '--message', 'the index');
    repository.git('commit', '--quiet', '--all', '--message', 'all');
    repository.write('a.txt', 'one\n');
    repository.write('b.txt', '');
    repository.git('add', 'a.txt');
    repository.git('commit', '--quiet', '--message', 'one file', 'b.txt');
    assert.deepEqual(readFileSync(file, 'utf8').split('\n'), ['a.txt +1 -0', 'b.txt +1 -1', 'b.txt +0 -1', '']);
  }).timeout(60_000);

  it('works in a linked worktree, and in one that is reached by a link', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('worktree', 'add', '--quiet', '--detach', '../linked');
    const file = hookUp(repository);
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    linked.write('a.txt', 'two\n');
    linked.git('commit', '--quiet', '--all', '--message', 'in the worktree');
    symlinkSync(linked.root, join(repository.root, '../alias'));
    const alias = handle(join(repository.root, '../alias'), repository.environment);
    alias.write('a.txt', 'two\nthree\n');
    alias.git('commit', '--quiet', '--message', 'through the link', 'a.txt');
    assert.deepEqual(readFileSync(file, 'utf8').split('\n'), ['a.txt +1 -1', 'a.txt +1 -0', '']);
  }).timeout(60_000);

  it('measures the repository it is asked about, not the one whose hook it runs in', async () => {
    const other = makeRepository({ 'other.txt': 'one\n' });
    other.write('other.txt', 'two\n');
    other.git('add', '--all');
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const file = hookUp(repository, other.root);
    repository.write('a.txt', 'two\n');
    repository.git('commit', '--quiet', '--all', '--message', 'x');
    assert.equal(readFileSync(file, 'utf8'), 'other.txt +1 -1\n');
  }).timeout(60_000);

  it('is not led to another repository by what an outer git has set', async () => {
    const other = makeRepository({ 'other.txt': 'one\n' });
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'two\n');
    const environment = {
      ...repository.environment,
      GIT_DIR: join(other.root, '.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: join(other.root, '.git/index'),
      GIT_OBJECT_DIRECTORY: join(other.root, '.git/objects'),
      GIT_PREFIX: 'nowhere/',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_CONFIG_PARAMETERS: "'diff.renames'='false'",
    };
    const opened = demand(await openRepository(repository.root, { environment, startedIn: other.root }));
    assert.equal(opened.root, repository.root);
    assert.deepEqual(summarise(await measure(opened, head)), ['modified a.txt +1 -1']);
    assert.deepEqual(summarise(await measure(opened, head, { staged: true })), []);
  });
});

const program = (folder: string, text: string): string => {
  const file = join(folder, 'git');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return folder;
};

const refusal = async (folder: string, environment: NodeJS.ProcessEnv): Promise<Failure> =>
  demandFailure(await openRepository(folder, { environment, startedIn: folder }));

describe('opening a repository', () => {
  afterEach(removeFolders);

  it('finds the root from a folder below, and from a link to one', async () => {
    const repository = makeRepository({ 'deep/er/a.txt': 'one\n' });
    const link = join(makeFolder(), 'link');
    symlinkSync(join(repository.root, 'deep'), link);
    for (const folder of [join(repository.root, 'deep/er'), link]) {
      const opened = demand(await openRepository(folder, { environment: repository.environment }));
      assert.equal(opened.root, repository.root);
      assert.deepEqual(demand(await opened.files()), ['deep/er/a.txt']);
    }
  });

  it('says that a folder is in no repository', async () => {
    const { environment } = makeRepository();
    const folder = makeFolder();
    const failed = await refusal(folder, environment);
    assert.deepEqual([failed.reason, failed.message], ['no-repository', `${folder} is not in a git repository.`]);
    assert.match(failed.remedy ?? '', /git init/);
  });

  it('says that a folder is not there, or is a file', async () => {
    const { environment, root } = makeRepository({ 'a.txt': 'x\n' });
    for (const folder of [join(root, 'nowhere'), join(root, 'a.txt')]) {
      const failed = await refusal(folder, environment);
      assert.deepEqual([failed.reason, failed.message], ['no-repository', `There is no folder ${folder}.`]);
    }
  });

  it('says that a bare repository, or a git folder, has no working tree', async () => {
    const { environment, root } = makeRepository({ 'a.txt': 'x\n' });
    const bare = makeFolder();
    execFileSync('git', ['init', '--quiet', '--bare', bare], { env: environment });
    for (const folder of [bare, join(root, '.git')]) {
      const failed = await refusal(folder, environment);
      assert.equal(failed.reason, 'no-repository');
      assert.match(failed.message, /is a bare repository, or the inside of one: it has no working tree/);
    }
  });

  it('says that git is missing', async () => {
    const { environment, root } = makeRepository({ 'a.txt': 'x\n' });
    const failed = await refusal(root, { ...environment, PATH: makeFolder() });
    assert.equal(failed.reason, 'no-git');
    assert.match(failed.message, /^Git was not found/);
    assert.match(failed.remedy ?? '', /Install git 2\.38 or newer/);
  });

  it('says that git is too old, and takes the oldest that will do', async () => {
    const { environment, root } = makeRepository({ 'a.txt': 'x\n' });
    const path = (version: string): string =>
      `${program(makeFolder(), `test "$1" = version && echo "git version ${version}" || PATH='${environment['PATH']}' exec git "$@"`)}:${environment['PATH']}`;
    const failed = await refusal(root, { ...environment, PATH: path('2.37.9 (Apple Git-120)') });
    assert.deepEqual(
      [failed.reason, failed.message],
      ['no-git', 'Git 2.37.9 is too old: Codex Governor needs 2.38 or newer.'],
    );
    for (const version of ['2.38.0', '2.100.1.windows.2', '3.0']) {
      demand(await openRepository(root, { environment: { ...environment, PATH: path(version) } }));
    }
  });

  it('asks for the version of a git once, and again when there is another in its place', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const folder = makeFolder();
    const { environment, started } = countGit(repository, folder);
    const asked = (): number => started().filter((words) => words === 'version').length;
    for (const _ of [1, 2]) demand(await openRepository(repository.root, { environment }));
    assert.equal(asked(), 1);
    const older = program(folder, `echo 'git version 2.37.9'`);
    assert.equal((await refusal(repository.root, { ...environment, PATH: older })).reason, 'no-git');
  });

  it('asks for the files of a base once, and for no file of it after that', async () => {
    const repository = makeRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'sub/c.txt': 'c\n', 'sub/d.bin': '\0' });
    const { environment, started } = countGit(repository, makeFolder());
    const measured = await measure(demand(await openRepository(repository.root, { environment })), head);
    const listed = (): number => started().filter((words) => words.includes('ls-tree')).length;
    assert.equal(await measured.readBefore('a.txt'), 'a\n');
    assert.equal(listed(), 1, 'nobody had listed them');
    const paths = ['a.txt', 'b.txt', 'sub/c.txt', 'sub/d.bin'];
    for (const _ of [1, 2]) assert.deepEqual(demand(await measured.listBefore()), paths);
    assert.equal(await measured.readBefore('b.txt'), 'b\n');
    assert.equal(await measured.readBefore('sub/c.txt'), 'c\n');
    for (const path of ['sub', 'sub/d.bin', 'nowhere.txt', ''])
      assert.equal(await measured.readBefore(path), undefined);
    assert.equal(listed(), 2);
  });

  it('says whose trust is missing when the repository belongs to another user', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    // Git's own way to play another owner, for those who cannot give a folder away.
    if (process.getuid?.() === 0) giveAway(repository.root);
    const environment = { ...repository.environment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    const failed = await refusal(repository.root, environment);
    assert.equal(failed.reason, 'git-failed');
    assert.match(failed.message, /^Git does not trust the repository at .* because it belongs to another user\.$/);
    assert.ok(failed.remedy?.includes(`git config --global --add safe.directory "${repository.root}"`));
    configure(repository, `[safe]\ndirectory = ${repository.root}\n`);
    const trusted = demand(await openRepository(repository.root, { environment }));
    repository.write('b.txt', 'x\n');
    assert.deepEqual(summarise(await measure(trusted, head)), ['added b.txt +1 -0']);
  });

  it('does not take the repository of a folder above when its own is gone', async () => {
    const outer = makeRepository({ 'outer.txt': 'x\n' });
    const inner = handle(join(outer.root, 'inner'), outer.environment);
    mkdirSync(inner.root);
    inner.git('init', '--quiet');
    inner.write('inner.txt', 'x\n');
    inner.commit();
    const opened = await open(inner);
    rmSync(join(inner.root, '.git'), { recursive: true });
    const gone = demandFailure(await opened.measure(head, { classify: byAttribute }));
    assert.equal(gone.reason, 'no-repository');
    assert.match(gone.message, /is not in a git repository\.$/);
    rmSync(inner.root, { recursive: true });
    const measured = demandFailure(await opened.measure(head, { classify: byAttribute }));
    const asked = demandFailure(await opened.head());
    for (const { message } of [measured, asked]) assert.equal(message, `There is no folder ${inner.root}.`);
  });

  it('works from any path to the repository, whatever its letters', async () => {
    const home = makeFolder();
    const root = join(home, `odd:; "name" it's 日本`);
    mkdirSync(root);
    const repository = handle(root, makeRepository().environment);
    repository.git('init', '--quiet');
    repository.write('a.txt', 'one\n');
    repository.commit();
    repository.write('a.txt', 'two\n');
    assert.deepEqual(summarise(await measure(await open(repository), head)), ['modified a.txt +1 -1']);
  });
});
