import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, describe, it } from 'mocha';
import { success } from '#core';
import { openRunTurn } from '../../src/repo/run-turn.ts';
import { demand, demandFailure, makeFolder, removeFolders } from './temporary-repository.ts';

const lockOf = (folder: string): string => join(folder, 'run', 'lock');

const sign = (folder: string, pid: number): void => {
  mkdirSync(join(folder, 'run'));
  writeFileSync(lockOf(folder), `${pid} ${hostname()} ${'0'.repeat(32)}\n`);
};

const done = async () => Promise.resolve(success('done'));

describe('the turn of a governed run', () => {
  after(removeFolders);

  it('is given to one at a time, and is free afterwards', async () => {
    const folder = makeFolder();
    const [turn, other] = [openRunTurn(folder), openRunTurn(folder)];
    const told = await turn.take(async () => {
      assert.match((await other.holder()) ?? '', new RegExp(`process ${process.pid} on `));
      return success(demandFailure(await other.take(done)));
    });
    assert.equal(demand(told).reason, 'run-active');
    assert.equal(await other.holder(), undefined);
    assert.equal(demand(await other.take(done)), 'done');
  });

  it('names the process that has it, and waits for none', async () => {
    const folder = makeFolder();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    sign(folder, child.pid ?? 0);
    const refused = demandFailure(await openRunTurn(folder).take(done));
    assert.match(refused.message, new RegExp(`in another window or terminal: process ${child.pid} on `));
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(demand(await openRunTurn(folder).take(done)), 'done', 'a dead process has no turn');
  });

  it('is kept for as long as it takes', async () => {
    const folder = makeFolder();
    await openRunTurn(folder, 20).take(async () => {
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(lockOf(folder), longAgo, longAgo);
      while (statSync(lockOf(folder)).mtimeMs < Date.now() - 30_000) await setTimeout(10);
      return done();
    });
    assert.equal(await openRunTurn(folder).holder(), undefined);
  });

  it('says what keeps it from being taken', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'run'), '');
    const refused = demandFailure(await openRunTurn(folder).take(done));
    assert.equal(refused.reason, 'cannot-keep');
    assert.match(refused.message, /a file stands where a folder is needed/);
  });

  it('is given back by a run that breaks', async () => {
    const folder = makeFolder();
    const bug = new Error('a bug');
    await assert.rejects(
      openRunTurn(folder).take(() => Promise.reject(bug)),
      bug,
    );
    assert.equal(demand(await openRunTurn(folder).take(done)), 'done');
  });
});
