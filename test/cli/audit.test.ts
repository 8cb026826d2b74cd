import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Documents } from '../../src/cli/documents.ts';
import { afterEach, describe, it } from 'mocha';
import { handle, makeFolder, personIn, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { makeHistory } from '../sample/make-history.ts';
import { auditAndCommit, audits, commitOfCodex, filesIn, makeAudited, section, told, type Told } from './audited.ts';

import { demandValid } from './demand-document.ts';
import { govern, governed, makeGoverned, policyPath, readIn, smallPolicy, startFix } from './command-line.ts';

const makeLong = (commits: number): TestRepository => {
  const home = makeFolder();
  const root = join(home, 'repository');
  makeHistory(root, { commits, policy: smallPolicy(...section('  sample: 8')), codexEvery: 3 });
  return handle(root, personIn(home));
};

const drawn = ({ commits }: Told): readonly string[] => commits.map(({ commit }) => commit);

describe('audit', () => {
  afterEach(removeFolders);

  it('draws the same by the same seed, and gives the same score and files, byte for byte', async function () {
    this.timeout(240_000);
    const one = makeLong(500);
    const [first, second] = [await told(one, '--seed', 'a'), await told(one, '--seed', 'a')];
    assert.equal(first.population, 166);
    assert.equal(first.commits.length, 8);
    assert.equal(first.counts, false);
    assert.ok(first.written.length > 0);
    assert.deepEqual(second, { ...first, written: [], stood: first.written });

    const other = makeLong(500);
    assert.deepEqual(await told(other, '--seed', 'a'), first);
    assert.deepEqual(filesIn(other, 'docs/remediation'), filesIn(one, 'docs/remediation'));

    assert.notDeepEqual(drawn(await told(one, '--seed', 'b', '--dry-run')), drawn(first));
    const derived = await told(one, '--dry-run');
    assert.equal(derived.counts, true);
    assert.deepEqual(await told(other, '--dry-run'), derived);
    // Sum and weights as the policy has them.
    const mean = first.commits.reduce((sum, { score }) => sum + score, 0) / 8;
    assert.equal(first.score, Math.floor(mean * 10 + 1e-9) / 10);
  });

  it('scores by the weights of the policy, and tells for each finding what to do', async () => {
    const repository = makeAudited();
    commitOfCodex(repository, 1, 30);
    repository.write('src/parse.py', 'def parse(line):\n    return line + 1\n');
    repository.commit('fix: by hand');
    const report = await told(repository);
    assert.equal(report.population, 1);
    assert.equal(report.score, 25);
    assert.deepEqual(report.commits[0]?.checks, [
      { id: 'size', outcome: 'broken' },
      { id: 'complexity', outcome: 'held' },
    ]);
    assert.equal((await govern(repository, 'audit')).code, 1);
    const [path = ''] = report.written;
    assert.match(
      readIn(repository, path),
      /^---\ngenerated-by: codex-governor audit\nseed: [0-9a-f]{16}\n---\n\n# budget\.lines/,
    );
    repository.write(path, 'mine\n');
    assert.deepEqual((await told(repository)).stood, [path]);
    assert.equal(readIn(repository, path), 'mine\n');
    const { out } = await govern(repository, 'audit', '--dry-run');
    assert.match(out, /^Score 25 of 100: failed, the policy asks for 80\.$/m);
    assert.match(
      (await govern(repository, 'audit', '--dry-run', '--format', 'markdown')).out,
      /^\| `[0-9a-f]{12}` \| 25 \|/m,
    );
  });

  it('judges by the law that held then', async () => {
    const repository = makeAudited();
    commitOfCodex(repository, 1, 30);
    repository.write(policyPath, readIn(repository, policyPath).replace('limit: 20', 'limit: 200'));
    repository.commit('chore: more room');
    commitOfCodex(repository, 1, 30);
    const { commits } = await told(repository);
    assert.deepEqual(
      commits.map(({ score }) => score),
      [100, 25],
    );
  });

  it('counts a commit that cannot be judged as one that broke everything, names it, and ends with 2', async () => {
    const repository = makeAudited();
    const policy = readIn(repository, policyPath);
    repository.write(policyPath, 'version: 1\nrulez: []\n');
    repository.commit('chore: a slip');
    commitOfCodex(repository, 1, 1);
    repository.write(policyPath, policy);
    repository.commit('chore: mended');
    const { code, out } = await govern(repository, 'audit');
    assert.equal(code, 2);
    assert.match(out, /^[0-9a-f]{12} {6}0 {2}could not be judged: /m);
    assert.equal((await told(repository, '--dry-run')).passed, false);
    assert.equal([...filesIn(repository, 'docs/remediation').keys()].length, 1);
  });

  it('ends with 2 where there is nothing to audit, or nothing says how', async () => {
    assert.equal((await govern(makeGoverned(), 'audit')).code, 2);
    const { code, err } = await govern(makeAudited(), 'audit');
    assert.equal(code, 2);
    assert.match(err, /There is no commit of Codex here that could be drawn/);
  });

  it('freezes Codex after two failed audits, starts nothing, and lifts it with the audit that follows', async function () {
    this.timeout(240_000);
    const repository = makeAudited('  freeze: { audits: 2 }');
    commitOfCodex(repository, 1, 30);
    const first = await auditAndCommit(repository);
    assert.deepEqual([first.passed, first.frozen], [false, null]);
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'abandon');

    const second = await told(repository);
    assert.match(second.frozen?.why ?? '', /^2 audits in a row failed/);
    // Kept on disk it trips the switch; to take the file away from a commit lifts nothing.
    assert.equal((await govern(repository, ...startFix)).code, 1);
    repository.commit('chore: audit');
    repository.remove(audits);
    for (const words of [startFix, ['run', ...startFix.slice(1), '--codex', process.execPath]]) {
      const { code, err } = await govern(repository, ...words);
      assert.equal(code, 1);
      assert.match(err, /Codex is frozen in this repository \(2 audits in a row failed, the last with 25 of 100, /);
      assert.match(err, /It lifts when `codex-governor audit` passes/);
    }
    repository.git('checkout', '--', '.');
    assert.equal((await govern(repository, 'check', '--mode', 'fix')).code, 1);

    // Nobody chooses the seed that lifts it.
    commitOfCodex(repository, 40, 2);
    const chosen = await told(repository, '--seed', 'lucky');
    assert.deepEqual([chosen.passed, chosen.kept, chosen.lifts], [true, null, false]);
    const follows = await told(repository);
    assert.deepEqual([follows.commits.length, follows.passed, follows.lifts], [6, true, true]);
    assert.equal((await govern(repository, ...startFix)).code, 1);
    repository.commit('chore: audit');
    await governed(repository, ...startFix);
    assert.equal((await told(repository, '--dry-run')).frozen, null);
  });

  it('freezes for the same rule again and again, and lifts by a reviewed file of the role that may', async () => {
    const repository = makeAudited(
      '  freeze: { same-rule: 2 }',
      '  lifted-by: owner',
      'roles:',
      '  owner: { title: Owner }',
      '  guest: { title: Guest }',
    );
    commitOfCodex(repository, 1, 30);
    await auditAndCommit(repository);
    const { frozen } = await auditAndCommit(repository);
    assert.match(frozen?.why ?? '', /^the rule budget\.lines found something in 2 audits in a row$/);
    const words = ['audit', 'lift', '--reason', 'It is put right.'] as const;
    const guest = await govern(repository, ...words, '--role', 'guest');
    assert.equal(guest.code, 1);
    assert.match(guest.err, /The role guest may not lift what audits froze/);
    assert.match((await govern(repository, ...startFix)).err, /which `codex-governor audit lift` writes/);

    const ignored = await govern(repository, ...words, '--dry-run');
    assert.equal(ignored.code, 2);
    assert.match(ignored.err, /audit lift has no option for dryRun/);
    const out = await governed(repository, ...words, '--format', 'json');
    demandValid('audit-lift', out);
    const asked = JSON.parse(out) as Documents['audit-lift'];
    assert.ok(frozen?.path.endsWith(`-${asked.audit}.json`));
    assert.equal(asked.path, `${audits}/lift-${asked.audit}.yaml`);
    assert.match(asked.who, /^.+ <.+@.+>$/);
    const written = readIn(repository, asked.path);
    // It lifts nothing by itself, and no other role lifts.
    assert.equal((await govern(repository, ...startFix)).code, 1);
    const again = await govern(repository, ...words);
    assert.equal(again.code, 1);
    repository.write(asked.path, written.replace('role: owner', 'role: guest'));
    repository.commit('chore: lift');
    assert.equal((await govern(repository, ...startFix)).code, 1);
    repository.write(asked.path, written);
    repository.commit('chore: lift');
    await governed(repository, ...startFix);
    const none = await govern(repository, ...words);
    assert.equal(none.code, 2);
    assert.match(none.err, /No audit has frozen Codex here/);
  });

  it('stays closed where what is kept is not as it was written, or is missing', async () => {
    const repository = makeAudited('  freeze: { audits: 9 }');
    commitOfCodex(repository, 1, 30);
    for (let time = 0; time < 3; time++) await auditAndCommit(repository);
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'abandon');
    const names = [...filesIn(repository, audits).keys()];
    const path = `${audits}/${names[1]}`;
    repository.write(path, readIn(repository, path).replace('"score": 25', '"score": 95'));
    repository.commit('chore: touched');
    assert.match((await govern(repository, ...startFix)).err, /it is not as it was written/);
    repository.remove(path);
    repository.commit('chore: gone');
    assert.match((await govern(repository, ...startFix)).err, /audit 2 is missing/);
  });
});
