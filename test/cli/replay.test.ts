import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Documents } from '../../src/cli/documents.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import {
  handle,
  lines,
  makeFolder,
  personIn,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import { makeHistory } from '../sample/make-history.ts';
import { documentOf, govern, governed, makeGoverned, projectRoot, smallPolicy } from './command-line.ts';

const branchy = [
  'def parse(line):',
  ...[1, 2, 3, 4].flatMap((n) => [`    if line == ${n}:`, `        return ${n}`]),
  '    return line',
  '',
].join('\n');

/** A repository of four commits; the third is over budget in lines, the last in complexity, too. */
const makePast = (): TestRepository => {
  const repository = makeGoverned();
  repository.write('src/more.py', lines(4, 'x = '));
  repository.commit('feat: a little');
  repository.write('src/more.py', lines(30, 'x = '));
  repository.commit('feat: much');
  repository.write('src/parse.py', branchy);
  repository.remove('src/more.py');
  repository.commit('refactor: tangled');
  return repository;
};

/** A repository with a long history. */
const makeLong = (commits: number): TestRepository => {
  const home = makeFolder();
  const root = join(home, 'repository');
  makeHistory(root, { commits, policy: smallPolicy() });
  return handle(root, personIn(home));
};

/** Runs replay as a person watches it; `see` is called with each line that is drawn. */
const watch = async (
  { root, environment }: TestRepository,
  words: readonly string[],
  see: (line: string) => void,
  signal = new AbortController().signal,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ['', ''];
  const code = await runCommandLine(['replay', ...words], {
    folder: root,
    environment,
    out: (text) => void (out += text),
    say: (text) => void (err += text),
    draw: see,
    signal,
    policies: join(projectRoot, 'policies'),
  });
  return { code, out, err };
};

