import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { countsVariable, readCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import { projectRoot } from './host/places.ts';

describe('the counts of a run', () => {
  const temporary = makeTemporaryFolder('codex-governor-counts');
  after(() => temporary.dispose());

  /** Runs a test file with this text in a process of its own. */
  function run(text: string): Counts & { readonly status: number | null } {
    const test = join(temporary.path, 'given.cjs');
    const counts = join(temporary.path, 'counts.jsonl');
    writeFileSync(test, text);
    rmSync(counts, { force: true });
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'test/mocha.ts', test], {
      cwd: projectRoot,
      env: { ...process.env, [countsVariable]: counts },
    });
    return { ...readCounts(counts), status };
  }

  it('tell what passed and what failed', () => {
    const { passed, failures, ended, status } = run(`it('a', () => {}); it('b', () => { throw new Error('no'); });`);
    assert.deepEqual({ passed, failures, ended, status }, { passed: 1, failures: ['b: no'], ended: true, status: 1 });
  });

  it('take a test that is left out for a failure', () => {
    const { passed, failures, status } = run(`it.skip('a', () => {}); it('b', () => {}); it('c');`);
    assert.equal(passed, 1);
    assert.deepEqual(
      failures.map((failure) => failure.split(':')[0]),
      ['a', 'c'],
    );
    assert.equal(status, 1);
  });

  it('keep what was counted before the run broke off', () => {
    const { passed, ended } = run(`it('a', () => {}); it('b', () => process.exit(0));`);
    assert.deepEqual({ passed, ended }, { passed: 1, ended: false });
  });

  it('do not let one test run alone', () => {
    const { passed, status } = run(`it.only('a', () => {}); it('b', () => {});`);
    assert.equal(passed, 0);
    assert.notEqual(status, 0);
  });
});
