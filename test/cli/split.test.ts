import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { splitChange } from '#app';
import { courtHere, openMachine } from '#repo';
import type { Documents } from '../../src/cli/documents.ts';
import {
  handle,
  lines,
  makeFolder,
  makeRepository,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import {
  documentOf,
  goal,
  govern,
  governed,
  inRepository,
  makeGoverned,
  policyPath,
  projectRoot,
  runIn,
} from './command-line.ts';
import { filesAtBase, makeLarge } from './large-tree.ts';

const mostLines = 40;
const mostFiles = 6;

const policy = [
  'version: 1',
  'title: Small slices',
  'codex: active',
  'mode-required: false',
  'modes:',
  '  slice:',
  '    title: Slice',
  '    label: Slice',
  '    goal: Do one thing.',
  '    budgets:',
  `      lines: { limit: ${mostLines}, level: block, counts: [code, test, docs, data], because: Small changes are read. }`,
  `      files: { limit: ${mostFiles}, level: block, counts: [code, test, docs, data], because: Small changes are read. }`,
  '    because: One thing at a time.',
  '',
].join('\n');

const makeWork = (files = filesAtBase()): TestRepository => makeGoverned(policy, files);

const split = async (repository: TestRepository, ...words: readonly string[]): Promise<Documents['split']> =>
  documentOf<Documents['split']>(repository, 'split', '--mode', 'slice', ...words);

/** The tree of what is there, as git itself makes it in an index of its own. */
const treeOf = ({ root, environment }: TestRepository): string => {
  const own = handle(root, { ...environment, GIT_INDEX_FILE: join(makeFolder(), 'index') });
  own.git('read-tree', 'HEAD');
  own.git('add', '--all');
  return own.git('write-tree').trim();
};

/** What git itself counts between two commits: added plus deleted lines, and files. */
const sizeOf = ({ git }: TestRepository, from: string, to: string): readonly [lines: number, files: number] => {
  const rows = git('diff', '--numstat', '-M', from, to).split('\n').filter(Boolean);
  const counts = rows.map((row) => row.split('\t', 2).map((sign) => (sign === '-' ? 0 : Number(sign))));
  return [counts.reduce((sum, [added = 0, deleted = 0]) => sum + added + deleted, 0), rows.length];
};

/** Everything of a repository that a person would notice if it moved. */
const stateOf = ({ root, git }: TestRepository): readonly string[] => [
  git('status', '--porcelain', '--untracked-files=all'),
  git('for-each-ref'),
  readFileSync(join(root, '.git', 'HEAD'), 'utf8'),
  readFileSync(join(root, '.git', 'index'), 'latin1'),
];

/** A repository whose gate runs a program of Node's. */
const makeChecked = (check: string, files: Readonly<Record<string, string>> = {}): TestRepository => {
  const gates = [
    'gates:',
    '  - id: together',
    '    title: What belongs together is there.',
    '    in: [src/**]',
    '    commands: [{ run: node check.cjs }]',
    '    because: Half of it does not work.',
    '',
  ];
  const head = "const { existsSync, mkdirSync, writeFileSync } = require('node:fs');\n";
  return makeGoverned([policy, ...gates].join('\n'), { ...filesAtBase(), ...files, 'check.cjs': `${head}${check}\n` });
};

/** A repository whose gate is red where one file is there and another is not. */
const makeGated = (one: string, other: string): TestRepository =>
  makeChecked(`process.exit(existsSync('${one}') && !existsSync('${other}') ? 1 : 0);`);

/** A git that writes down what it was asked for; the folder to put on the PATH, and the log. */
const makeListeningGit = (): { readonly folder: string; readonly log: string } => {
  const folder = makeFolder();
  const log = join(folder, 'log');
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${git}' "$@"\n`, { mode: 0o755 });
  return { folder, log };
};

describe('split', function () {
  this.timeout(120_000);
  afterEach(removeFolders);

  for (let seed = 1; seed <= 20; seed += 1)
    it(`divides large tree ${seed} into slices within the budgets that come to the very same tree`, async () => {
      const repository = makeWork();
      makeLarge(repository, seed);
      const [before, tree, head] = [
        stateOf(repository),
        treeOf(repository),
        repository.git('rev-parse', 'HEAD').trim(),
      ];
      const told = await split(repository);
      assert.deepEqual(stateOf(repository), before, 'nothing moves');
      assert.equal(told.tree, tree);
      assert.equal(told.base, head);
      assert.ok(told.slices.length > 1);
      let on = head;
      for (const slice of told.slices) {
        const [used, files] = sizeOf(repository, on, slice.commit);
        assert.ok(files <= mostFiles, `${files} files in slice ${slice.number}`);
        // What nobody can divide is named, and is one piece of one file.
        if (used > mostLines) {
          assert.deepEqual([slice.over, slice.files.length], [['budget.lines'], 1], `slice ${slice.number}`);
          assert.equal(told.divided, false);
        } else assert.deepEqual(slice.over, []);
        assert.equal(repository.git('rev-parse', `${slice.commit}^`).trim(), on, 'each stands on the one before');
        on = slice.commit;
      }
      assert.equal(repository.git('rev-parse', `${on}^{tree}`).trim(), tree);
      assert.equal(
        told.divided,
        told.slices.every(({ over }) => over.length === 0),
      );
    });

  it('makes branches in the name of the person, and leaves what is checked out as it is', async () => {
    const repository = makeWork();
    for (const name of ['a', 'b', 'c']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const [status, tree] = [repository.git('status', '--porcelain'), treeOf(repository)];
    const out = await governed(repository, 'split', '--mode', 'slice', '--branches', 'parts/of-it');
    assert.match(out, /^3 branches, parts\/of-it\/1 to parts\/of-it\/3, each within the budgets\./m);
    assert.equal(repository.git('status', '--porcelain'), status);
    assert.equal(repository.git('rev-parse', 'parts/of-it/3^{tree}').trim(), tree);
    assert.equal(repository.git('rev-parse', 'parts/of-it/3~3').trim(), repository.git('rev-parse', 'main').trim());
    assert.match(
      repository.git('log', '-1', '--format=%an <%ae>%n%B', 'parts/of-it/2'),
      /^Ada <ada@example\.org>\nPart 2 of 3: src\/b\.py\n\n- src\/b\.py\n/,
    );
  });

  it('makes no branch where one is in the way, and says which', async () => {
    const repository = makeWork();
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    repository.git('branch', 'parts/2');
    const { code, err } = await govern(repository, 'split', '--mode', 'slice', '--branches', 'parts');
    assert.equal(code, 1);
    assert.match(err, /There is a branch parts\/2 already/);
    assert.doesNotMatch(repository.git('for-each-ref'), /parts\/1/);
    const bad = await govern(repository, 'split', '--mode', 'slice', '--branches', 'no..name');
    assert.equal(bad.code, 2);
    assert.match(bad.err, /No branch can be called no\.\.name\/1\./);
  });

  it('names the piece that nobody can divide, ends with 1 and makes no branch', async () => {
    const repository = makeWork();
    repository.write('src/solid.py', lines(90, 'x = '));
    repository.write('src/small.py', lines(3, 'y = '));
    const { code, out } = await govern(repository, 'split', '--mode', 'slice', '--branches', 'parts');
    assert.equal(code, 1);
    assert.match(out, /cannot be divided further: src\/solid\.py needs 90 of 40 lines added plus deleted/);
    assert.match(out, /^It cannot be divided all through: see slice 2\. No branch was made\.$/m);
    assert.doesNotMatch(repository.git('for-each-ref'), /parts/);
  });

  it('says that there is nothing to divide: of nothing, and of what keeps the budgets', async () => {
    const repository = makeWork();
    const nothing = await govern(repository, 'split', '--mode', 'slice');
    assert.deepEqual([nothing.code, nothing.out], [2, '']);
    assert.match(nothing.err, /Nothing has changed, so there is nothing to divide\./);
    repository.write('src/small.py', lines(3, 'y = '));
    const small = await governed(repository, 'split', '--mode', 'slice');
    assert.match(small, /It keeps the budgets as it is: there is nothing to divide\./);
  });

  it('divides the work of a task, and refuses where that began on work that was not committed', async () => {
    const start = ['start', '--mode', 'slice', '--goal', goal] as const;
    const repository = makeWork();
    await governed(repository, ...start);
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const told = await documentOf<Documents['split']>(repository, 'split');
    assert.deepEqual([told.mode, told.slices.length], ['slice', 2]);
    await governed(repository, 'task', 'abandon');
    await governed(repository, ...start);
    repository.write('src/c.py', lines(30, 'x = '));
    const { code, err } = await govern(repository, 'split');
    assert.equal(code, 2);
    assert.match(err, /When the task began, there was work that was not committed/);
  });

  it('has a first commit divided, too', async () => {
    const repository = makeWork({});
    repository.git('update-ref', '-d', 'HEAD');
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const told = await split(repository);
    assert.equal(told.base, 'empty');
    assert.ok(told.slices.length >= 2 && told.divided);
    assert.equal(
      repository.git('rev-list', '--count', told.slices.at(-1)?.commit ?? '').trim(),
      `${told.slices.length}`,
    );
  });

  it('runs the gates that each slice needs, where it stands, and takes less where they would be red', async () => {
    const repository = makeGated('src/c.py', 'src/d.py');
    for (const name of ['a', 'b', 'c']) repository.write(`src/${name}.py`, lines(5, 'x = '));
    repository.write('src/d.py', lines(35, 'x = '));
    const undisturbed = stateOf(repository);
    const plain = await split(repository);
    assert.deepEqual(
      plain.slices.map(({ files }) => files.map(({ path }) => path)),
      [['src/a.py', 'src/b.py', 'src/c.py'], ['src/d.py']],
    );
    const told = await split(repository, '--run');
    assert.equal(told.divided, true);
    assert.deepEqual(
      told.slices.map(({ files, gates }) => [files.map(({ path }) => path), gates]),
      [
        [['src/a.py'], [{ id: 'together', verdict: 'green' }]],
        [['src/b.py'], [{ id: 'together', verdict: 'green' }]],
        [['src/c.py', 'src/d.py'], [{ id: 'together', verdict: 'green' }]],
      ],
    );
    assert.deepEqual(stateOf(repository), undisturbed, 'they run in a copy');
  });

  it('names the slice that would be red however little it holds, and makes no branch then', async () => {
    const repository = makeGated('src/a.py', 'src/b.py');
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const { code, out, err } = await govern(repository, 'split', '--mode', 'slice', '--run', '--branches', 'parts');
    assert.equal(code, 1, err);
    assert.match(out, /^1 {2}src\/a\.py\n.*\n {5}cannot land before what follows: together would be red$/m);
    assert.doesNotMatch(repository.git('for-each-ref'), /parts/);
  });

  it('names the slice whose gate changes files, of which nobody can tell, and makes no branch then', async () => {
    const repository = makeChecked("if (!existsSync('src/b.py')) writeFileSync('src/formatted.py', '');");
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const words = ['split', '--mode', 'slice', '--run', '--branches', 'parts'] as const;
    const { code, out, err } = await govern(repository, ...words);
    assert.equal(code, 1, err);
    assert.match(
      out,
      /^1 {2}src\/a\.py\n.*\n {5}cannot be told: together changed files, so that it is evidence of nothing$/m,
    );
    assert.match(out, /^It cannot be divided all through: see slice 1\. No branch was made\.$/m);
    assert.doesNotMatch(repository.git('for-each-ref'), /parts/);
    const told = await split(repository, '--run');
    assert.deepEqual(told.slices[0]?.gates, [{ id: 'together', verdict: 'unknown' }]);
  });

  it('runs gates without what they left of others where git ignores it, and with installed packages', async () => {
    const check = [
      "if (!existsSync('node_modules/x y/index.js')) process.exit(1);",
      "if (existsSync('src/b.py')) { mkdirSync('out', { recursive: true }); writeFileSync('out/built', ''); }",
      "process.exit(existsSync('out/built') ? 0 : 1);",
    ].join('\n');
    const repository = makeChecked(check, { '.gitignore': 'out/\nnode_modules/\n' });
    repository.write('node_modules/x y/index.js', '');
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const told = await split(repository, '--run');
    assert.deepEqual(
      told.slices.map(({ gates }) => gates.map(({ verdict }) => verdict)),
      [['red'], ['green']],
    );
    assert.ok(existsSync(join(repository.root, 'node_modules/x y/index.js')));
  });

  it('asks git for all texts in one go, and gives each byte back', async () => {
    const repository = makeWork();
    const bytes = Buffer.from([0x78, 0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a]);
    for (let at = 0; at < 60; at += 1) repository.write(`src/m${at}.py`, lines(2, 'x = '));
    writeFileSync(join(repository.root, 'src/odd.txt'), Buffer.concat(Array.from({ length: 60 }, () => bytes)));
    const { folder, log } = makeListeningGit();
    const PATH = `${folder}:${repository.environment['PATH'] ?? ''}`;
    const told = await split(handle(repository.root, { ...repository.environment, PATH }));
    assert.equal(told.tree, treeOf(repository));
    const asked = readFileSync(log, 'utf8').split('\n');
    assert.equal(asked.filter((line) => / cat-file blob /.test(line)).length, 0);
    assert.ok(asked.some((line) => line.includes('cat-file --batch')));
  });

  it('makes the same branches of the same work in the same moment', async () => {
    const repository = makeWork();
    for (const name of ['a', 'b']) repository.write(`src/${name}.py`, lines(30, 'x = '));
    const parts = { policies: join(projectRoot, 'policies'), court: courtHere };
    const { environment, root } = repository;
    const machine = await openMachine(root, parts, { environment, startedIn: root });
    assert.ok(machine.ok);
    const ports = { ...machine.value, clock: { now: () => '2026-01-02T03:04:05.678Z' } };
    const made = await splitChange(ports, { mode: 'slice', branches: 'parts' });
    assert.ok(made.ok);
    assert.equal(
      repository.git('log', '-1', '--format=%aI %cI', 'parts/2').trim(),
      '2026-01-02T03:04:05+00:00 '.repeat(2).trim(),
    );
  });

  it('runs no gate that is red on the whole, nor one that nobody has merged', async () => {
    const red = makeGated('src/a.py', 'src/none.py');
    red.write('src/a.py', lines(30, 'x = '));
    const whole = await govern(red, 'split', '--mode', 'slice', '--run');
    assert.equal(whole.code, 2);
    assert.match(whole.err, /On all of the change together is red, which would say nothing of a part of it\./);
    const fresh = makeRepository({ 'src/a.py': 'a\n' });
    fresh.write(policyPath, policy);
    fresh.write('src/b.py', lines(30, 'x = '));
    const unmerged = await govern(fresh, 'split', '--mode', 'slice', '--run');
    assert.equal(unmerged.code, 2);
    assert.match(unmerged.err, /not committed yet/);
  });

  it('stops when it is told to, and leaves nothing but what git clears away', async () => {
    const repository = makeWork();
    makeLarge(repository, 3);
    const before = stateOf(repository);
    const stop = AbortSignal.timeout(400);
    const { code, err } = await runIn({ ...inRepository(repository), signal: stop }, 'split', '--mode', 'slice');
    assert.equal(code, 2);
    assert.match(err, /cancelled/);
    assert.deepEqual(stateOf(repository), before);
  });
});
