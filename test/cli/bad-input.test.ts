// What can go wrong around a command: each with its message, its exit code, and nothing left behind.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import { asOrdinaryPerson } from '../repo/ordinary-person.ts';
import {
  lines,
  makeFolder,
  makeRepository,
  personIn,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import {
  endOf,
  govern,
  governed,
  inRepository,
  keptIn,
  makeGoverned,
  policyPath,
  runIn,
  runProcess,
  runShell,
  smallPolicy,
  startFix,
  startProcess,
  type Outcome,
} from './command-line.ts';

interface Mishap {
  readonly name: string;
  readonly arrange: () => TestRepository | Promise<TestRepository>;
  readonly words: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly code: 1 | 2;
  readonly says: RegExp;
}

const everyCommand: readonly (readonly string[])[] = [
  ['init'],
  ['policy', 'check'],
  ['policy', 'explain', 'budget.lines'],
  [...startFix],
  ['task'],
  ['task', 'finish'],
  ['task', 'abandon'],
  ['pack'],
  ['change'],
  ['check'],
  ['check', '--staged', '--mode', 'fix'],
  ['gate', 'list'],
  ['gate', 'run', '--needed'],
  ['pr'],
];

const statusOf = ({ git }: TestRepository): string =>
  git('status', '--porcelain', '--ignored', '--untracked-files=all');

const withContext = smallPolicy('context:', '  items:', '    - { id: house, title: House, path: HOUSE.md, rank: 1 }');

const mishaps: readonly Mishap[] = [
  {
    name: 'no policy',
    arrange: () => makeRepository({ 'a.txt': 'a\n' }),
    words: startFix,
    code: 2,
    says: /^codex-governor: There is no policy at \.codex\/governance\.yaml \(in the working tree\)\. Create one with/,
  },
  {
    name: 'no commits, and no policy',
    arrange: () => makeRepository(),
    words: ['check'],
    code: 2,
    says: /^codex-governor: There is no policy at \.codex\/governance\.yaml \(in the working tree\)\./,
  },
  {
    name: 'no base, in CI',
    arrange: () => makeGoverned(),
    words: ['check', '--ci'],
    code: 2,
    says: /^codex-governor: In CI the base must be named: only the platform knows what the change starts from\. Name a commit or branch to measure from with --base\.\n$/,
  },
  {
    name: 'the commit to judge as its own base, in CI',
    arrange: () => makeGoverned(),
    words: ['check', '--ci', '--base', 'main'],
    code: 2,
    says: /^codex-governor: The base [0-9a-f]{12} is the commit that is checked out, so there is no change to judge\. Name the commit this change starts from\.\n$/,
  },
  {
    name: 'what is staged, in CI',
    arrange: () => makeGoverned(),
    words: ['check', '--ci', '--base', 'main', '--staged'],
    code: 2,
    says: /option '--ci' cannot be used with option '--staged'/,
  },
  {
    name: 'no commits, in CI',
    arrange: () => {
      const repository = makeRepository();
      repository.write(policyPath, smallPolicy());
      return repository;
    },
    words: ['check', '--ci', '--base', 'HEAD'],
    code: 2,
    says: /^codex-governor: There is no commit that “HEAD” names in this repository\./,
  },
  {
    name: 'YAML that is broken',
    arrange: () => makeGoverned('version: 1\ntitle: "open\n'),
    words: startFix,
    code: 2,
    says: /^\.codex\/governance\.yaml:\d+:\d+ {2}error {2}.*\n(?:.*\n)*codex-governor: The policy \.codex\/governance\.yaml \(in the working tree\) has \d errors?, so nothing can be judged by it\. Fix the errors, then try again\.\n$/,
  },
  {
    name: 'a policy that is no map',
    arrange: () => makeGoverned('- one\n- two\n'),
    words: ['check'],
    code: 2,
    says: /^\.codex\/governance\.yaml:1:1 {2}error {2}A policy is a map: /,
  },
  {
    name: 'a policy that stands on itself',
    arrange: () => makeGoverned(smallPolicy('extends: [governance.yaml]')),
    words: startFix,
    code: 2,
    says: /error {2}Policies cannot stand on each other in a circle: .*\[cyclic-extends\]\n/,
  },
  {
    name: 'a mode that is not there',
    arrange: () => makeGoverned(),
    words: ['start', '--mode', 'Docs', '--goal', 'Describe `src/parse.py`.'],
    code: 2,
    says: /^codex-governor: The policy has no mode Docs\. Did you mean docs\? Known modes: fix, docs\.\n$/,
  },
  {
    name: 'context that is missing',
    arrange: () => makeGoverned(withContext),
    words: startFix,
    code: 1,
    says: /^house {2}missing {2}.*\ncodex-governor: The context pack has 1 problem, so the task was not started\. Fix what is named; --pick ITEM=FILE /,
  },
  {
    name: 'a spec that is not there',
    arrange: () => makeGoverned(),
    words: [...startFix, '--spec', 'SPEC.md#rules'],
    code: 2,
    says: /^codex-governor: There is no file SPEC\.md\. Link a file of the repository, and a heading it has\.\n$/,
  },
  {
    name: 'a scope outside of the repository',
    arrange: () => makeGoverned(),
    words: [...startFix, '--scope', '../other/**'],
    code: 2,
    says: /^codex-governor: The scope “\.\.\/other\/\*\*” cannot be used\. Paths start from the root of the repository and never lead out of it\./,
  },
  {
    name: 'a revision that is not there',
    arrange: () => makeGoverned(),
    words: ['check', '--base', 'v9'],
    code: 2,
    says: /^codex-governor: There is no commit that “v9” names in this repository\. Name a commit, a branch or a tag/,
  },
  {
    name: 'a revision that would be an option of git',
    arrange: () => makeGoverned(),
    words: ['check', '--base=--output=x'],
    code: 2,
    says: /^codex-governor: There is no commit that “--output=x” names in this repository\./,
  },
  {
    name: 'a bare repository',
    arrange: () => {
      const repository = makeGoverned();
      repository.git('config', 'core.bare', 'true');
      return repository;
    },
    words: ['check'],
    code: 2,
    says: /is a bare repository, or the inside of one: it has no working tree to govern\./,
  },
  {
    name: 'a file where our folder would be',
    arrange: () => {
      const repository = makeGoverned();
      writeFileSync(join(repository.root, '.git/codex-governor'), '');
      return repository;
    },
    words: startFix,
    code: 2,
    says: /^codex-governor: The task cannot be kept in .*\/\.git\/codex-governor: a file stands where a folder is needed \((?:EEXIST|ENOTDIR)\)\. Make sure that the disk has room/,
  },
  {
    name: 'a file where our refs would be',
    arrange: () => {
      const repository = makeGoverned();
      writeFileSync(join(repository.root, '.git/refs/codex-governor'), repository.git('rev-parse', 'HEAD'));
      return repository;
    },
    words: startFix,
    code: 2,
    says: /^codex-governor: .*refs\/codex-governor/,
  },
];

describe('bad input', () => {
  afterEach(removeFolders);

  for (const { name, arrange, words, code, says } of mishaps)
    it(`is answered with ${code} and a way out, and leaves nothing: ${name}`, async () => {
      const repository = await arrange();
      const isBare = name.includes('bare');
      const before = isBare ? '' : statusOf(repository);
      const kept = keptIn(repository);
      const { code: ended, out, err } = await govern(repository, ...words);
      assert.match(err, says);
      assert.deepEqual([ended, out], [code, '']);
      assert.deepEqual(keptIn(repository), kept);
      if (!isBare) assert.equal(statusOf(repository), before);
    });

  it('ends every command with 2 where there is no repository', async () => {
    const folder = makeFolder();
    const surroundings = { folder, environment: personIn(folder) };
    for (const words of everyCommand) {
      const { code, out, err } = await runIn(surroundings, ...words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(
        err,
        /^codex-governor: .* is not in a git repository\. Name a folder of a git repository with --repo, or make one with: git init\n$/,
      );
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('ends every command with 2 where there is no git', async () => {
    const repository = makeGoverned();
    const environment = { ...repository.environment, PATH: makeFolder() };
    for (const words of [...everyCommand, ['functions', '.']]) {
      const { code, out, err } = await runIn({ folder: repository.root, environment }, ...words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(
        err,
        /^codex-governor: Git was not found: no program of that name is on the PATH\. Install git 2\.38 or newer/,
      );
    }
    assert.deepEqual(keptIn(repository), []);
  });

  it('says so when the git folder may not be written', async () => {
    const repository = makeGoverned();
    await asOrdinaryPerson(join(repository.root, '..'), async () => {
      chmodSync(join(repository.root, '.git'), 0o555);
      chmodSync(join(repository.root, '.git/objects'), 0o555);
      chmodSync(join(repository.root, '.git/refs'), 0o555);
      repository.write('src/new.py', 'x = 1\n');
      const { code, out, err } = await govern(repository, ...startFix);
      assert.deepEqual([code, out], [2, '']);
      assert.match(
        err,
        /^codex-governor: Git cannot write what it has to keep: .*\. Make room on the disk and make sure that you may write there/,
      );
      assert.equal((await govern(repository, 'check')).code, 0, 'judging writes nothing there');
      for (const part of ['', 'objects', 'refs']) chmodSync(join(repository.root, '.git', part), 0o755);
    });
    assert.ok(!existsSync(join(repository.root, '.git/codex-governor')));
    assert.ok(!existsSync(join(repository.root, '.git/refs/codex-governor')));
  });
});

// A limit on the size of files fails a write in its midst, as a full disk does.
const onFullDisk = async (repository: TestRepository, line: string): Promise<Outcome> =>
  runShell(inRepository(repository), `ulimit -f 4; ${line}`);

const noise = (size: number): string => {
  let [seed, text] = [7, ''];
  while (text.length < size) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed.toString(36);
  }
  return text;
};

describe('a disk that is full', () => {
  afterEach(removeFolders);

  const cases: readonly (readonly [string, () => TestRepository, string, RegExp])[] = [
    [
      'the task',
      () => makeGoverned(`# ${'x'.repeat(6_000)}\n${smallPolicy()}`),
      'Mend it in `src/parse.py`.',
      /^codex-governor: The task cannot be kept in .*: the file would be larger than the system allows \(EFBIG\)\. Make sure/,
    ],
    [
      'the prompt',
      () => makeGoverned(),
      `Mend it in \`src/parse.py\`. ${'And so on. '.repeat(600)}`,
      /^codex-governor: The task cannot be kept in .*: the file would be larger than the system allows \(EFBIG\)\. Make sure/,
    ],
    [
      'the snapshot',
      () => {
        const repository = makeGoverned();
        repository.write('noise.txt', noise(40_000));
        return repository;
      },
      'Mend it in `src/parse.py`.',
      /^codex-governor: (?:Git cannot write what it has to keep|git add failed in).*\n$/,
    ],
  ];
  for (const [what, arrange, goal, says] of cases)
    it(`starts no task when ${what} cannot be written, and leaves nothing`, async () => {
      const repository = arrange();
      const { code, out, err } = await onFullDisk(repository, `cg start --mode fix --goal '${goal}'`);
      assert.match(err.replaceAll(/^note: .*\n/gm, ''), says);
      assert.deepEqual([code, out], [2, '']);
      assert.deepEqual(keptIn(repository), []);
      await governed(repository, ...startFix);
    });

  it('ends no task when the record cannot be written: it is still there', async () => {
    const repository = makeGoverned(`# ${'x'.repeat(6_000)}\n${smallPolicy()}`);
    await governed(repository, ...startFix);
    const before = keptIn(repository);
    const { code, out, err } = await onFullDisk(repository, 'cg task finish');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^codex-governor: The task cannot be kept in .*\(EFBIG\)\./);
    assert.deepEqual(keptIn(repository), before);
    assert.equal((await govern(repository, 'check')).code, 0);
  });

  it('ends with 2 when the result itself cannot be written', async () => {
    const repository = makeGoverned();
    const { code, err } = await runShell(inRepository(repository), 'cg check --format json > /dev/full');
    assert.equal(code, 2);
    assert.match(err, /^(?:note: Nothing has changed .*\n)?codex-governor: the result could not be written: .*ENOSPC/);
  });
});

/** Lets what was kept be two hours old, as if nobody had come back before. */
const age = (repository: TestRepository): void => {
  for (const line of repository.git('for-each-ref', 'refs/codex-governor').split('\n').filter(Boolean)) {
    const [id = '', , name = ''] = line.split(/\s/);
    repository.git('update-ref', '-d', name);
    repository.git('update-ref', name.replace(/\/\d{8}-\d{6}-/, '/20200101-000000-'), id);
  }
  const folder = join(repository.root, '.git/codex-governor');
  const longAgo = new Date(Date.now() - 7_200_000);
  for (const name of keptIn(repository))
    if (existsSync(join(folder, name))) utimesSync(join(folder, name), longAgo, longAgo);
};

describe('a process that is killed while it starts a task', () => {
  afterEach(removeFolders);

  it('leaves a whole task or none, and what it leaves beside it is taken away later', async () => {
    const repository = makeGoverned(smallPolicy(), { 'big.txt': lines(20_000) });
    repository.write('dirty.txt', lines(2_000));
    const before = statusOf(repository);
    const seen = { none: 0, whole: 0 };
    const own = join(repository.root, '.git/codex-governor');
    const references = join(repository.root, '.git/refs/codex-governor/main');
    for (let round = 0; round < 13; round += 1) {
      const temporary = makeFolder();
      const child = startProcess(
        { folder: repository.root, environment: { ...repository.environment, TMPDIR: temporary } },
        ...startFix,
      );
      const ended = endOf(child);
      // While it thinks, once it has begun to write its snapshot, its prompt, and in the last round once all is written.
      const mark = [undefined, references, own, join(own, 'task.json')][Math.floor(round / 4)];
      if (mark === undefined) await setTimeout(60 + 80 * round);
      else {
        while (child.exitCode === null && !existsSync(mark)) await setTimeout(1);
        await setTimeout(round === 12 ? 0 : round % 4);
      }
      child.kill('SIGKILL');
      await ended;
      assert.equal(statusOf(repository), before, 'the person’s files and index are as they were');
      const state = await governed(repository, 'task');
      if (state.startsWith('No Codex task')) seen.none += 1;
      else {
        seen.whole += 1;
        assert.equal((await govern(repository, 'check')).code, 0);
        assert.match(await governed(repository, 'pr'), /^## Codex Mode/);
        await governed(repository, 'task', 'abandon');
      }
      age(repository);
      // The next start sweeps, and is killed by nobody.
      await governed(repository, ...startFix);
      await governed(repository, 'task', 'abandon');
      const left = keptIn(repository).map((name) => name.replace(/\d{8}-\d{6}-[0-9a-f]{8}/, 'ID'));
      assert.deepEqual([...new Set(left)], ['pages/ID/prompt.md', 'tasks/ID.json'], left.join(', '));
      assert.equal(left.length, state.startsWith('No Codex task') ? 2 : 4, 'a page for each task that was one');
      for (const path of [own, references]) rmSync(path, { recursive: true, force: true });
    }
    assert.ok(seen.none > 0 && seen.whole > 0, JSON.stringify(seen));
    repository.git('fsck', '--strict');
  }).timeout(120_000);
});

describe('two processes at once', () => {
  afterEach(removeFolders);

  it('start one task: the other is told, and leaves nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      const repository = makeGoverned();
      const outcomes = await Promise.all([1, 2, 3].map(() => runProcess(inRepository(repository), ...startFix)));
      const [winner, ...others] = [...outcomes].sort((one, other) => one.code - other.code);
      assert.deepEqual([winner?.code, ...others.map(({ code }) => code)], [0, 1, 1]);
      for (const { out, err } of others) {
        assert.equal(out, '');
        assert.match(
          err,
          /^codex-governor: (?:A task is already under way in this worktree|This worktree already has a task)/,
        );
      }
      const id = /^Started task (\S+) /.exec(winner?.err ?? '')?.[1] ?? '';
      assert.deepEqual(keptIn(repository), [`pages/${id}/prompt.md`, `refs/codex-governor/main/${id}`, 'task.json']);
      assert.match(await governed(repository, 'task'), new RegExp(`^Task ${id}\n`));
    }
  }).timeout(60_000);

  it('end one task once', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const outcomes = await Promise.all(
      ['finish', 'abandon'].map((word) => runProcess(inRepository(repository), 'task', word)),
    );
    assert.deepEqual(new Set(outcomes.map(({ code }) => code)), new Set([0, 2]));
    const late = outcomes.find(({ code }) => code === 2);
    assert.match(
      late?.err ?? '',
      /^codex-governor: (?:The task .* is no longer the active one|This worktree has no Codex task)/,
    );
    assert.deepEqual(
      keptIn(repository).filter((name) => name.startsWith('refs')),
      [],
    );
    mkdirSync(join(repository.root, 'later'));
    assert.equal(keptIn(repository).filter((name) => name.startsWith('tasks/')).length, 1);
  });
});
