import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { runProgram, type Call } from '../../src/repo/run-program.ts';

const never = new AbortController().signal;

const run = async (script: string, given: Partial<Call> = {}) => {
  const pieces: Buffer[] = [];
  const take = (piece: Buffer): boolean => pieces.push(piece) > 0;
  const environment = { PATH: process.env['PATH'] ?? '' };
  const call = { program: process.execPath, words: ['-e', script], folder: '.', environment, take, stop: never };
  const end = await runProgram({ ...call, ...given });
  return { ...end, output: Buffer.concat(pieces).toString() };
};

describe('running a program', function () {
  this.timeout(30_000);

  it('gives it input, and tells what it wrote and how it ended', async () => {
    const script = `process.stdin.pipe(process.stdout); console.error('hm'); process.exitCode = 3;`;
    assert.deepEqual(await run(script, { input: 'ä' }), { how: 'exited', code: 3, complaint: 'hm\n', output: 'ä' });
    assert.deepEqual(await run(script), { how: 'exited', code: 3, complaint: 'hm\n', output: '' });
  });

  it('does not mind one that reads nothing of a large input', async () => {
    const { how, code } = await run('process.exit(0)', { input: Buffer.alloc(8_000_000) });
    assert.deepEqual({ how, code }, { how: 'exited', code: 0 });
  });

  it('says that a program is missing, and what the system refuses', async () => {
    assert.equal((await run('', { program: '/nowhere/at/all' })).how, 'missing');
    assert.equal((await run('', { folder: '/nowhere/at/all' })).how, 'missing');
    const { how, code } = await run('', { words: ['-e', 'x'.repeat(4_000_000)] });
    assert.deepEqual({ how, code }, { how: 'exited', code: undefined });
  });

  it('tells of one that a signal ended', async () => {
    const { how, code } = await run(`process.kill(process.pid, 'SIGKILL')`);
    assert.deepEqual({ how, code }, { how: 'exited', code: undefined });
  });

  it('stops it when it is told to, and does not wait for what it has started', async () => {
    const controller = new AbortController();
    const script = `
      require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { stdio: 'inherit' });
      setInterval(() => process.stdout.write('.'), 10);`;
    const running = run(script, { stop: controller.signal });
    await wait(500);
    controller.abort();
    assert.equal((await running).how, 'stopped', 'long before its child ends');
    assert.equal((await run('', { stop: controller.signal })).how, 'stopped');
  });

  it('stops one that says more than anybody wants to hear', async () => {
    const { how } = await run(`setInterval(() => process.stdout.write('.'), 1)`, { take: () => false });
    assert.equal(how, 'too-much');
  });
});
