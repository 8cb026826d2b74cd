import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { policyJsonSchema, ruleKinds } from '#core';
import type { Documents } from '../../src/cli/documents.ts';
import { makeFolder, makeRepository, personIn, removeFolders } from '../repo/temporary-repository.ts';
import {
  documentOf,
  govern,
  makeGoverned,
  policyPath,
  projectRoot,
  readIn,
  runIn,
  smallPolicy,
} from './command-line.ts';

const broken = smallPolicy('colour: red', 'rules: []').replace('level: block', 'level: blok');

describe('init', () => {
  afterEach(removeFolders);

  it('writes the starter policy as it is shipped, says so, and tells what the others are for', async () => {
    const repository = makeRepository({ 'a.txt': 'a\n' });
    const { code, out, err } = await govern(repository, 'init');
    assert.deepEqual([code, out], [0, `${policyPath}\n`]);
    assert.match(err, /^Wrote \.codex\/governance\.yaml from the policy starter\. Read it, /);
    assert.match(err, /Other policies to start from, with --policy NAME:\n(?: {2}.*\n)*? {2}dawsos: /);
    const shipped = readFileSync(join(projectRoot, 'policies/starter/policy.yaml'), 'utf8');
    assert.equal(readIn(repository, policyPath), shipped);
  });

  it('writes the policy that is named, at the root, from a folder below', async () => {
    const repository = makeRepository({ 'deep/a.txt': 'a\n' });
    const folder = join(repository.root, 'deep');
    const { code, err } = await runIn({ folder, environment: repository.environment }, 'init', '--policy', 'dawsos');
    assert.equal(code, 0);
    assert.doesNotMatch(err, /Other policies/);
    assert.match(readIn(repository, policyPath), /title: DawsOS/);
  });

  it('refuses to overwrite, and leaves what is there', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, 'init', '--policy', 'dawsos');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^codex-governor: There is a \.codex\/governance\.yaml already; it was left as it is\./);
    assert.equal(readIn(repository, policyPath), smallPolicy());
  });

  it('offers the nearest policy', async () => {
    const repository = makeRepository();
    const { code, err } = await govern(repository, 'init', '--policy', 'strater');
    assert.equal(code, 2);
    assert.match(err, /There is no shipped policy strater\. Did you mean starter\? The policies are: /);
    assert.ok(!existsSync(join(repository.root, '.codex')));
  });

  it('shows who runs it that each shipped policy is sound, and that a change can be checked by it', async () => {
    for (const name of ['starter', 'dawsos']) {
      const repository = makeRepository({ 'README.md': '# Read me\n' });
      await govern(repository, 'init', '--policy', name);
      const { code, err } = await govern(repository, 'policy', 'check');
      assert.equal(code, 0, err);
      assert.match(err, /: 0 errors, /);
    }
  });
});

/** What is said of a link that stands where the policy should. */
const isLink = (path: string): RegExp =>
  new RegExp(
    `\`${path.replaceAll('.', '\\.')}\` is a symbolic link, and the policy has to be a file of its own\\. Remove the`,
  );

