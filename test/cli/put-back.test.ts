import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { EndedRun, UnaccountedFile } from '#app';
import { openRecord } from '#core';
import { courtHere, openMachine } from '#repo';
import { openAsker } from '../../src/cli/ask-line.ts';
import { describeRun } from '../../src/cli/describe-run.ts';
import { lookOver } from '../../src/cli/put-back.ts';
import { tellRun } from '../../src/cli/run-words.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { demand } from '../results.ts';
import { governed, makeGoverned, projectRoot, startFix } from './command-line.ts';
import { openPerson, type Typed } from './person.ts';

const startedAt = '2026-11-23T10:00:00.000Z';

const endedWith = (unaccounted: readonly UnaccountedFile[]): EndedRun => {
  const end = { how: 'done', message: 'Codex says so.', unaccounted: unaccounted.map(({ path }) => path) } as const;
  return { end, unaccounted, record: { ...openRecord('task', startedAt), end } };
};

const stray = Array.from({ length: 30 }, (_, at) => `value_${at} = ${at}\n`).join('');
const ask = /\[y\/N\] $/;

/** A run that is over, with a program that was edited and a large file that is new meanwhile. */
const openOver = async () => {
  const repository = makeGoverned();
  await governed(repository, ...startFix);
  const at = (path: string): string => join(repository.root, path);
  const expected = readFileSync(at('src/parse.py'), 'utf8');
  chmodSync(at('src/parse.py'), 0o755);
  writeFileSync(at('src/parse.py'), `${expected}more = 1\n`);
  writeFileSync(at('src/stray.py'), stray);
  const parts = { policies: join(projectRoot, 'policies'), court: courtHere };
  const machine = demand(await openMachine(repository.root, parts, { environment: repository.environment }));
  const ended = endedWith([{ path: 'src/parse.py', expected }, { path: 'src/stray.py' }]);
  const look = async (typed: readonly Typed[] | undefined, signal = new AbortController().signal, over = ended) => {
    const person = openPerson(typed ?? []);
    const terminal: Terminal = {
      ...person,
      folder: '/',
      environment: {},
      out: () => undefined,
      signal,
      policies: '/',
    };
    const asker = typed === undefined ? undefined : openAsker(terminal);
    const looked = await lookOver(terminal, machine, asker, over);
    asker?.dispose();
    return { looked, heard: person.heard(), left: person.left() };
  };
  return { repository, machine, expected, at, look };
};

describe('what is left over after a run', () => {
  it('is put back file by file once a person agrees, after a snapshot, and judged anew', async () => {
    const { repository, machine, expected, at, look } = await openOver();
    const { looked, heard, left } = await look([
      [ask, 'y'],
      [ask, 'yes'],
    ]);
    assert.deepEqual(left, [], heard);
    assert.deepEqual([readFileSync(at('src/parse.py'), 'utf8'), existsSync(at('src/stray.py'))], [expected, false]);
    assert.equal(statSync(at('src/parse.py')).mode & 0o111, 0o111, 'its permissions are kept');
    assert.deepEqual([looked.putBack, looked.judgement?.verdict], [['src/parse.py', 'src/stray.py'], 'pass']);
    assert.match(heard, /It may be your own edit\./);
    assert.match(heard, / {4}-more = 1\n/);
    const events = demand(await machine.journal.read()).map(({ event }) => event);
    const [first] = events.flatMap((event) => (event.kind === 'reverted' ? [event] : []));
    assert.deepEqual([first?.task, first?.run, first?.paths], ['task', startedAt, ['src/parse.py']]);
    assert.equal(repository.git('show', `${first?.snapshot ?? ''}:src/stray.py`), stray);
    assert.match(tellRun(looked), /^put back: src\/stray\.py was changed/m);
    assert.deepEqual(describeRun(looked).put_back, ['src/parse.py', 'src/stray.py']);
  });

  it('stays where the person says anything but yes, and what is left is judged as it is', async () => {
    const { at, look } = await openOver();
    const { looked } = await look([
      [ask, 'y'],
      [ask, ''],
    ]);
    assert.equal(existsSync(at('src/stray.py')), true);
    assert.deepEqual([looked.putBack, looked.judgement?.verdict], [['src/parse.py'], 'block']);
    assert.match(tellRun(looked), /^unaccounted: src\/stray\.py was changed/m);
    const none = await look([[ask, undefined]]);
    assert.deepEqual([none.looked.putBack, existsSync(at('src/stray.py'))], [[], true]);
  });

  it('is told, with what to do, where nobody is there or the run was stopped', async () => {
    const { at, look } = await openOver();
    const stopped = new AbortController();
    stopped.abort();
    for (const { looked, heard } of [await look(undefined), await look([[ask, 'y']], stopped.signal)]) {
      assert.deepEqual([looked.putBack, existsSync(at('src/stray.py'))], [[], true]);
      assert.match(heard, /^note: At a terminal you are asked .* `git restore`, or remove it\.\n$/);
    }
  });

  it('is left to the hand of the person where it is no text', async () => {
    const { look } = await openOver();
    const { looked, heard } = await look([], undefined, endedWith([{ path: 'a.png', byHand: true }]));
    assert.deepEqual(looked.putBack, []);
    assert.match(heard, /a\.png is, or was, no text that can be put back by writing it\. Put it back by hand/);
  });

  it('is not spoken of where there is nothing', async () => {
    const { look } = await openOver();
    assert.equal((await look(undefined, undefined, endedWith([]))).heard, '');
  });
});
