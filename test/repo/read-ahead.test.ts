// What a first patch writes is read while git measures what stands, and nothing is said of it that would not be said anyway.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { openActionJudge, takeStanding, type ActionJudge, type ActionPorts, type Court } from '#app';
import type { PatchAction } from '#core';
import { courtHere, openMachine } from '#repo';
import { policyPath, projectRoot } from '../cli/command-line.ts';
import { demand, makeRepository, removeFolders } from './temporary-repository.ts';

const policy = {
  version: 1,
  title: 'Few',
  modes: { work: { title: 'Work', label: 'Work', goal: 'Work.', because: 'One thing.' } },
  rules: [
    { id: 'no-x', kind: 'forbidden-import', in: ['**'], with: { modules: ['x'] }, level: 'block', because: 'No x.' },
  ],
};

const put = (old: string, fresh: string): PatchAction => ({
  kind: 'patch',
  patch: { text: `*** Begin Patch\n*** Update File: a.py\n@@\n-${old}\n+${fresh}\n*** End Patch` },
});

/** A judge over a repository; it measures only once `until` has come. */
const open = async (readAhead: NonNullable<Court['readAhead']>, until?: Promise<unknown>): Promise<ActionJudge> => {
  const { root, environment } = makeRepository({ 'a.py': 'one = 1\n', [policyPath]: JSON.stringify(policy) });
  const parts = { policies: join(projectRoot, 'policies'), court: courtHere };
  const machine = demand(await openMachine(root, parts, { environment, startedIn: root }));
  const ports: ActionPorts = {
    ...machine,
    court: { ...machine.court, readAhead },
    repository: {
      ...machine.repository,
      measure: async (...given) => {
        await until;
        return machine.repository.measure(...given);
      },
    },
  };
  return openActionJudge(ports, demand(await takeStanding(ports, { base: 'HEAD', mode: 'work' })));
};

const verdictOf = async (judge: ActionJudge, action: PatchAction): Promise<string> =>
  demand(await judge.judge(action)).ruling.verdict;

describe('what a patch writes', () => {
  afterEach(removeFolders);

  it('is read while the change is measured, once', async () => {
    const read = new AbortController();
    const texts: unknown[] = [];
    const judge = await open(
      async (files, ...rest) => {
        texts.push(...files.map(({ path, before, after }) => [path, before, after]));
        const told = await courtHere.readAhead?.(files, ...rest);
        read.abort();
        return told ?? { ok: true, value: undefined };
      },
      once(read.signal, 'abort'),
    );
    // It would measure for ever if nobody read ahead.
    assert.equal(await verdictOf(judge, put('one = 1', 'import x')), 'block');
    assert.deepEqual(texts, [['a.py', 'one = 1\n', 'import x\n']]);
    assert.equal(await verdictOf(judge, put('one = 1', 'two = 2')), 'pass');
    assert.equal(texts.length, 1, 'what stands was measured by then');
  });

  it('is judged all the same where it cannot be read ahead', async () => {
    const judge = await open(() => Promise.reject(new Error('Nothing is read.')));
    assert.equal(await verdictOf(judge, put('one = 1', 'import x')), 'block');
  });
});