describe('replay', () => {
  afterEach(removeFolders);

  it('tells rule by rule what the policy would have said, with the sizes of the commits, and ends with 0', async () => {
    const repository = makePast();
    const { code, out, err } = await govern(repository, 'replay', '--last', '3', '--mode', 'fix');
    assert.deepEqual([code, err], [0, '']);
    const rows = out.split('\n').map((row) => row.replace(/ +/g, ' '));
    const head = (back: number): string => repository.git('rev-parse', `HEAD~${back}`).slice(0, 12);
    assert.match(rows[0] ?? '', /^3 commits, .* Mode fix, policy \.codex\/governance\.yaml \(in the working tree\)\.$/);
    assert.deepEqual(rows.slice(1, 8), [
      'Pass 1 (33.3 %), Pass with warnings 0 (0.0 %), Blocked 2 (66.7 %).',
      '',
      'Rule Level Commits Share Findings',
      'budget.lines block 2 66.7 % 2',
      ` such as ${head(0)} src/more.py:1 38 lines changed, 20 allowed (code 38).`,
      'budget.complexity block 1 33.3 % 1',
      ` such as ${head(0)} src/parse.py:1:1 parse has complexity 5, 3 allowed. It was 1 at the base.`,
    ]);
    assert.deepEqual(rows.slice(8), [
      '',
      'Budget p50 p75 p90 p95 max Limit Over it Share',
      'Lines changed 26 38 38 38 38 20 2 66.7 %',
      'Highest complexity 0 5 5 5 5 3 1 33.3 %',
      '',
    ]);
  });

  it('takes all commits after a revision, or the newest of them', async () => {
    const repository = makeLong(120);
    const commitsOf = async (...words: readonly string[]): Promise<number> =>
      (await documentOf<Documents['replay']>(repository, 'replay', ...words)).commits;
    assert.equal(await commitsOf(), 100);
    const words = ['--count', '--first-parent', '--no-merges', 'HEAD~115..HEAD'];
    const since = await commitsOf('--since', 'HEAD~115');
    assert.equal(since, Number(repository.git('rev-list', ...words)));
    assert.ok(since > 100, `${since} commits`);
    assert.equal(await commitsOf('--since', 'HEAD~115', '--last', '3'), 3);
  }).timeout(60_000);

  it('finds in each commit what `check --base PARENT` finds there, with the same ids', async () => {
    const repository = makePast();
    const policy = join(makeFolder(), 'strict.yaml');
    writeFileSync(policy, smallPolicy().replace('limit: 10, level: warn', 'limit: 1, level: block'));
    const { rules, policy: told } = await documentOf<Documents['replay']>(repository, 'replay', '--policy', policy);
    assert.match(told, /^strict\.yaml \(in /);
    const samples = rules.flatMap((rule) => rule.samples);
    // The first commit has no parent to be checked against.
    assert.equal(samples.length, 4);
    for (const { commit, subject, at, ...sample } of samples.slice(0, 3)) {
      assert.equal(repository.git('log', '-1', '--format=%s', commit), `${subject}\n`);
      assert.equal(new Date(at).getTime() / 1000, Number(repository.git('log', '-1', '--format=%ct', commit)));
      repository.git('checkout', '--quiet', '--detach', commit);
      const words = ['check', '--base', `${commit}^`, '--policy', policy];
      assert.deepEqual((await documentOf<Documents['check']>(repository, ...words)).findings, [sample]);
    }
  });

  it('is Markdown for a page, and judges merges where that is asked for', async () => {
    const repository = makePast();
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.write('side.txt', lines(50));
    repository.commit('on the side');
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '--message', 'Merge the side', 'side');
    const plain = await govern(repository, 'replay', '--format', 'markdown');
    assert.match(plain.out, /^> Note: .*\n\n## Codex Governor: what the policy would have said\n\n4 commits, /);
    assert.doesNotMatch(plain.out, /Merge the side/);
    assert.match(plain.err, /^note: What came in by 1 merge was left out\.\n$/);
    const merged = await govern(repository, 'replay', '--format', 'markdown', '--merges');
    assert.match(merged.out, /\n5 commits, /);
    assert.deepEqual([merged.code, merged.err], [0, '']);
  });

  it('refuses what it cannot take, with 2', async () => {
    const repository = makePast();
    for (const [words, told] of [
      ['--last 0', /It takes a number from 1 on\./],
      ['--last few', /It takes a whole number/],
      ['--since 2026-02-30', /There is no commit that “2026-02-30” names/],
      ['--since 2199-01-01', /There is no commit since 2199-01-01 that the policy could be tried on\./],
      ['--mode fixes', /The policy has no mode fixes\. Did you mean fix\?/],
      ['--policy missing.yaml', /There is no policy at missing\.yaml/],
      ['--format sarif', /Allowed choices are text, json, markdown/],
    ] as const) {
      const { code, out, err } = await govern(repository, 'replay', ...words.split(' '));
      assert.deepEqual([code, out], [2, ''], words);
      assert.match(err, told);
    }
  });

  it('says which mode may be named, where the policy judges by one', async () => {
    const repository = makeGoverned(smallPolicy().replace('mode-required: false', 'mode-required: true'));
    const { code, err } = await govern(repository, 'replay');
    assert.equal(code, 2);
    assert.match(err, /none was named\. Known modes: fix, docs\. Name the one to judge by: `replay --mode fix`\.\n$/);
  });

  it('judges a thousand commits, and shows how far it is', async () => {
    const repository = makeLong(1_000);
    const drawn: string[] = [];
    const { code, out } = await watch(repository, ['--last', '1000', '--mode', 'fix', '--format', 'json'], (line) =>
      drawn.push(line),
    );
    assert.equal(code, 0);
    const document = JSON.parse(out) as Documents['replay'];
    assert.deepEqual([document.complete, document.commits, document.total], [true, 1_000, 1_000]);
    const { pass, warn, block } = document.verdicts;
    assert.equal(pass + warn + block, 1_000);
    for (const { p50, p75, p90, p95, max } of document.budgets)
      assert.deepEqual(
        [p50, p75, p90, p95, max],
        [p50, p75, p90, p95, max].sort((one, other) => one - other),
      );
    assert.ok(document.rules.every(({ commits, share }) => share === commits / 1_000));
    assert.ok(drawn.length > 2, 'hardly anything was drawn');
    for (const line of drawn.slice(0, -1)) assert.match(line, /^Judging commits: [\d,]+ of 1,000; Ctrl-C shows/);
    assert.equal(drawn.at(-1), '', 'the line is cleared at the end');
  }).timeout(300_000);

  it('shows what it has found so far when it is stopped, marked as incomplete, with 2', async () => {
    const repository = makeLong(300);
    const stop = new AbortController();
    const words = ['--last', '300', '--mode', 'fix', '--format', 'json'];
    const { code, out } = await watch(repository, words, () => stop.abort(), stop.signal);
    assert.equal(code, 2);
    const { complete, commits, total, verdicts } = JSON.parse(out) as Documents['replay'];
    assert.deepEqual([complete, total], [false, 300]);
    assert.ok(commits > 0 && commits < 300, `${commits} commits`);
    assert.equal(verdicts.pass + verdicts.warn + verdicts.block, commits);
    const text = await governed(repository, 'replay', '--last', '2');
    assert.doesNotMatch(text, /It was stopped/);
  }).timeout(120_000);

  it('says that it was cancelled where it could tell nothing yet', async () => {
    const { code, out, err } = await watch(makePast(), [], () => undefined, AbortSignal.abort());
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^codex-governor: .*cancelled/);
  });
});