describe('policy check', () => {
  afterEach(removeFolders);

  it('names every problem at its line and column, on stdout, and ends with 2', async () => {
    const { code, out, err } = await govern(makeGoverned(broken), 'policy', 'check');
    assert.equal(code, 2);
    const lines = out.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^\.codex\/governance\.yaml:13:34 {2}error {2}.*`block`.* {2}\[/);
    assert.match(lines[1] ?? '', /^\.codex\/governance\.yaml:22:1 {2}error {2}.*colour.* {2}\[unknown-key\]$/);
    assert.equal(err, '.codex/governance.yaml: 2 errors, 0 warnings.\n');
  });

  it('finds globs that no file matches, as warnings, which stop nothing', async () => {
    const rule = [
      'rules:',
      '  - id: stay',
      '    kind: protected-path',
      '    in: [nowhere/**]',
      '    with: { operations: [delete] }',
      '    level: block',
      '    because: It was agreed.',
    ];
    const { code, out, err } = await govern(makeGoverned(smallPolicy(...rule)), 'policy', 'check');
    assert.equal(code, 0);
    assert.match(out, /:25:10 {2}warning {2}/);
    assert.equal(err, '.codex/governance.yaml: 0 errors, 1 warning.\n');
  });

  it('prints the same as one document', async () => {
    const { problems } = await documentOf<{ problems: readonly { line: number; code: string }[] }>(
      makeGoverned(broken),
      'policy',
      'check',
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [13, 22],
    );
    assert.deepEqual(await documentOf(makeGoverned(), 'policy', 'check'), { problems: [] });
  });

  it('checks a file that is named from the folder, with what it extends beside it', async () => {
    const repository = makeGoverned();
    repository.write('law/house.yaml', 'version: 1\ntitle: House\n');
    repository.write('law/next.yaml', 'version: 1\ntitle: Next\nextends: [house.yaml]\n');
    const { environment, root } = repository;
    const below = { folder: join(root, 'law'), environment };
    assert.equal((await runIn(below, 'policy', 'check', 'next.yaml')).code, 0);
    assert.equal((await govern(repository, 'policy', 'check', 'law/next.yaml')).code, 0);
    assert.equal((await govern(repository, 'policy', 'check', join(root, 'law/next.yaml'))).code, 0);
    const missing = await runIn(below, 'policy', 'check', 'law/next.yaml');
    assert.equal(missing.code, 2);
    assert.equal(
      missing.err,
      'codex-governor: There is no policy at law/law/next.yaml (in the working tree). Check the path of the file.\n',
    );
    repository.remove('law/house.yaml');
    const unfounded = await govern(repository, 'policy', 'check', 'law/next.yaml');
    assert.equal(unfounded.code, 2);
    assert.match(unfounded.out, /law\/next\.yaml:3:11 {2}error {2}There is no policy at `law\/house\.yaml`/);
  });

  it('says that a policy is a symbolic link, and not that there is none', async () => {
    const repository = makeGoverned();
    repository.write('a.txt', 'a\n');
    repository.commit('more');
    const elsewhere = join(makeFolder(), 'policy.yaml');
    writeFileSync(elsewhere, smallPolicy());
    repository.remove(policyPath);
    symlinkSync(elsewhere, join(repository.root, policyPath));
    const checked = await govern(repository, 'policy', 'check');
    assert.equal(checked.code, 2);
    assert.match(checked.out, isLink(policyPath));
    const findings = async (...words: readonly string[]): Promise<Documents['check']['findings']> =>
      (await documentOf<Documents['check']>(repository, 'check', '--mode', 'fix', ...words)).findings;
    const [found] = await findings();
    assert.deepEqual([found?.rule, found?.level], ['policy.broken', 'block']);
    assert.match(found?.message ?? '', isLink(policyPath));
    repository.git('add', '--all');
    const [staged] = await findings('--staged');
    assert.match(staged?.message ?? '', isLink(policyPath));
    repository.commit('a link');
    repository.write('a.txt', 'b\n');
    repository.commit('more still');
    const inCi = await govern(repository, 'check', '--ci', '--base', 'HEAD~1', '--mode', 'fix');
    assert.deepEqual([inCi.code, inCi.out], [2, '']);
    assert.match(inCi.err, isLink(policyPath));
    assert.doesNotMatch(inCi.err, /has no |codex-governor init/);
    repository.remove(policyPath);
    rmSync(join(repository.root, '.codex'), { recursive: true, force: true });
    symlinkSync(join(elsewhere, '..'), join(repository.root, '.codex'));
    assert.match((await govern(repository, 'policy', 'check')).out, isLink('.codex'));
  });

  it('checks a file outside of the repository, by a link too, and one where there is no repository', async () => {
    const repository = makeGoverned();
    const folder = makeFolder();
    writeFileSync(join(folder, 'house.yaml'), 'version: 1\ntitle: House\n');
    writeFileSync(join(folder, 'next.yaml'), 'version: 1\ntitle: Next\nextends: [house.yaml]\n');
    assert.equal((await govern(repository, 'policy', 'check', join(folder, 'next.yaml'))).code, 0);
    symlinkSync(repository.root, join(folder, 'link'));
    assert.equal((await govern(repository, 'policy', 'check', join(folder, 'link', policyPath))).code, 0);
    const apart = await runIn({ folder, environment: personIn(folder) }, 'policy', 'check', 'next.yaml');
    assert.equal(apart.code, 0);
    assert.match(apart.out, /^next\.yaml:\d+:\d+ {2}warning/);
    const elsewhere = await runIn(
      { folder: '/', environment: personIn(folder) },
      'policy',
      'check',
      join(folder, 'next.yaml'),
    );
    assert.ok(elsewhere.out.startsWith(`${join(folder, 'next.yaml')}:`), elsewhere.out);
    assert.match(
      apart.err,
      /^next\.yaml: 0 errors, 1 warning\. Not a git repository: globs were not checked against files\.\n$/,
    );
    mkdirSync(join(folder, 'sub'));
    const none = await runIn(
      { folder: join(folder, 'sub'), environment: personIn(folder) },
      'policy',
      'check',
      'x.yaml',
    );
    assert.equal(none.code, 2);
    assert.match(none.err, /There is no policy at x\.yaml \(in .*\/sub\)\. Check the path of the file\./);
    const unnamed = await runIn({ folder, environment: personIn(folder) }, 'policy', 'check');
    assert.equal(unnamed.code, 2);
    assert.match(unnamed.err, /is not in a git repository\./);
  });

  it('says that there is none, and how to get one', async () => {
    const { code, out, err } = await govern(makeRepository({ 'a.txt': 'a\n' }), 'policy', 'check');
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /There is no policy at \.codex\/governance\.yaml \(in the working tree\)\. .*codex-governor init/,
    );
  });
});

