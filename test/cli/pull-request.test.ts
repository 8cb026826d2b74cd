import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { lines, removeFolders } from '../repo/temporary-repository.ts';
import { govern, governed, makeGoverned, policyPath, runIn, smallPolicy, startFix } from './command-line.ts';

const notCommitted =
  'Not everything here is committed, and CI sees commits only. The text tells what it will count once all is committed.\n';

describe('pr', () => {
  afterEach(removeFolders);

  it('fills the text from facts, the same bytes each time', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix, '--scope', 'src/**');
    repository.write('src/more.py', lines(7, 'x = '));
    const { code, out, err } = await govern(repository, 'pr');
    assert.deepEqual([code, err], [0, `note: ${notCommitted}`]);
    assert.match(out, /- \[x\] Fix \(`fix`\)\n- \[ \] Docs \(`docs`\)/);
    assert.match(out, /- Files changed: 1\n- LOC delta: \+7 −0, 7 lines \(≤ 20\)/);
    assert.match(out, /- `src\/\*\*`/);
    assert.match(
      out,
      /As CI counts it[^\n]*\n\n- Files changed: 0\n[\s\S]*Once it is, CI will count:\n\n- Files changed: 1\n/,
    );
    assert.equal(await governed(repository, 'pr'), out);
    repository.commit('more');
    const whole = await govern(repository, 'pr');
    assert.equal(whole.err, '');
    assert.doesNotMatch(whole.out, /Not everything is committed/);
  });

  it('says so where the text is written into the change that it tells of', async () => {
    const repository = makeGoverned();
    repository.write('.gitignore', 'out/\n');
    repository.commit('chore: ignore');
    await governed(repository, ...startFix, '--scope', 'src/**');
    mkdirSync(join(repository.root, 'out'));
    const inTheWay =
      /note: pr\.md lies in the repository and is part of the change now: .+ such as \.\.\/pr\.md, or where git/;
    assert.match((await govern(repository, 'pr', '--output', 'pr.md')).err, inTheWay);
    repository.remove('pr.md');
    for (const path of ['../pr.md', 'out/pr.md', '.git/pr.md'])
      assert.doesNotMatch((await govern(repository, 'pr', '--output', path)).err, /lies in the repository/);
  });

  it('judges as CI counts by the policy at the base, not by one that nobody merged', async () => {
    const acceptance = 'pull-request: { acceptance: [{ id: size, text: Small, covered-by: [budget.lines] }] }';
    const repository = makeGoverned(smallPolicy(acceptance));
    repository.git('switch', '--quiet', '--create', 'work');
    repository.write(policyPath, smallPolicy(acceptance).replaceAll('lines: { limit: 20', 'lines: { limit: 5000'));
    await governed(repository, ...startFix, '--scope', 'src/**');
    repository.write('src/more.py', lines(116, 'x = '));
    const { out, err } = await govern(repository, 'pr');
    const [since = '', ci = ''] = out.split('As CI counts it, from ');
    assert.match(since, /116 lines \(≤ 5,000\)/);
    assert.match(ci, /, 0 lines \(≤ 20\)[\s\S]*Once it is, CI will count:[\s\S]*11[68] lines \(≤ 20\)/);
    assert.match(out, /- \[ \] Small \(failed: `budget\.lines` \(1 finding\)\)/);
    assert.match(out, /- block: .*11[68] lines changed, 20 allowed/);
    assert.doesNotMatch(out, /outside the scope/);
    assert.match(
      err,
      /^note: The policy this task began under is not the one at the base\. CI judges by the one at the base\.\nnote: Not/,
    );
    assert.ok(out.includes('\n\nThe policy this task began under is not the one at the base.'));
    repository.commit();
    const inCi = await govern(repository, 'check', '--ci', '--base', 'main', '--mode', 'fix');
    assert.equal(inCi.code, 1, 'as CI will say it');
  });

  it('ticks nothing where the base has no such mode, or no policy', async () => {
    const acceptance = 'pull-request: { acceptance: [{ id: size, text: Small, covered-by: [budget.lines] }] }';
    for (const atBase of [smallPolicy(acceptance).replace('  fix:', '  mend:'), undefined]) {
      const repository = makeGoverned(atBase ?? smallPolicy());
      if (atBase === undefined) {
        repository.remove(policyPath);
        repository.commit('no law');
      }
      repository.git('switch', '--quiet', '--create', 'work');
      repository.write(policyPath, smallPolicy(acceptance));
      await governed(repository, ...startFix);
      repository.write('src/more.py', lines(2, 'x = '));
      const out = await governed(repository, 'pr');
      assert.match(
        out,
        /As CI counts it: not measured\. The (?:policy has no mode fix|base [0-9a-f]{12} has no \.codex)/,
      );
      assert.match(out, /- \[ \] Small \(not checked: CI’s judgement is not known\)/);
    }
  });

  it('says that Codex is frozen, as check does', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/more.py', lines(2, 'x = '));
    repository.write(policyPath, smallPolicy().replace('codex: active', 'codex: frozen'));
    const out = await governed(repository, 'pr');
    assert.match(out, /^\*\*Blocked, whatever is ticked below: Codex is frozen in this repository/);
    assert.match(out, /- block: `\.codex\/governance\.yaml:3`: Codex is frozen .*\(`kill-switch`, [0-9a-f]{12}\)/);
  });

  it('lists the migrations that the branch brought before the task began', async () => {
    const repository = makeGoverned();
    repository.git('switch', '--quiet', '--create', 'work');
    repository.write('db/migrations/001_a.up.sql', 'x;\n');
    repository.write('db/migrations/001_a.down.sql', 'y;\n');
    repository.commit('a migration');
    await governed(repository, ...startFix);
    repository.write('src/more.py', lines(2, 'x = '));
    assert.match(
      await governed(repository, 'pr'),
      /- Migration up `db\/migrations\/001_a\.up\.sql`, down `db\/migrations\/001_a\.down\.sql`\n/,
    );
  });

  it('says that a task has changed nothing yet', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const { code, err } = await govern(repository, 'pr');
    assert.deepEqual([code, err], [0, 'note: This task has changed nothing yet.\n']);
  });

  it('writes to a file that is named from the folder, and says where', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const text = await governed(repository, 'pr');
    const folder = join(repository.root, 'src');
    const { code, out, err } = await runIn(
      { folder, environment: repository.environment },
      'pr',
      '--output',
      '../.git/pr.md',
    );
    assert.deepEqual([code, out], [0, '']);
    assert.ok(err.endsWith(`Wrote ${join(repository.root, '.git/pr.md')}.\n`), err);
    assert.equal(readFileSync(join(repository.root, '.git/pr.md'), 'utf8'), text);
  });

  it('says why a file cannot be written', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    mkdirSync(join(repository.root, '.git/folder'));
    for (const [file, why] of [
      ['none/pr.md', /could not be written to .*none\/pr\.md: .*\(ENOENT\)\. Name a file in a folder that is there/],
      ['.git/folder', /a folder stands where a file is needed \(EISDIR\)/],
      ['.git/HEAD/pr.md', /a file stands where a folder is needed \(ENOTDIR\)/],
      ['/dev/full', /the disk is full \(ENOSPC\)/],
    ] as const) {
      const { code, out, err } = await govern(repository, 'pr', '--output', file);
      assert.deepEqual([code, out], [2, ''], file);
      assert.match(err, why);
    }
    assert.ok(!existsSync(join(repository.root, 'none')));
  });

  it('wants a task whose work is checked out', async () => {
    const repository = makeGoverned();
    const without = await govern(repository, 'pr');
    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(
      without.err,
      /^codex-governor: This worktree has no Codex task\. One is started with `codex-governor start --mode … --goal …`\.\n$/,
    );
    await governed(repository, ...startFix);
    repository.git('switch', '--quiet', '--create', 'other');
    const parked = await govern(repository, 'pr');
    assert.deepEqual([parked.code, parked.out], [2, '']);
    assert.match(
      parked.err,
      /is parked: it belongs to main, and other is checked out\. Switch back to its branch first\./,
    );
  });
});
