import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import type { Documents } from '../../src/cli/documents.ts';
import { documentOf, govern, governed, makeGoverned, policyPath, smallPolicy, startFix } from './command-line.ts';

const journalOf = ({ root }: TestRepository): string => join(root, '.git/codex-governor/journal/000001.jsonl');

describe('task journal', () => {
  afterEach(removeFolders);

  it('tells what happened, the oldest first, and that the chain holds', async () => {
    const repository = makeGoverned();
    assert.deepEqual(await govern(repository, 'task', 'journal'), {
      code: 0,
      out: 'The journal has no such entry.\n',
      err: 'The chain holds: 0 entries, as they were written.\n',
    });
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'abandon');
    const { code, out, err } = await govern(repository, 'task', 'journal');
    assert.equal(code, 0);
    assert.equal(err, 'The chain holds: 2 entries, as they were written.\n');
    const [started = '', ended = '', ...rest] = out.split('\n');
    assert.match(started, /^ {5}1 {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}task-started {2}task=\S+ {2}mode=fix {2}goal="Mend /);
    assert.match(ended, /^ {5}2 {2}\S+ {2}task-ended {2}task=\d{8}-\d{6}-[0-9a-f]+ {2}how=abandoned$/);
    assert.deepEqual(rest, ['']);
    const { out: last } = await govern(repository, 'task', 'journal', '--last', '1');
    assert.equal(last, `${ended}\n`);
    const { out: none } = await govern(repository, 'task', 'journal', '--task', 'another');
    assert.equal(none, 'The journal has no such entry.\n');
  });

  it('prints them as a document', async () => {
    const repository = makeGoverned(smallPolicy().replace('codex: active', 'codex: frozen'));
    await govern(repository, ...startFix);
    const { entries, ...rest } = await documentOf<Documents['journal']>(repository, 'task', 'journal');
    assert.deepEqual(rest, { breaks: [], total: 1 });
    assert.deepEqual(
      entries.map(({ number, event }) => [number, event]),
      [[1, { kind: 'law-frozen', source: policyPath, line: 3, stopped: 'start' }]],
    );
  });

  it('ends with 1 where an entry is not as it was written, and names its line', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'finish');
    const text = readFileSync(journalOf(repository), 'utf8');
    writeFileSync(journalOf(repository), text.replace('"mode":"fix"', '"mode":"fun"'));
    const { code, out, err } = await govern(repository, 'task', 'journal');
    assert.deepEqual([code, out.split('\n').length], [1, 2]);
    assert.equal(err, 'journal/000001.jsonl:1: This line is not as it was written.\n');
  });

  it('says that a line was cut off, which is no break of the chain', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    appendFileSync(journalOf(repository), '{"digest":"');
    const { code, err } = await govern(repository, 'task', 'journal');
    assert.equal(code, 0);
    assert.equal(
      err,
      'journal/000001.jsonl:2: This line was cut off while it was written; the next entry sets it aside.\n',
    );
  });

  it('starts no task where it cannot be written', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'finish');
    writeFileSync(journalOf(repository), 'something else\n');
    const { code, out, err } = await govern(repository, ...startFix);
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /^codex-governor: The journal of this worktree cannot be continued: the last line of 000001\.jsonl is not as it was written\. Look at what happened to .*codex-governor.journal, then move that folder away: a new journal begins\.\n$/,
    );
    assert.match((await govern(repository, 'task')).out, /^No Codex task/);
  });
});
