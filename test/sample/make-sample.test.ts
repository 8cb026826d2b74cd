import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import type { TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { featureBranch, makeSample, policyPath } from './make-sample.ts';

describe('the sample repository', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trimEnd();

  before(() => {
    temporary = makeTemporaryFolder('codex-governor-sample');
    folder = join(temporary.path, 'meridian');
    makeSample(folder, { policy: 'version: 1\n' });
  });
  after(() => temporary.dispose());

  it('has the same commits wherever and whenever it is made', () => {
    const again = join(temporary.path, 'again');
    makeSample(again, { policy: 'version: 1\n' });
    const head = execFileSync('git', ['-C', again, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trimEnd();
    assert.equal(head, git('rev-parse', 'HEAD'));
  });

  it('has a history on main and one commit on the feature branch', () => {
    assert.equal(git('rev-list', '--count', 'main'), '10');
    assert.equal(git('rev-list', '--count', `main..${featureBranch}`), '1');
    assert.equal(git('branch', '--show-current'), featureBranch);
  });

  it('holds the policy on main, as it was given', () => {
    assert.equal(git('show', `main:${policyPath}`), 'version: 1');
  });

  it('is left with a change half done', () => {
    assert.deepEqual(git('status', '--porcelain').split('\n'), [
      ' M backend/app/services/metrics.py',
      '?? tests/unit/test_metrics_currency.py',
    ]);
    assert.equal(git('diff', '--numstat'), '11\t8\tbackend/app/services/metrics.py');
  });

  it('has the day that was asked for', () => {
    const dated = join(temporary.path, 'dated');
    makeSample(dated, { policy: 'version: 1\n', lastDay: '2026-03-09' });
    const days = execFileSync('git', ['-C', dated, 'log', '--format=%cs', '-2'], { encoding: 'utf8' });
    assert.equal(days, '2026-03-09\n2026-03-08\n');
  });

  it('is not made over something else', () => {
    assert.throws(() => makeSample(folder, { policy: '' }), /is not empty/);
    assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), /Meridian/);
  });
});
