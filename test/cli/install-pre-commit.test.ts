// Hooks that are installed, and then really run: by git, husky and lefthook, on commits that keep the policy and that do not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { parse as parseYaml } from 'yaml';
import {
  handle,
  lines,
  makeFolder,
  makeRepository,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import {
  bundle,
  govern,
  governed,
  policyPath,
  projectRoot,
  readIn,
  runIn,
  smallPolicy,
  type Outcome,
} from './command-line.ts';

const law = smallPolicy().replace('lines: { limit: 10, level: warn', 'lines: { limit: 40, level: block');

/** Puts the command line where npm puts it. */
const installProgram = (root: string): void => {
  const folder = join(root, 'node_modules', '.bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'codex-governor'), `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`, {
    mode: 0o755,
  });
};

/** A repository with a policy of forty lines at most, and with the command line installed. */
const makeInstalled = (files: Readonly<Record<string, string>> = {}): TestRepository => {
  const repository = makeRepository({ [policyPath]: law, '.gitignore': 'node_modules/\n.husky/_/\n', ...files });
  installProgram(repository.root);
  return repository;
};

/** Commits all there is as a person would; its words are those of git and of every hook. */
const commit = ({ root, environment }: TestRepository, ...words: readonly string[]): Outcome => {
  const env = { ...environment, PATH: `${dirname(process.execPath)}:${environment['PATH']}`, CI: '' };
  const done = spawnSync('sh', ['-c', 'git add --all && git commit --quiet -m work "$@"', 'sh', ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
};

const countCommits = ({ git }: TestRepository): number => Number(git('rev-list', '--count', 'HEAD'));

/** That a commit beyond the policy is refused and one within it is made; what a hook of theirs has written is there. */
const demandJudged = (repository: TestRepository): void => {
  const before = countCommits(repository);
  repository.write('src/long.py', lines(60, 'x = '));
  const refused = commit(repository);
  assert.notEqual(refused.code, 0);
  assert.match(`${refused.out}${refused.err}`, /budget\.lines \[[0-9a-f]{12}\]/);
  assert.equal(countCommits(repository), before, 'nothing was committed');
  repository.write('src/long.py', lines(2, 'x = '));
  const made = commit(repository);
  assert.deepEqual([made.code, countCommits(repository)], [0, before + 1], `${made.out}${made.err}`);
};

/** The line that a configuration of pre-commit has it run first. */
const entryOf = (text: string): string => {
  const { repos } = parseYaml(text) as { repos: readonly { hooks: readonly { entry: string }[] }[] };
  return repos[0]?.hooks[0]?.entry ?? '';
};

const installed = async (repository: TestRepository, ...words: readonly string[]): Promise<Outcome> => {
  const outcome = await govern(repository, 'install', 'pre-commit', ...words);
  assert.equal(outcome.code, 0, outcome.err);
  return outcome;
};

const refusedFor = async (repository: TestRepository, why: RegExp): Promise<void> => {
  const before = repository.git('status', '--porcelain', '--ignored');
  const { code, out, err } = await govern(repository, 'install', 'pre-commit');
  assert.deepEqual([code, out], [2, ''], err);
  assert.match(err, why);
  assert.match(
    err,
    /^codex-governor: Nothing was installed: .*\. Add this command to the hook pre-commit yourself, .*: sh -c "/,
  );
  assert.equal(repository.git('status', '--porcelain', '--ignored'), before);
};

const hookOf = ({ root }: TestRepository): string => join(root, '.git', 'hooks', 'pre-commit');

const writeHook = (repository: TestRepository, text: string, mode = 0o755): void =>
  repository.write('.git/hooks/pre-commit', text, mode);

describe('install pre-commit, with git alone', () => {
  afterEach(removeFolders);

  it('has every commit judged from then on', async () => {
    const repository = makeInstalled();
    const { out, err } = await installed(repository);
    assert.equal(out, `${hookOf(repository)}\n`);
    assert.match(err, /^Every commit is judged from now on, by a hook of git: /);
    assert.match(err, /note: The hook is of this clone alone/);
    demandJudged(repository);
  });

  it('does so once, and says so', async () => {
    const repository = makeInstalled();
    await installed(repository);
    const text = readFileSync(hookOf(repository), 'utf8');
    const { out, err } = await installed(repository);
    assert.equal(out, `${hookOf(repository)}\n`);
    assert.match(err, /runs codex-governor already; nothing was changed\.\n/);
    assert.equal(readFileSync(hookOf(repository), 'utf8'), text);
  });

  it('shows with --dry-run what it would write, and writes nothing', async () => {
    const repository = makeInstalled();
    const { out, err } = await installed(repository, '--dry-run');
    assert.match(err, /^Nothing was written\. /);
    assert.match(
      out,
      /^--- \/dev\/null\n\+\+\+ .*pre-commit\n@@ -0,0 \+1,\d+ @@\n\+#!\/bin\/sh\n\+# >>> codex-governor/,
    );
    assert.ok(!existsSync(hookOf(repository)));
    writeHook(repository, '#!/bin/sh\nmake lint\n');
    const again = await installed(repository, '--dry-run');
    assert.match(again.out, /\n@@ -1,0 \+2,\d+ @@\n\+# >>> codex-governor/);
    assert.doesNotMatch(again.out, /make lint/);
  });

  it('keeps the hook that is there: it runs after, and refuses as it did', async () => {
    const repository = makeInstalled();
    writeHook(repository, '#!/bin/sh\necho ran >> ran.txt\nif [ -f no ]; then exit 7; fi\nexit 0\n', 0o750);
    await installed(repository);
    assert.equal(statSync(hookOf(repository)).mode & 0o777, 0o750);
    demandJudged(repository);
    assert.equal(readIn(repository, 'ran.txt'), 'ran\n', 'once: not where ours refused');
    repository.write('no', '');
    assert.equal(commit(repository).code, 1);
    assert.equal(readIn(repository, 'ran.txt'), 'ran\nran\n');
  });

  it('judges what is committed, not what lies about: `commit FILE` and a worktree of its own included', async () => {
    const repository = makeInstalled();
    await installed(repository);
    repository.write('src/short.py', 'a = 1\n');
    repository.git('add', '--all');
    repository.write('src/long.py', lines(60, 'x = '));
    repository.git('commit', '--quiet', '-m', 'staged only');
    repository.git('add', '--all');
    repository.write('src/short.py', 'a = 2\n');
    repository.git('commit', '--quiet', '-m', 'one file', 'src/short.py');
    assert.throws(() => repository.git('commit', '--quiet', '-m', 'all'), /budget\.lines/);

    const other = join(dirname(repository.root), 'other');
    repository.git('worktree', 'add', '--quiet', '-b', 'other', other);
    installProgram(other);
    const linked = handle(other, repository.environment);
    assert.match((await installed(linked)).err, /already/);
    demandJudged(linked);
  });

  it('lets nothing pass where the command line or Node is missing, and says what to do', async () => {
    const repository = makeRepository({ [policyPath]: law, '.gitignore': 'node_modules/\n' });
    const { err } = await installed(repository);
    assert.match(
      err,
      /note: codex-governor is not in node_modules, so the one on the PATH judges, and without one every /,
    );
    repository.write('a.py', 'a = 1\n');
    const refused = commit(repository);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /^codex-governor or Node is not installed here, .* Run npm install; /);
    const script = spawnSync('sh', [hookOf(repository)], { cwd: repository.root, encoding: 'utf8' });
    assert.equal(script.status, 2);
    installProgram(repository.root);
    const bare = spawnSync('/bin/sh', [hookOf(repository)], {
      cwd: repository.root,
      env: { PATH: '' },
      encoding: 'utf8',
    });
    assert.deepEqual([bare.status, bare.stderr.includes('Run npm install')], [2, true]);
  });

  it('has the one on the PATH judge where a repository has none of its own', async () => {
    for (const files of [{}, { '.pre-commit-config.yaml': 'repos: []\n' }]) {
      const repository = makeRepository({ [policyPath]: law, ...files });
      await installed(repository);
      const line = existsSync(hookOf(repository))
        ? readFileSync(hookOf(repository), 'utf8')
        : entryOf(readIn(repository, '.pre-commit-config.yaml'));
      const elsewhere = makeFolder();
      installProgram(elsewhere);
      const PATH = `${join(elsewhere, 'node_modules', '.bin')}:${repository.environment['PATH'] ?? ''}`;
      const run = (): number | null =>
        spawnSync('sh', ['-c', line], { cwd: repository.root, env: { ...repository.environment, PATH } }).status;
      repository.write('src/long.py', lines(60, 'x = '));
      repository.git('add', '--all');
      assert.equal(run(), 1, line);
      repository.git('reset', '--quiet', '--hard');
      assert.equal(run(), 0, line);
    }
  });

  it('installs nothing where there is no policy to judge by', async () => {
    const repository = makeRepository({ 'a.py': 'a = 1\n' });
    const { code, err } = await govern(repository, 'install', 'pre-commit');
    assert.equal(code, 2);
    assert.match(err, /Nothing was installed, as there is nothing to judge commits by: There is no policy at /);
    assert.ok(!existsSync(hookOf(repository)));
  });

  it('refuses the commit with 2 where nothing can be told, such as by a policy with errors', async () => {
    const repository = makeInstalled();
    await installed(repository);
    repository.write(policyPath, 'version: 7\n');
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--no-verify', '-m', 'broken');
    repository.write('a.py', 'a = 1\n');
    assert.match(commit(repository).err, /the policy|has \d error/i);
    assert.equal(
      spawnSync('sh', [hookOf(repository)], { cwd: repository.root, env: repository.environment }).status,
      2,
    );
  });

  it('says that each commit needs a task or a mode, where it does, and takes the mode from a variable', async () => {
    const repository = makeInstalled();
    assert.doesNotMatch((await installed(repository)).err, /needs a task or a mode/);
    repository.write(policyPath, law.replace('mode-required: false', 'mode-required: true'));
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--no-verify', '-m', 'strict');
    const ways = /`codex-governor start --mode fix --goal …`, or .*`CODEX_GOVERNOR_MODE=fix git commit`\.\n/;
    const { err } = await installed(repository);
    assert.match(err, /note: By this policy each commit needs a task or a mode \(fix, docs\)\. /);
    assert.match(err, ways);
    repository.write('a.py', 'a = 1\n');
    const refused = commit(repository);
    assert.deepEqual([refused.code, refused.err.includes('none was named. Known modes: fix, docs. ')], [1, true]);
    assert.match(refused.err, ways);
    const inMode = (mode: string): TestRepository => ({
      ...repository,
      environment: { ...repository.environment, CODEX_GOVERNOR_MODE: mode },
    });
    assert.match(commit(inMode('docs')).err, /write-scope\.mode/);
    assert.match(commit(inMode('')).err, ways);
    const told = commit(inMode('fix'));
    assert.equal(told.code, 0, told.err);
    repository.write('b.py', 'b = 1\n');
    await governed(repository, 'start', '--mode', 'fix', '--goal', 'Mend `b.py`, which is empty, with a test.');
    assert.match(commit(inMode('docs')).err, /cannot be judged in mode docs/);
    assert.equal(commit(repository).code, 0, 'the task has a mode');
  });

  it('says that every commit is refused until there is a policy that can be read', async () => {
    const repository = makeInstalled({ [policyPath]: 'version: 7\n' });
    assert.match((await installed(repository)).err, /note: Until this is mended every commit is refused: The policy/);
  });

  it('writes to the folder that core.hooksPath of this repository names', async () => {
    const repository = makeInstalled({ '.githooks/README': 'Ours.\n' });
    repository.git('config', 'core.hooksPath', '.githooks');
    const { out, err } = await installed(repository);
    assert.equal(out, '.githooks/pre-commit\n');
    assert.doesNotMatch(err, /of this clone alone/);
    assert.ok(!existsSync(hookOf(repository)));
    demandJudged(repository);
  });

  it('works where names have blanks, quotes and other letters', async () => {
    const home = makeFolder();
    const root = join(home, `it's "ä" $HOME`);
    mkdirSync(root);
    const repository = handle(root, { ...makeRepository().environment });
    repository.git('init', '--quiet', '--initial-branch=main', '--template=');
    repository.write(policyPath, law);
    repository.write('.gitignore', 'node_modules/\n');
    repository.commit();
    installProgram(root);
    await installed(repository);
    demandJudged(repository);
  });

  it('is refused where it is not plain what would happen', async () => {
    const python = makeInstalled();
    writeHook(python, '#!/usr/bin/env python3\nprint(1)\n');
    await refusedFor(python, /pre-commit cannot be added to: it is no shell script \(#!\/usr\/bin\/env python3\)\./);

    const off = makeInstalled();
    writeHook(off, '#!/bin/sh\nmake lint\n', 0o644);
    await refusedFor(off, /may not be executed, so git leaves it out/);

    const linked = makeInstalled({ 'scripts/hook.sh': '#!/bin/sh\n' });
    mkdirSync(join(linked.root, '.git', 'hooks'));
    symlinkSync('../../scripts/hook.sh', hookOf(linked));
    await refusedFor(linked, /is a link to another file/);
    const dangling = makeInstalled();
    mkdirSync(join(dangling.root, '.git', 'hooks'));
    symlinkSync('nowhere', hookOf(dangling));
    await refusedFor(dangling, /is a link to another file/);

    const shared = makeInstalled();
    shared.git('config', '--global', 'core.hooksPath', join(makeFolder(), 'hooks'));
    await refusedFor(shared, /core\.hooksPath leads to .* for more repositories than this one/);

    const outside = makeInstalled();
    outside.git('config', 'core.hooksPath', '../hooks');
    await refusedFor(outside, /core\.hooksPath leads out of the repository/);

    const others: readonly (readonly [string, string, RegExp])[] = [
      [
        'package.json',
        '{ "simple-git-hooks": { "pre-commit": "npx lint-staged" } }',
        /simple-git-hooks sets up the hooks/,
      ],
      ['package.json', '{ "husky": { "hooks": {} } }', /husky before version 5 sets up/],
      ['.overcommit.yml', 'PreCommit:\n', /overcommit sets up/],
    ];
    for (const [path, text, why] of others) await refusedFor(makeInstalled({ [path]: text }), why);

    const gone = makeInstalled();
    writeHook(gone, '#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n');
    await refusedFor(gone, /was written by lefthook, which would overwrite/);
    await refusedFor(
      makeInstalled({ 'lefthook.yml': '', '.pre-commit-config.yaml': 'repos: []\n' }),
      /more than one tool may set up hooks here: lefthook\.yml, \.pre-commit-config\.yaml/,
    );
    await refusedFor(
      makeInstalled({ 'lefthook.yml': 'a: [\n' }),
      /lefthook\.yml cannot be added to: it is no valid YAML/,
    );
  });

  it('follows no folder of the repository out of it', async () => {
    const elsewhere = makeFolder();
    const repository = makeInstalled({ 'package.json': '{ "devDependencies": { "husky": "^9.1.0" } }' });
    symlinkSync(elsewhere, join(repository.root, '.husky'));
    const { code, err } = await govern(repository, 'install', 'pre-commit');
    assert.equal(code, 2);
    assert.match(err, /cannot be written: it is outside the repository/);
    assert.ok(!existsSync(join(elsewhere, 'pre-commit')));
  });

  it('needs a repository, and knows what can be installed', async () => {
    const surroundings = { folder: makeFolder(), environment: makeRepository().environment };
    assert.equal((await runIn(surroundings, 'install', 'pre-commit')).code, 2);
    assert.equal((await govern(makeInstalled(), 'install', 'nothing')).code, 2);
    assert.match(await governed(makeInstalled(), 'install', '--help'), /pre-commit/);
  });
});

/** Sets husky up as `npm install` does in a repository with it. */
const runHusky = (
  { root, environment }: TestRepository,
  name: 'husky' | 'husky-8',
  ...words: readonly string[]
): void => {
  const program = join(projectRoot, 'node_modules', name, name === 'husky' ? 'bin.js' : 'lib/bin.js');
  const done = spawnSync(process.execPath, [program, ...words], { cwd: root, env: environment, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
};

describe('install pre-commit, with husky', () => {
  afterEach(removeFolders);

  it('adds itself to the script of version 9, which runs on', async () => {
    const repository = makeInstalled({ '.husky/pre-commit': 'echo ran >> ran.txt\n' });
    runHusky(repository, 'husky');
    const { out, err } = await installed(repository);
    assert.equal(out, '.husky/pre-commit\n');
    assert.doesNotMatch(err, /set itself up/);
    assert.match((await installed(repository)).err, /already/);
    demandJudged(repository);
    assert.equal(readIn(repository, 'ran.txt'), 'ran\n');
  });

  it('writes a script for version 9 where there is none', async () => {
    const repository = makeInstalled();
    runHusky(repository, 'husky');
    assert.equal((await installed(repository)).out, '.husky/pre-commit\n');
    demandJudged(repository);
  });

  it('adds itself to the script of version 8 below the line that starts husky', async () => {
    const head = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n';
    const repository = makeInstalled();
    runHusky(repository, 'husky-8', 'install');
    repository.write('.husky/pre-commit', `${head}\necho ran >> ran.txt\n`, 0o755);
    await installed(repository);
    assert.ok(readIn(repository, '.husky/pre-commit').startsWith(`${head}# >>> codex-governor`));
    demandJudged(repository);
    assert.equal(readIn(repository, 'ran.txt'), 'ran\n');
  });

  it('writes a script for version 8, which its own switch still switches off', async () => {
    const repository = makeInstalled();
    runHusky(repository, 'husky-8', 'install');
    await installed(repository);
    demandJudged(repository);
    repository.write('src/more.py', lines(60, 'x = '));
    assert.notEqual(commit(repository).code, 0);
    assert.equal(commit({ ...repository, environment: { ...repository.environment, HUSKY: '0' } }).code, 0);
  });

  it('runs the command line of the folder husky is in', async () => {
    const repository = makeRepository({ [policyPath]: law, '.gitignore': 'node_modules/\n', 'web/package.json': '{}' });
    installProgram(join(repository.root, 'web'));
    runHusky(repository, 'husky', 'web/.husky');
    assert.equal((await installed(repository)).out, 'web/.husky/pre-commit\n');
    demandJudged(repository);
  });

  it('prepares a clone in which husky is not set up yet, in either version', async () => {
    for (const [version, name, words] of [
      ['^9.0.11', 'husky', []],
      ['8.0.3', 'husky-8', ['install']],
    ] as const) {
      const repository = makeInstalled({ 'package.json': JSON.stringify({ devDependencies: { husky: version } }) });
      const { out, err } = await installed(repository);
      assert.equal(out, '.husky/pre-commit\n');
      assert.match(err, /note: Git runs it once husky has set itself up/);
      runHusky(repository, name, ...words);
      demandJudged(repository);
    }
  });
});

/** Sets lefthook up as its npm package does. */
const runLefthook = ({ root, environment }: TestRepository): void => {
  const program = join(projectRoot, 'node_modules', 'lefthook', 'bin', 'index.js');
  const done = spawnSync(process.execPath, [program, 'install'], { cwd: root, env: environment, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
};

describe('install pre-commit, with lefthook', () => {
  afterEach(removeFolders);

  const config =
    '# ours\npre-commit:\n  parallel: false\n  commands:\n    note:   # kept\n      run: echo ran >> ran.txt\n';

  it('adds a command to each of its formats, which lefthook runs beside the others', async () => {
    const command = { run: 'echo ran >> ran.txt' };
    for (const [path, text] of [
      ['lefthook.yml', config],
      ['.lefthook.yaml', `pre-commit:\n  jobs:\n    - name: note\n      run: ${command.run}\n`],
      ['lefthook.json', JSON.stringify({ 'pre-commit': { commands: { note: command } } }, null, 2)],
      ['lefthook.toml', `[pre-commit.commands.note]\nrun = "${command.run}"\n`],
    ] as const) {
      const repository = makeInstalled({ [path]: text });
      runLefthook(repository);
      const { out, err } = await installed(repository);
      assert.equal(out, `${path}\n`);
      assert.match(err, /note: Where lefthook itself is missing it lets every commit pass/);
      assert.doesNotMatch(err, /set itself up/);
      assert.match((await installed(repository)).err, /already/);
      demandJudged(repository);
      assert.match(readIn(repository, 'ran.txt'), /^ran\n/);
    }
  });

  it('says where the hook of lefthook is not there yet, and what is missing', async () => {
    const repository = makeInstalled({ 'lefthook.yml': config });
    assert.match(
      (await installed(repository)).err,
      /note: Git runs it once lefthook has set itself up: lefthook install\./,
    );
    const before = config.split('\n');
    const after = readIn(repository, 'lefthook.yml').split('\n');
    assert.deepEqual(
      after.filter((line) => before.includes(line)),
      before,
    );
    runLefthook(repository);
    repository.remove('node_modules');
    const refused = commit(repository);
    assert.notEqual(refused.code, 0);
    assert.match(`${refused.out}${refused.err}`, /codex-governor or Node is not installed here/);
  });
});

describe('install pre-commit, with pre-commit', () => {
  afterEach(removeFolders);

  it('adds a local hook to its configuration, which git starts once pre-commit is set up', async () => {
    const text = 'repos:\n- repo: https://example.org/hooks\n  rev: v1  # pinned\n  hooks:\n  - id: tidy\n';
    const repository = makeInstalled({ '.pre-commit-config.yaml': text });
    const { out, err } = await installed(repository);
    assert.equal(out, '.pre-commit-config.yaml\n');
    assert.match(err, /note: Git runs it once pre-commit has set itself up: pre-commit install\./);
    const after = readIn(repository, '.pre-commit-config.yaml');
    assert.ok(after.endsWith(text.slice('repos:\n'.length)) && after.startsWith('repos:\n- repo: local\n'));
    writeHook(repository, '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n');
    assert.doesNotMatch((await installed(repository)).err, /set itself up/);
  });

  it('gives it a line that does what it says when it is run as pre-commit runs it', async () => {
    const repository = makeInstalled({ '.pre-commit-config.yaml': 'repos: []\n' });
    await installed(repository);
    const entry = entryOf(readIn(repository, '.pre-commit-config.yaml'));
    const run = (): number | null =>
      spawnSync('sh', ['-c', entry], { cwd: repository.root, env: repository.environment }).status;
    repository.write('src/long.py', lines(60, 'x = '));
    repository.git('add', '--all');
    assert.equal(run(), 1);
    repository.git('reset', '--quiet', '--hard');
    assert.equal(run(), 0);
    chmodSync(join(repository.root, 'node_modules'), 0o755);
    repository.remove('node_modules');
    assert.equal(run(), 2);
  });
});
