// What is kept between two questions is kept only as long as git would say the same: after each change the next question sees it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import type { MeasuredChange, MeasureFrom, Repository } from '#app';
import { courtHere, openMachine } from '#repo';
import {
  beginTask,
  byAttribute,
  demand,
  makeFolder,
  makeRepository,
  open,
  removeFolders,
  summarise,
  type TestRepository,
} from './temporary-repository.ts';

const now = Date.now.bind(Date);

/** What a question sees, and how often git was started for it. */
interface Seen {
  readonly told: unknown;
  readonly starts: number;
}

/** Asks questions one after the other, as whoever stays between them does. */
const openAsker = async ({ root, environment }: TestRepository, from?: MeasureFrom) => {
  const folder = makeFolder();
  const log = join(folder, 'starts');
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$@" >> '${log}'\nPATH='${environment['PATH']}' exec git "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  const counting = { ...environment, PATH: `${folder}:${environment['PATH']}` };
  const parts = { policies: 'policies', court: courtHere };
  const machine = demand(await openMachine(root, parts, { environment: counting, startedIn: root }));
  let last: MeasuredChange | undefined;
  const tell = async (repository: Repository, kept?: MeasuredChange) => {
    const [head, base, upstream] = [await repository.head(), await repository.mergeBase(), await repository.upstream()];
    const measured = demand(
      await repository.measure(from ?? { revision: demand(base) ?? '' }, {
        classify: byAttribute,
        ...(kept === undefined ? {} : { last: kept }),
      }),
    );
    const looked = demand(await measured.lookUp(['a.ts', 'crlf.ts']));
    const stored = ['a.ts', 'crlf.ts'].map((path) => [looked.get(path)?.class, looked.get(path)?.store('a\r\n')]);
    const said = { head: demand(head), base: demand(base), upstream: demand(upstream) };
    return { measured, told: { ...said, change: summarise(measured), stored } };
  };
  return async (): Promise<Seen & { readonly anew: unknown }> => {
    rmSync(log, { force: true });
    const { measured, told } = await tell(machine.forOneQuestion(), last);
    last = measured;
    const starts = existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0;
    const fresh = await tell(await open({ root, environment } as TestRepository));
    return { told, starts, anew: fresh.told };
  };
};

const settle = async (ask: Awaited<ReturnType<typeof openAsker>>): Promise<Seen> => {
  await ask();
  const seen = await ask();
  assert.deepEqual(seen.told, seen.anew);
  assert.equal(seen.starts, 0, 'git is not asked again');
  return seen;
};

