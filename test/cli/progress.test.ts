import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { drawProgress } from '../../src/cli/progress.ts';

const draw = () => {
  const lines: string[] = [];
  let time = 0;
  const progress = drawProgress(
    { draw: (line) => lines.push(line) },
    (done) => `${done} files`,
    () => time,
  );
  return { lines, progress, at: (moment: number) => (time = moment) };
};

describe('progress', () => {
  it('is shown only to a person who has waited for a while', () => {
    const { lines, progress, at } = draw();
    progress.show(1);
    at(499);
    progress.show(2);
    assert.deepEqual(lines, []);
    at(500);
    progress.show(3);
    assert.deepEqual(lines, ['3 files']);
  });

  it('moves no oftener than a person can read', () => {
    const { lines, progress, at } = draw();
    for (const moment of [500, 550, 599, 600, 650, 700]) {
      at(moment);
      progress.show(moment);
    }
    assert.deepEqual(lines, ['500 files', '600 files', '700 files']);
  });

  it('makes room once for what else is written, and only where something is shown', () => {
    const { lines, progress, at } = draw();
    progress.clear();
    at(500);
    progress.show(1);
    progress.clear();
    progress.clear();
    assert.deepEqual(lines, ['1 files', '']);
  });

  it('is for nobody where nobody watches', () => {
    const progress = drawProgress(
      {},
      () => assert.fail('nobody asked'),
      () => 1e9,
    );
    progress.show(1);
    progress.clear();
  });
});
