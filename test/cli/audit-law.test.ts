import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { removeFolders } from '../repo/temporary-repository.ts';
import { auditAndCommit, commitOfCodex, makeAudited, section, told } from './audited.ts';
import { govern, governed, makeGoverned, policyPath, readIn, smallPolicy } from './command-line.ts';

const whoLifts = ['  freeze: { audits: 2 }', '  lifted-by: owner', 'roles:', '  owner: { title: Owner }'] as const;

describe('the law of an audit', () => {
  afterEach(removeFolders);

  it('is the committed one: a bar that is lower on disk alone lets nothing pass', async () => {
    const repository = makeAudited();
    commitOfCodex(repository, 1, 30);
    repository.write(policyPath, readIn(repository, policyPath).replace('threshold: 80', 'threshold: 10'));
    const { code, err } = await govern(repository, 'audit');
    assert.equal(code, 1);
    assert.match(err, /The `audit` of the policy is another here than in the commit [0-9a-f]{12}: that one counts\./);
    const tried = await govern(repository, 'audit', '--seed', 'a');
    assert.equal(tried.code, 0);
    assert.match(tried.err, /The `audit` of the working tree was tried out/);
    repository.write(policyPath, 'version: 1\nrulez: []\n');
    assert.equal((await govern(repository, 'audit', '--dry-run')).code, 1);
    assert.equal((await govern(repository, 'audit', '--seed', 'a')).code, 2);
    repository.remove(policyPath);
    assert.equal((await told(repository)).threshold, 80);
  });

  it('says so where only the working tree has one, and how that is tried out', async () => {
    const repository = makeGoverned(smallPolicy());
    commitOfCodex(repository, 1, 1);
    repository.write(policyPath, smallPolicy(...section()));
    const { code, err } = await govern(repository, 'audit');
    assert.equal(code, 2);
    assert.match(
      err,
      /Only the policy in the working tree says how to audit, .+ Commit it first, or try it out with --seed/,
    );
    assert.equal((await told(repository, '--seed', 'a')).score, 100);
  });

  it('lifts nothing by an audit that failed, even where a lift was written', async () => {
    const repository = makeAudited(...whoLifts);
    commitOfCodex(repository, 2, 30);
    await auditAndCommit(repository);
    const { frozen } = await auditAndCommit(repository);
    assert.ok(frozen);
    await governed(repository, 'audit', 'lift', '--reason', 'It is put right.');
    const { code, out } = await govern(repository, 'audit', '--dry-run');
    assert.equal(code, 1);
    assert.match(out, /^Codex is frozen: /m);
    const kept = await govern(repository, 'audit');
    assert.equal(kept.code, 1);
    assert.doesNotMatch(kept.out, /lifts the freeze/);
    assert.match(kept.out, /^Codex is frozen: /m);
  });
});
