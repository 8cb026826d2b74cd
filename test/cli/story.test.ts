// The whole story in a terminal, on the sample repository: the same ids and numbers from every command, and git's own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { featureBranch, makeSample, shippedPolicy } from '../sample/make-sample.ts';
import { handle, makeFolder, personIn, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { documentOf, govern, governed, keptIn, policyPath, readIn, runIn } from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';

const sample = (): TestRepository => {
  const home = makeFolder();
  const root = join(home, 'meridian');
  makeSample(root, { policy: shippedPolicy(), lastDay: 'today' });
  return handle(root, personIn(home));
};

const metrics = 'backend/app/services/metrics.py';
const goal = `Simplify currency attribution in ${metrics}, with tests in tests/unit/test_metrics.py.`;
const start = ['start', '--mode', 'linter-refactor', '--goal', goal];

const branchy = [
  '',
  '',
  'def weigh(value):',
  ...Array.from({ length: 11 }, (_, n) => [`    if value == ${n}:`, `        return ${n * n}`]).flat(),
  '    return value',
  '',
].join('\n');

/** Over the lines of the mode, a function over its complexity, a rename, a deleted test, a file out of the lane, a new file. */
const overdo = ({ root, git, write, remove }: TestRepository): void => {
  const filler = Array.from({ length: 180 }, (_, n) => `LEVEL_${n} = ${n}\n`).join('');
  write(metrics, readFileSync(join(root, metrics), 'utf8') + branchy + filler);
  git('mv', 'backend/app/services/portfolios.py', 'backend/app/services/holdings.py');
  remove('tests/golden/test_dividends_pay_date.py');
  write('README.md', `${readFileSync(join(root, 'README.md'), 'utf8')}\nOne more line.\n`);
  write('backend/app/services/levels.py', 'def level(n):\n    return n\n');
  write(
    'tests/unit/test_metrics_currency.py',
    `${readFileSync(join(root, 'tests/unit/test_metrics_currency.py'), 'utf8')}\n`,
  );
};

/** What `git diff --numstat -M` says of the tree that is there, from a tree. */
const numstat = ({ root, environment, git }: TestRepository, base: string): readonly string[] => {
  const index = join(root, '..', 'index-of-the-test');
  const own = handle(root, { ...environment, GIT_INDEX_FILE: index });
  git('read-tree', `--index-output=${index}`, 'HEAD');
  own.git('add', '--all');
  return git('diff', '--numstat', '-M', '-z', base, own.git('write-tree').trim())
    .replaceAll(/\t\0([^\0]+)\0([^\0]+)\0/g, '\t$1 => $2\0')
    .split('\0')
    .filter(Boolean)
    .sort();
};

const asNumstat = ({ files }: Documents['change']): readonly string[] =>
  files
    .map(({ path, from, added, deleted }) => `${added}\t${deleted}\t${from === undefined ? '' : `${from} => `}${path}`)
    .sort();

describe('the story of a task in a terminal', () => {
  afterEach(removeFolders);

  it('begins with a policy, and with the context that the work needs', async () => {
    const repository = sample();
    repository.remove(policyPath);
    assert.equal((await govern(repository, ...start)).code, 2);
    assert.equal(await governed(repository, 'init', '--policy', 'dawsos'), `${policyPath}\n`);
    assert.equal(readIn(repository, policyPath), shippedPolicy());
    assert.equal((await govern(repository, 'policy', 'check')).code, 0);
    const pack = await documentOf<Documents['pack']>(repository, 'pack');
    assert.deepEqual(
      pack.problems.map(({ item, kind }) => [item, kind]),
      [['agent-spec', 'missing']],
    );
    const spec = '.claude/agents/business/RATINGS_ARCHITECT.md';
    for (const words of [
      ['--pick', `agent-spec=${spec}`],
      ['--scope', 'backend/app/services/ratings.py'],
      ['--goal', 'Simplify `backend/app/services/ratings.py`.'],
    ]) {
      const { code, out } = await govern(repository, 'pack', '--mode', 'linter-refactor', ...words);
      assert.equal(code, 0, words.join(' '));
      const { items } = JSON.parse(out) as Documents['pack'];
      const specs = items.filter(({ id }) => id.startsWith('agent-spec:')).map(({ path }) => path);
      assert.deepEqual(specs, [spec], words.join(' '));
    }
  });

  it('tells the same numbers and ids in change, check, functions and pr, and they are git’s', async () => {
    const repository = sample();
    const { environment } = repository;
    const folder = join(repository.root, 'backend/app');
    const scope = ['--scope', 'backend/app/services/**', '--scope', 'tests/**'];
    const linked = ['--spec', 'PRODUCT_SPEC.md#guardrails', '--spec', '.claude/agents/analytics/MACRO_ARCHITECT.md'];
    const { task, pack, prompt } = await documentOf<Documents['start']>(repository, ...start, ...linked, ...scope);
    assert.deepEqual(pack.problems, []);
    assert.ok(
      pack.items.some(({ path }) => path === '.claude/agents/analytics/MACRO_ARCHITECT.md'),
      'the linked spec',
    );
    assert.equal(task.base.branch, featureBranch);
    assert.match(prompt, /^# Codex task: Linter\/Refactor\n/);
    assert.deepEqual(
      (await documentOf<Documents['change']>(repository, 'change')).files,
      [],
      'what was dirty is not the task’s',
    );

    overdo(repository);
    const status = repository.git('status', '--porcelain');
    const change = await documentOf<Documents['change']>(repository, 'change');
    assert.deepEqual(asNumstat(change), numstat(repository, task.base.snapshot));
    assert.equal(change.files.length, 6);

    const { out, code } = await runIn({ folder, environment }, 'check', '--format', 'json');
    assert.equal(code, 1);
    const checked = JSON.parse(out) as Documents['check'];
    const meter = (id: string) => checked.meters.find((each) => each.id === id);
    assert.deepEqual([checked.base, checked.mode], [task.base.commit, 'linter-refactor']);
    assert.equal(meter('budget.lines')?.used, change.added + change.deleted);
    assert.deepEqual([meter('budget.files')?.used, meter('budget.new-files')?.used], [6, 1]);
    assert.equal(meter('budget.deleted-files')?.used, 1);

    const listed = (await governed(repository, 'functions', metrics)).trimEnd().split('\n');
    const worst = listed
      .map((line) => JSON.parse(line) as Documents['function'])
      .reduce((one, other) => (other.complexity > one.complexity ? other : one));
    assert.deepEqual([worst.name, worst.complexity], ['weigh', 12]);
    assert.equal(meter('budget.complexity')?.used, worst.complexity);

    const found = checked.findings.map(({ rule, path, line }) => [rule, path, line] as const);
    assert.deepEqual(
      found.find(([rule]) => rule === 'budget.complexity'),
      ['budget.complexity', metrics, worst.line],
    );
    for (const rule of [
      'budget.lines',
      'budget.files',
      'budget.deleted-files',
      'write-scope.mode',
      'write-scope.task',
      'tests-stay',
    ])
      assert.ok(
        found.some(([name]) => name === rule),
        rule,
      );

    const text = await govern(repository, 'check');
    const sarif = await govern(repository, 'check', '--format', 'sarif');
    const pullRequest = await governed(repository, 'pr');
    for (const { id, rule } of checked.findings) {
      assert.ok(text.out.includes(`${rule} [${id}]`), id);
      assert.ok(sarif.out.includes(id), id);
      assert.ok(pullRequest.includes(id), id);
    }
    assert.ok(
      pullRequest.includes(
        `LOC delta: +${change.added} −${change.deleted}, ${change.added + change.deleted} lines (≤ 200)`,
      ),
    );
    assert.match(
      pullRequest,
      /Max cyclomatic complexity: 12 in `weigh` \(`backend\/app\/services\/metrics\.py:\d+`\) \(≤ 10\)/,
    );
    assert.match(pullRequest, /- \[x\] Linter\/Refactor \(`linter-refactor`\)/);
    assert.match(pullRequest, /`PRODUCT_SPEC\.md` § Guardrails/);
    assert.equal(repository.git('status', '--porcelain'), status, 'nothing of the person’s was touched');
  });

  it('says the same of a commit in CI, by the law of its base, as of the branch at home', async () => {
    const repository = sample();
    overdo(repository);
    repository.commit('too much');
    const home = await documentOf<Documents['check']>(repository, 'check', '--mode', 'linter-refactor');
    const ci = await documentOf<Documents['check']>(
      repository,
      'check',
      '--base',
      'main',
      '--mode',
      'linter-refactor',
      '--ci',
    );
    assert.deepEqual(ci, home);
    assert.equal(ci.verdict, 'block');
  });

  it('ends in a pull request without findings once the work fits', async () => {
    const repository = sample();
    await governed(
      repository,
      ...start,
      '--scope',
      'backend/app/services/**',
      '--scope',
      'tests/unit/**',
      '--pick',
      'agent-spec=.claude/agents/analytics/MACRO_ARCHITECT.md',
    );
    repository.write(metrics, readIn(repository, metrics).replace('ONE = Decimal(1)', 'ONE = Decimal("1")'));
    const { code, out } = await govern(repository, 'check');
    assert.equal(code, 0);
    assert.match(out, /lines 2\/200 \(code 2\)\n/);
    repository.commit('fits');
    const output = join(repository.root, '.git/pull-request.md');
    const { err } = await govern(repository, 'pr', '--output', output);
    assert.equal(err, `Wrote ${output}.\n`);
    assert.match(readFileSync(output, 'utf8'), /LOC delta: \+1 −1, 2 lines \(≤ 200\)/);
    assert.match(await governed(repository, 'task', 'finish'), /^Task \S+ is finished\. No file was touched\.\n$/);
    assert.deepEqual(
      keptIn(repository).filter((name) => name.startsWith('refs') || name === 'task.json'),
      [],
    );
  });
});
