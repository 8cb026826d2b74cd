import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { RanCommand } from '#app';
import { courtHere, openMachine } from '#repo';
import { projectRoot } from '../host/places.ts';
import { demand, makeRepository, removeFolders } from './temporary-repository.ts';

const run = async (...words: readonly [string, ...string[]]): Promise<RanCommand> => {
  const { root, environment, write } = makeRepository();
  write('tools/plain.sh', '#!/bin/sh\n');
  const parts = { policies: `${projectRoot}/policies`, court: courtHere };
  const { gates } = demand(await openMachine(root, parts, { environment, startedIn: root }));
  return gates.run({ words, folder: '', longest: 10_000, signal: undefined });
};

describe('a command of a gate', () => {
  afterEach(removeFolders);

  it('that is not on the machine is told from one that the system does not start', async () => {
    assert.equal((await run('no-such-tool')).how, 'missing');
    const refused = await run('./tools/plain.sh');
    assert.equal(refused.how, 'not-started');
    assert.match(refused.shown, /EACCES/);
    const tooLong = await run('true', 'x'.repeat(4_000_000));
    assert.equal(tooLong.how, 'not-started');
    assert.match(tooLong.shown, /E2BIG/);
  });
});
