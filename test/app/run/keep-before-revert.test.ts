import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fail, keepBeforeRevert } from '#app';
import { demand, makeWorld, portsOf } from '../fakes.ts';

const file = { task: 'task', run: 'run-1', path: 'src/x.py' };

describe('putting back a file that no patch explains', () => {
  it('keeps the working tree first, and journals which tree that is', async () => {
    const world = makeWorld({ 'src/x.py': 'x = 1\n' });
    const { tree } = demand(await keepBeforeRevert(portsOf(world), file));
    assert.equal(world.snapshots.size, 1);
    assert.deepEqual(
      world.journal.map(({ event }) => event),
      [{ kind: 'reverted', task: 'task', run: 'run-1', paths: ['src/x.py'], snapshot: tree }],
    );
  });

  it('is not begun where that cannot be journalled', async () => {
    const world = makeWorld();
    world.journalFails = fail('cannot-keep', 'The disk is full.');
    const kept = await keepBeforeRevert(portsOf(world), file);
    assert.equal(kept.ok ? 'kept' : kept.error.reason, 'cannot-keep');
  });
});
