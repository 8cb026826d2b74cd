import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askRevert, fail, putBack, type UnaccountedFile } from '#app';
import { success } from '#core';
import { commitId, demand, demandFailure, makeWorld, portsOf, type World } from '../fakes.ts';

const run = { task: 'task', run: 'run-1' };

const back = async (world: World, file: UnaccountedFile, ports = portsOf(world)) => putBack(ports, run, file);

describe('an unaccounted file that a person has put back', () => {
  it('is as the patches leave it, or gone, with the tree kept and journalled first', async () => {
    const world = makeWorld({ 'a.py': 'mine\n', 'stray.py': 'x\n' });
    const { tree } = demand(await back(world, { path: 'a.py', expected: 'a\n' }));
    demand(await back(world, { path: 'stray.py' }));
    assert.deepEqual([...world.files], [['a.py', 'a\n']]);
    assert.equal(world.snapshots.size, 2);
    assert.deepEqual(
      world.journal.map(({ event }) => event),
      ['a.py', 'stray.py'].map((path) => ({ kind: 'reverted', ...run, paths: [path], snapshot: tree })),
    );
  });

  it('stays as it is where it is no text, or a link leads to it', async () => {
    const world = makeWorld({ 'a.png': 'x', 'link/a.py': 'x' });
    world.links.push('link');
    assert.match(demandFailure(await back(world, { path: 'a.png', byHand: true })).message, /no text/);
    assert.match(demandFailure(await back(world, { path: 'link/a.py' })).message, /symbolic link/);
    assert.deepEqual([world.files.size, world.snapshots.size, world.journal.length], [2, 0, 0]);
  });

  it('stays as it is where the snapshot has no copy of it, and no snapshot is left', async () => {
    const world = makeWorld({ '.env': 'KEY=1\n' });
    const ports = portsOf(world);
    const takeSnapshot = async (task: string) => {
      world.snapshots.add(task);
      return Promise.resolve(success({ tree: commitId(7), digestOnly: [{ path: '.env', digest: 'd' }] }));
    };
    const failed = await back(world, { path: '.env' }, { ...ports, repository: { ...ports.repository, takeSnapshot } });
    assert.match(demandFailure(failed).message, /^\.env was left as it is: a snapshot has no copy of it/);
    assert.deepEqual([world.files.size, world.snapshots.size, world.journal.length], [1, 0, 0]);
  });

  it('stays as it is where that cannot be journalled', async () => {
    const world = makeWorld({ 'stray.py': 'x\n' });
    world.journalFails = fail('cannot-keep', 'The disk is full.');
    assert.equal(demandFailure(await back(world, { path: 'stray.py' })).reason, 'cannot-keep');
    assert.ok(world.files.has('stray.py'));
  });

  it('is asked about by what would become of it', () => {
    assert.equal(askRevert({ path: 'a', expected: '' }).question, 'Put a back as the accepted patches leave it?');
    assert.equal(askRevert({ path: 'a' }).question, 'Delete a?');
  });
});