describe('what is kept between questions', function () {
  this.timeout(60_000);
  let repository: TestRepository;

  beforeEach(() => {
    repository = makeRepository({
      'a.ts': 'one\n',
      'crlf.ts': 'one\r\n',
      'deep/er/b.ts': 'two\n',
      '.gitignore': 'out/\n*.log\n',
      'kept.log': 'tracked although ignored\n',
    });
    repository.git('add', '--force', 'kept.log');
    repository.git('commit', '--quiet', '--amend', '--no-edit');
    repository.git('checkout', '--quiet', '-b', 'work');
    repository.git('config', 'core.autocrlf', 'input');
    repository.write('a.ts', 'one\ntwo\n');
    repository.write('out/made.ts', 'made\n');
    repository.write('only/ignored.log', 'log\n');
    // As if all of that had been written an hour ago: what was touched just now is not kept as it is.
    Date.now = () => now() + 3_600_000;
  });
  afterEach(() => {
    Date.now = now;
  });
  after(removeFolders);

  const changes: Readonly<Record<string, (of: TestRepository) => void>> = {
    'a file that is written by a shell': ({ root }) =>
      void execFileSync('sh', ['-c', 'echo x >> deep/er/b.ts'], { cwd: root }),
    'a file of the same length and time': ({ root }) =>
      void execFileSync(
        'sh',
        ['-c', 'cp -p deep/er/b.ts keep; printf "tw2\\n" > deep/er/b.ts; touch -r keep deep/er/b.ts; rm keep'],
        {
          cwd: root,
        },
      ),
    'a file that is new in a folder': ({ write }) => write('deep/er/new.ts', 'new\n'),
    'a file in a new folder': ({ write }) => write('fresh/new.ts', 'new\n'),
    'a file in a folder of which all was ignored': ({ write }) => write('only/new.ts', 'new\n'),
    'a file that is gone': ({ remove }) => remove('deep/er/b.ts'),
    'a file that was made executable': ({ root }) => chmodSync(join(root, 'deep/er/b.ts'), 0o755),
    'a tracked file that is ignored': ({ write }) => write('kept.log', 'another\n'),
    'a commit': ({ commit }) => void commit('more'),
    'a checkout': ({ git }) => void git('checkout', '--quiet', '-b', 'other'),
    'a commit on the default branch': ({ git }) =>
      void git('update-ref', 'refs/heads/main', git('commit-tree', 'HEAD^{tree}', '-p', 'main', '-m', 'x').trim()),
    'a new branch that came from a remote': ({ git }) => void git('update-ref', 'refs/remotes/origin/main', 'HEAD'),
    'refs that were packed and moved': ({ git, commit }) => {
      git('pack-refs', '--all');
      commit('packed');
      git('branch', '--force', 'main');
    },
    'what is in the index': ({ git }) => void git('rm', '--quiet', '--cached', 'kept.log'),
    'what is ignored': ({ write }) => write('.gitignore', '*.log\n'),
    'what only this clone ignores': ({ root }) => {
      mkdirSync(join(root, '.git/info'), { recursive: true });
      writeFileSync(join(root, '.git/info/exclude'), 'new.ts\n');
      writeFileSync(join(root, 'new.ts'), 'new\n');
    },
    'what the person ignores': ({ root, git }) => {
      writeFileSync(join(root, '../mine'), 'new.ts\n');
      writeFileSync(join(root, 'new.ts'), 'new\n');
      git('config', '--global', 'core.excludesFile', join(root, '../mine'));
    },
    'a setting of the repository': ({ git }) => void git('config', 'core.autocrlf', 'false'),
    'a setting of the person': ({ git }) => void git('config', '--global', 'filter.x.clean', 'cat'),
    'an attribute': ({ write }) => write('.gitattributes', '*.ts linguist-generated eol=lf\n'),
    'an attribute of this clone': ({ root }) => {
      mkdirSync(join(root, '.git/info'), { recursive: true });
      writeFileSync(join(root, '.git/info/attributes'), '*.ts linguist-generated eol=lf\n');
    },
    'the line ends that are in the index': ({ write, git }) => {
      write('crlf.ts', 'one\n');
      git('add', 'crlf.ts');
      write('crlf.ts', 'one\r\n');
    },
    'the default branch of the person': ({ git }) => {
      git('branch', 'trunk', 'HEAD');
      git('config', '--global', 'init.defaultBranch', 'trunk');
    },
  };

  for (const [what, change] of Object.entries(changes))
    it(`sees ${what}`, async () => {
      const ask = await openAsker(repository);
      await settle(ask);
      change(repository);
      const seen = await ask();
      assert.ok(seen.starts > 0, 'git is asked');
      assert.deepEqual(seen.told, seen.anew);
      assert.deepEqual((await settle(ask)).told, seen.anew);
    });

  it('sees what a setting that is included from elsewhere says, once it is there', async () => {
    repository.git('config', 'include.path', '../more');
    const ask = await openAsker(repository);
    const { told } = await settle(ask);
    writeFileSync(join(repository.root, 'more'), '[core]\nautocrlf = input\n');
    const seen = await ask();
    assert.notDeepEqual(seen.told, told);
    assert.deepEqual(seen.told, seen.anew);
  });

  it('sees what is merged while a task is under way, and what of the base is upstream', async () => {
    const from = await beginTask(await open(repository));
    const ask = await openAsker(repository, from);
    await settle(ask);
    repository.git('commit', '--quiet', '--all', '--message', 'work');
    const seen = await ask();
    assert.deepEqual(seen.told, seen.anew);
    repository.git('checkout', '--quiet', 'main');
    repository.write('from-main.ts', 'main\n');
    repository.commit('on main');
    repository.git('checkout', '--quiet', 'work');
    repository.git('merge', '--quiet', '--no-edit', 'main');
    const merged = await ask();
    assert.notDeepEqual(merged.told, seen.told);
    assert.deepEqual(merged.told, merged.anew);
  });

  it('does without git for what is ignored', async () => {
    const ask = await openAsker(repository);
    const { told } = await settle(ask);
    repository.write('out/made.ts', 'made anew\n');
    repository.write('out/new/made.ts', 'made\n');
    const seen = await ask();
    assert.deepEqual([seen.told, seen.starts], [told, 0]);
  });

  it('asks git each time beside a repository inside, which moves by itself', async () => {
    execFileSync('git', ['clone', '--quiet', '.', 'inner'], { cwd: repository.root, env: repository.environment });
    const ask = await openAsker(repository);
    await ask();
    writeFileSync(join(repository.root, 'inner/new.ts'), 'new\n');
    execFileSync('git', ['-C', 'inner', 'add', '--all'], { cwd: repository.root });
    repository.git('-C', 'inner', 'commit', '--quiet', '--message', 'inner');
    const seen = await ask();
    assert.deepEqual(seen.told, seen.anew);
    assert.ok(seen.starts > 0);
  });

  it('asks git for a large file that was written just now, and reads none in its place', async () => {
    const ask = await openAsker(repository);
    await settle(ask);
    Date.now = now;
    repository.write('deep/er/b.ts', 'x'.repeat(200_000));
    for (let times = 0; times < 2; times += 1) {
      const seen = await ask();
      assert.ok(seen.starts > 0, 'git is asked');
      assert.deepEqual(seen.told, seen.anew);
    }
  });

  it('sees what is written at once, again and again, on a clock that is right', async () => {
    Date.now = now;
    const ask = await openAsker(repository);
    for (let round = 10; round < 16; round += 1) {
      repository.write('deep/er/b.ts', `${round}\n`);
      const first = await ask();
      assert.deepEqual(first.told, first.anew);
      repository.write('deep/er/b.ts', `${round}\n${round}\n`.slice(0, round % 2 === 0 ? undefined : 3));
      const seen = await ask();
      assert.deepEqual(seen.told, seen.anew);
    }
  });
});
