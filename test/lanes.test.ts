import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { inLanes, runNode } from './lanes.ts';

describe('jobs in lanes', () => {
  it('start in their order, no more at once than there are lanes, and their results keep that order', async () => {
    const told: string[] = [];
    const ends: (() => void)[] = [];
    const jobs = ['a', 'b', 'c', 'd'].map((name) => async () => {
      told.push(`${name} starts`);
      await new Promise<void>((resolve) => ends.push(resolve));
      told.push(`${name} ends`);
      return name;
    });
    const results = inLanes(jobs, 2);
    const end = async (at: number): Promise<void> => {
      ends[at]?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    await end(9);
    assert.deepEqual(told, ['a starts', 'b starts']);
    for (const at of [1, 0, 3, 2]) await end(at);
    assert.deepEqual(told.slice(2), ['b ends', 'c starts', 'a ends', 'd starts', 'd ends', 'c ends']);
    assert.deepEqual(await Promise.all(results), ['a', 'b', 'c', 'd']);
  });

  it('free theirs when they fail', async () => {
    const [failed, passed] = inLanes([async () => Promise.reject(new Error('no')), async () => 'passed'], 1);
    await assert.rejects(async () => failed, /no/);
    assert.equal(await passed, 'passed');
  });
});

describe('a run of Node whose output is held', () => {
  const folder = makeTemporaryFolder('codex-governor-lanes');
  after(() => folder.dispose());

  it('prints into its file, from both of its outputs, and gives its exit code', async () => {
    const held = join(folder.path, 'held.txt');
    const text = `console.log(process.env.GIVEN); console.error('problem'); process.exitCode = 3`;
    const status = await runNode({ words: ['-e', text], environment: { GIVEN: 'given' }, held });
    assert.equal(status, 3);
    assert.equal(readFileSync(held, 'utf8'), 'given\nproblem\n');
  });
});
