import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { readLaw, replayPolicy, review, type MeasuredCommit, type PastWishes, type Repository } from '#app';
import { courtHere, openPolicyShelf, readFunctions, readSyntaxChanges, sha256 } from '#repo';
import { apply, operation } from './random-work.ts';
import {
  byAttribute,
  demand,
  demandFailure,
  handle,
  makeFolder,
  makeRepository,
  measure,
  open,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

const classify = byAttribute;

const measureAll = async (repository: Repository, last = 100): Promise<readonly MeasuredCommit[]> => {
  const { commits } = demand(await repository.pastCommits({ last, merges: false }));
  const measured: MeasuredCommit[] = [];
  for await (const one of repository.measureCommits(commits, { classify })) measured.push(demand(one));
  return measured;
};

// Each is held to by what random work does: lines, files, names, and texts that parse or do not.
const policyText = `
version: 1
title: Strict
codex: active
mode-required: false
classes:
  docs: ['**/*.md']
budgets:
  lines: { limit: 6, level: block, because: Small is read. }
  files: { limit: 2, level: warn, because: Small is read. }
  new-files: { limit: 0, level: info, because: Small is read. }
  deleted-files: { limit: 0, level: info, because: Small is read. }
  squeezes: { limit: 0, level: warn, because: Nothing is squeezed. }
  syntax: { limit: 3, level: info, because: Small is read. }
  complexity: { limit: 1, level: block, because: Simple is read. }
rules:
  - id: no-new
    kind: protected-path
    in: ['src/**', '**/*.txt']
    with: { operations: [add, modify, delete, rename] }
    level: block
    because: These stay as they are.
  - id: in-pairs
    kind: paired-files
    with: { when: 'src/{name}', needs: ['{name}'] }
    level: warn
    because: They belong together.
  - id: calls
    kind: required-call
    with: { functions: ['f', 'g'], calls: ['check'] }
    level: warn
    because: It is checked.
`;

const step = fc.record({
  work: fc.array(operation, { minLength: 1, maxLength: 6 }),
  attributes: fc.option(
    fc.constantFrom('* text=auto\n', '*.lock -diff\n*.bin binary\n', '*.py linguist-generated\n*.txt -diff\n', ''),
    { nil: undefined, freq: 3 },
  ),
  // A branch that is merged: its work comes in by a commit that is left out.
  merges: fc.option(fc.array(operation, { minLength: 1, maxLength: 4 }), { nil: undefined, freq: 4 }),
  code: fc.option(
    fc.constantFrom(
      'def f(a):\n    if a:\n        return 1\n    return 2\n',
      'def f(a):\n    # why\n    return 2\n',
      'def g(a):\n    return a; return 2\n',
      'def f(:\n',
    ),
    { nil: undefined, freq: 2 },
  ),
});

type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

/** Does a step and commits it; the work of a branch is merged in after it. */
const take = (repository: TestRepository, { work, attributes, merges, code }: Step): void => {
  const { root, git } = repository;
  apply(root, work);
  if (attributes !== undefined) repository.write('.gitattributes', attributes);
  if (code !== undefined) repository.write('code.py', code);
  repository.commit();
  if (merges === undefined) return;
  git('checkout', '--quiet', '-b', 'side');
  apply(root, merges);
  repository.write('side/.gitattributes', '*.txt -diff\n');
  repository.commit('side');
  git('checkout', '--quiet', '--force', 'main');
  git('merge', '--quiet', '--no-ff', '--message', 'merged', 'side');
  git('branch', '--quiet', '-D', 'side');
};

/** The policy of a test, as a file outside of the repository. */
const placeOf = (text: string) => ({
  path: 'policy.yaml',
  readFrom: 'in the test',
  readText: async () => ({ ok: true, value: text }) as const,
});

const ports = async (repository: TestRepository) => ({
  repository: await open(repository),
  shelf: openPolicyShelf(makeFolder()),
  court: courtHere,
  readFunctions,
  readSyntaxChanges,
  hash: sha256,
});

describe('measured commits', () => {
  afterEach(removeFolders);

  it('are judged as `check --base PARENT` judges each where it is checked out, over random histories', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
        const repository = makeRepository();
        writeFileSync(repository.environment['GIT_CONFIG_GLOBAL'] ?? '', '[core]\nautocrlf = false\n');
        for (const one of steps) take(repository, one);
        const opened = await ports(repository);
        const told = new Map<string, unknown>();
        const replayed = demand(
          await replayPolicy(
            opened,
            { last: 50, policy: placeOf(policyText) },
            { onCommit: ({ commit, judgement }) => told.set(commit.id, judgement) },
          ),
        );
        const { commits } = demand(await opened.repository.pastCommits({ last: 50, merges: false }));
        assert.equal(commits.length, steps.length, 'merges and what they bring are left out');
        assert.deepEqual(
          [...told.keys()],
          commits.map(({ id }) => id),
        );
        assert.deepEqual([replayed.complete, replayed.summary.commits], [true, steps.length]);
        const { policy } = demand(await readLaw(opened.shelf, placeOf(policyText)));
        for (const { id, parent } of commits) {
          repository.git('checkout', '--quiet', '--force', '--detach', id);
          const from = parent === null ? ({ empty: true } as const) : { revision: parent };
          const { judgement } = demand(await review(opened, { policy, scope: [] }, from, { committed: true }));
          assert.deepEqual(told.get(id), judgement);
          for (const { rule } of judgement.findings) seen.set(rule, (seen.get(rule) ?? 0) + 1);
        }
        removeFolders();
      }),
      { numRuns: 20 },
    );
    const rules = 'lines files new-files deleted-files syntax complexity'.split(' ').map((id) => `budget.${id}`);
    for (const rule of [...rules, 'no-new', 'in-pairs', 'calls']) assert.ok(seen.has(rule), `no history broke ${rule}`);
  }).timeout(600_000);

  it('are those of the first parents, newest first, as many as are asked for', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const { git } = repository;
    git('checkout', '--quiet', '-b', 'side');
    repository.write('side.txt', 'side\n');
    repository.commit('on the side');
    git('checkout', '--quiet', 'main');
    repository.write('a.txt', 'two\n');
    const second = repository.commit('zweiter: größer\n\nmore');
    git('merge', '--quiet', '--no-ff', '--message', 'merged', 'side');
    const empty = repository.commit('nothing at all');
    const opened = await open(repository);
    const { commits, isShallow, mergesLeftOut } = demand(await opened.pastCommits({ last: 2, merges: false }));
    assert.deepEqual(
      commits.map(({ id, subject }) => [id, subject]),
      [
        [empty, 'nothing at all'],
        [second, 'zweiter: größer'],
      ],
    );
    assert.deepEqual([isShallow, mergesLeftOut], [false, 0]);
    assert.equal(demand(await opened.pastCommits({ last: 4, merges: false })).mergesLeftOut, 1);
    assert.match(commits[0]?.at ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    const withMerges = demand(await opened.pastCommits({ last: 2, merges: true })).commits;
    const merge = git('rev-parse', `${empty}^`).trim();
    assert.deepEqual(
      withMerges.map(({ id, parent }) => [id, parent]),
      [
        [empty, merge],
        [merge, second],
      ],
    );
    for await (const one of opened.measureCommits(withMerges.slice(1), { classify })) {
      const { change, readMessages } = demand(one);
      assert.deepEqual(
        change.files.map(({ path, status }) => `${status} ${path}`),
        ['added side.txt'],
      );
      assert.equal(demand(await readMessages()), 'merged\n\non the side\n\n');
    }
    const listed: unknown[] = [];
    const past = demand(await opened.pastCommits({ last: 9, merges: true })).commits;
    for await (const one of opened.measureCommits(past, { classify }))
      listed.push(demand(await demand(one).listBefore()));
    assert.deepEqual(listed, [['a.txt', 'side.txt'], ['a.txt'], ['a.txt'], []]);
    const all = await measureAll(opened);
    assert.deepEqual(
      all.map(({ change }) => change.files.map(({ path, status }) => `${status} ${path}`)),
      [[], ['modified a.txt'], ['added a.txt']],
    );
    assert.deepEqual(
      all.map(({ change }) => change.base),
      [git('rev-parse', 'HEAD^').trim(), git('rev-parse', `${second}^`).trim(), 'empty'],
    );
    const [, changed, first] = all;
    assert.deepEqual([await changed?.readBefore('a.txt'), await changed?.readAfter('a.txt')], ['one\n', 'two\n']);
    assert.deepEqual([await first?.readBefore('a.txt'), await first?.readAfter('a.txt')], [undefined, 'one\n']);
  });

  it('have the attributes of their own time, whatever is checked out or lies about', async () => {
    const repository = makeRepository({ 'gen/a.txt': 'one\n', 'gen/b.dat': 'one\n' });
    repository.write('gen/.gitattributes', '*.txt linguist-generated\n*.dat -diff\n');
    repository.write('gen/a.txt', 'two\n');
    repository.write('gen/b.dat', 'two\n');
    repository.commit('marks its own files');
    repository.write('gen/a.txt', 'three\n');
    repository.write('gen/b.dat', 'three\n');
    repository.commit('is marked');
    repository.remove('gen/.gitattributes');
    repository.commit('takes the marks away');
    repository.write('gen/a.txt', 'four\n');
    repository.commit('is not marked');
    repository.write('.gitattributes', '* linguist-vendored\n');
    const told = (await measureAll(await open(repository))).map(({ commit, change }) => [
      commit.subject,
      ...change.files.map(({ path, class: name, binary }) => `${path} ${name}${binary ? ' binary' : ''}`),
    ]);
    assert.deepEqual(told, [
      ['is not marked', 'gen/a.txt code'],
      ['takes the marks away', 'gen/.gitattributes code'],
      ['is marked', 'gen/a.txt generated', 'gen/b.dat generated'],
      ['marks its own files', 'gen/.gitattributes code', 'gen/a.txt code', 'gen/b.dat code'],
      ['first', 'gen/a.txt code', 'gen/b.dat code'],
    ]);
  });

  it('are those after a revision, or from a day on', async () => {
    const repository = makeRepository();
    const { root, environment } = repository;
    const merged = handle(root, { ...environment, GIT_COMMITTER_DATE: '2026-11-03T08:00:00+00:00' });
    for (const at of ['2026-10-31T23:59:59+00:00', '2026-11-01T00:00:00+00:00', '2026-11-02T12:00:00+02:00']) {
      repository.write('a.txt', at);
      handle(root, { ...environment, GIT_COMMITTER_DATE: at }).commit(at.slice(0, 10));
    }
    repository.git('tag', 'v1', 'HEAD~1');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.write('b.txt', 'side\n');
    merged.commit('side');
    repository.git('checkout', '--quiet', 'main');
    merged.git('merge', '--quiet', '--no-ff', '--message', 'merged', 'side');
    const opened = await open(repository);
    const subjects = async (wishes: Omit<PastWishes, 'merges'>, merges = false): Promise<readonly string[]> =>
      demand(await opened.pastCommits({ merges, ...wishes })).commits.map(({ subject }) => subject);
    assert.deepEqual(await subjects({ since: '2026-11-01' }), ['2026-11-02', '2026-11-01']);
    assert.deepEqual(await subjects({ since: '2026-11-01', last: 1 }), ['2026-11-02']);
    assert.deepEqual(await subjects({ since: 'v1' }), ['2026-11-02']);
    assert.deepEqual(await subjects({ since: 'v1' }, true), ['merged', '2026-11-02']);
    assert.deepEqual(await subjects({ since: '2026-11-04' }), []);
    assert.equal((await subjects({})).length, 3);
    assert.equal(demand(await opened.pastCommits({ merges: false, since: 'v1' })).mergesLeftOut, 1);
    assert.equal(demand(await opened.pastCommits({ merges: false, since: 'HEAD' })).mergesLeftOut, 0);
    for (const since of ['2026-02-30', '2026-13-01', 'nowhere', '--all', ''])
      assert.equal(demandFailure(await opened.pastCommits({ merges: false, since })).reason, 'bad-revision', since);
  });

  it('are those that a shallow clone holds whole', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    for (const text of ['two\n', 'three\n', 'four\n']) {
      repository.write('a.txt', text);
      repository.commit(text.trim());
    }
    const folder = join(makeFolder(), 'clone');
    repository.git('clone', '--quiet', '--depth=2', `file://${repository.root}`, folder);
    const opened = await open({ ...repository, root: folder });
    const { commits, isShallow } = demand(await opened.pastCommits({ last: 10, merges: false }));
    assert.deepEqual([commits.map(({ subject }) => subject), isShallow], [['four'], true]);
  });

  it('are none before the first commit', async () => {
    const opened = await open(makeRepository());
    assert.deepEqual(demand(await opened.pastCommits({ last: 10, merges: false })), {
      commits: [],
      isShallow: false,
      mergesLeftOut: 0,
    });
    assert.deepEqual(await measureAll(opened), []);
  });

  it('stop at the signal, with a failure, and leave nothing behind', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    for (let number = 0; number < 5; number += 1) {
      repository.write('a.txt', `${number}\n`);
      repository.commit();
    }
    const opened = await open(repository);
    const { commits } = demand(await opened.pastCommits({ last: 10, merges: false }));
    const usual = process.env['TMPDIR'];
    const folder = makeFolder();
    process.env['TMPDIR'] = folder;
    const stop = new AbortController();
    stop.abort();
    const told: unknown[] = [];
    for await (const one of opened.measureCommits(commits, { classify, signal: stop.signal })) told.push(one);
    assert.deepEqual(
      told.map((one) => (one as { error: { reason: string } }).error.reason),
      ['cancelled'],
    );
    for await (const one of opened.measureCommits(commits, { classify })) {
      demand(one);
      break;
    }
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    assert.deepEqual(readdirSync(folder), []);
  });

  it('give the same files as one measured alone', async () => {
    const repository = makeRepository({ 'a.txt': 'one\ntwo\nthree\nfour\nfive\n', 'same.txt': 'same\n' });
    repository.git('mv', 'a.txt', 'b.txt');
    repository.write('b.txt', 'one\ntwo\nthree\nfour\nsix\n');
    repository.write('.codex/governance/waivers/a.yaml', 'x: 1\n');
    repository.commit('docs: a new name\n\nSee docs/adr/0001.md');
    const opened = await open(repository);
    const [last] = await measureAll(opened, 1);
    const alone = await measure(opened, { revision: 'HEAD^' }, { committed: true });
    assert.deepEqual(last?.change, alone.change);
    const [listed, messages] = [demand(await last.listBefore()), demand(await last.readMessages())];
    assert.deepEqual(listed, ['a.txt', 'same.txt']);
    assert.deepEqual(listed, demand(await alone.listBefore()));
    assert.equal(messages, demand(await alone.readMessages()));
    assert.equal(messages, 'docs: a new name\n\nSee docs/adr/0001.md\n\n');
    for (const path of ['same.txt', 'b.txt', '.codex/governance/waivers/a.yaml'])
      assert.deepEqual(
        [await last.readBefore(path), await last.readAfter(path)],
        [await alone.readBefore(path), await alone.readAfter(path)],
      );
    assert.equal(await last.readBefore('same.txt'), 'same\n');
    assert.deepEqual(
      last?.change.files.map(({ from, path }) => [from, path]),
      [['a.txt', 'b.txt']],
    );
  });
});