describe('policy schema', () => {
  it('prints the JSON Schema of a policy anywhere', async () => {
    const { code, out, err } = await runIn({ folder: '/', environment: {} }, 'policy', 'schema');
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(policyJsonSchema(ruleKinds))));
  });
});

describe('policy explain', () => {
  afterEach(removeFolders);

  it('says what a rule is, why, where it was written, and how to fix a finding', async () => {
    const { code, out, err } = await govern(makeGoverned(), 'policy', 'explain', 'budget.lines');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^budget\.lines is a rule of the kind diff-budget: Diff budget\.\nLimits how large /);
    assert.match(out, /\nWithout a mode: .*10.* \(warn\)\n/);
    assert.match(out, /Mode fix: .*20.* \(block\)\n {2}Why: A fix is small\.\n {2}From: .*governance\.yaml, line 13/);
    assert.match(out, /\nHow to fix it: ./);
  });

  it('prints the same as one document', async () => {
    const explained = await documentOf<{ id: string; demands: readonly { mode?: string }[] }>(
      makeGoverned(),
      'policy',
      'explain',
      'budget.complexity',
    );
    assert.equal(explained.id, 'budget.complexity');
    assert.ok(explained.demands.some(({ mode }) => mode === 'fix'));
  });

  it('offers the rule that was probably meant', async () => {
    const { code, out, err } = await govern(makeGoverned(), 'policy', 'explain', 'budget.line');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^codex-governor: .*budget\.line.*budget\.lines/);
  });

  it('lets no control sign of a policy reach the terminal', async () => {
    const hostile = String.raw`because: "one\n\e[31mtwo\x9b2J" }`;
    const repository = makeGoverned(smallPolicy().replace('because: A fix is small. }', hostile));
    const { code, out } = await govern(repository, 'policy', 'explain', 'budget.lines');
    assert.equal(code, 0);
    assert.match(out, /Why: one/);
    assert.doesNotMatch(out, /[^\P{Cc}\n]/u);
  });

  it('explains nothing of a broken policy', async () => {
    const { code, out, err } = await govern(makeGoverned(broken), 'policy', 'explain', 'budget.lines');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /governance\.yaml:13:34 {2}error/);
    assert.match(err, /has 2 errors, so nothing can be judged by it\. Fix the errors, then try again\./);
  });
});
