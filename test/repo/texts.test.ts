import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { createKept } from '../../src/repo/kept.ts';
import { beginTask, demand, lines, makeRepository, measure, open, removeFolders } from './temporary-repository.ts';

const head = { revision: 'HEAD' };
const megabyte = 1024 * 1024;
const tooLarge = { unread: 'it is larger than 5 MB' };

describe('the texts of a change', () => {
  afterEach(removeFolders);

  it('are not held where nobody wants them, however many there are', async () => {
    const repository = makeRepository({ 'a.py': 'one = 1\n' });
    repository.write('a.py', 'one = 2\n');
    const row = `${'0123456789'.repeat(20)}\n`;
    for (let index = 0; index < 30; index += 1)
      repository.write(`data/${index}.json`, `${index}\n${row.repeat(20_000)}`);
    const opened = await open(repository);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const measured = await measure(opened, head, { wants: ({ path }) => path.endsWith('.py') });
    const grown = process.memoryUsage().rss - before;
    assert.equal(measured.change.files.length, 31);
    assert.ok(grown < 60 * megabyte, `${Math.round(grown / megabyte)} MB more for 120 MB of data`);
    assert.equal(await measured.readAfter('a.py'), 'one = 2\n');
    assert.equal(await measured.readBefore('a.py'), 'one = 1\n');
    assert.deepEqual(await measured.readAfter('data/1.json'), {
      unread: 'nobody asked for it when the change was measured',
    });
  });

  it('fail one by one where they are too large, alone or together', async () => {
    const repository = makeRepository({ 'small.txt': 'one\n' });
    repository.write('small.txt', 'two\n');
    repository.write('a-large.txt', 'x'.repeat(6 * megabyte));
    for (let index = 0; index < 17; index += 1)
      repository.write(`b-${index}.txt`, `${index}\n${'y'.repeat(4 * megabyte)}`);
    const measured = await measure(await open(repository), head);
    assert.equal(await measured.readBefore('small.txt'), 'one\n');
    assert.deepEqual(await measured.readAfter('a-large.txt'), tooLarge);
    const read = await Promise.all(measured.change.files.map(async ({ path }) => measured.readAfter(path)));
    const reasons = read.flatMap((text) => (typeof text === 'object' ? [text.unread] : []));
    assert.equal(read.filter((text) => typeof text === 'string').length, 16, 'as many as there is room for');
    assert.deepEqual([...new Set(reasons)].sort(), [
      'it is larger than 5 MB',
      'the change holds more than 64 MB of text that is not committed',
    ]);
  });

  it('are read from git once, for every reading from the same base', async () => {
    const repository = makeRepository({ 'changed.py': 'one = 1\n', 'same.py': 'same = 1\n' });
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.write('changed.py', 'one = 2\n');
    const first = await measure(opened, task);
    for (const path of ['changed.py', 'same.py']) assert.notEqual(await first.readBefore(path), undefined);
    repository.write('changed.py', 'one = 3\n');
    const second = await measure(opened, task);
    assert.notEqual(second, first);
    // Nothing can be asked of git now.
    renameSync(join(repository.root, '.git'), join(repository.root, 'away'));
    assert.equal(await second.readBefore('changed.py'), 'one = 1\n');
    assert.equal(await second.readBefore('same.py'), 'same = 1\n');
  });

  it('can be asked for again after git failed once', async () => {
    const repository = makeRepository({ 'same.py': 'same = 1\n', 'changed.py': 'one = 1\n' });
    repository.write('changed.py', 'one = 2\n');
    const measured = await measure(await open(repository), head);
    const [git, away] = [join(repository.root, '.git'), join(repository.root, 'away')];
    renameSync(git, away);
    await assert.rejects(measured.readBefore('same.py'));
    await assert.rejects(measured.readBefore('changed.py'));
    renameSync(away, git);
    assert.equal(await measured.readBefore('same.py'), 'same = 1\n');
    assert.equal(await measured.readBefore('changed.py'), 'one = 1\n');
  });
});

describe('measuring again', () => {
  afterEach(removeFolders);

  it('gives the earlier measurement back where nothing has changed, and a new one where something has', async () => {
    const repository = makeRepository({ 'a.py': lines(3), '.gitignore': '*.log\n' });
    const opened = await open(repository);
    const task = await beginTask(opened);
    repository.write('a.py', lines(4));
    const first = await measure(opened, task);
    repository.write('build.log', 'x\n');
    repository.write('a.py', lines(5));
    repository.write('a.py', lines(4));
    assert.equal(await measure(opened, task, { last: first }), first);
    repository.write('a.py', lines(5));
    const second = await measure(opened, task, { last: first });
    assert.notEqual(second, first);
    assert.equal(second.change.files[0]?.added, 2);
    repository.commit();
    assert.equal(
      await measure(opened, task, { last: second }),
      second,
      'a commit changes nothing since the task began',
    );
    assert.notEqual(await measure(opened, head, { last: second }), second);
  });
});

describe('what git ignores', () => {
  afterEach(removeFolders);

  it('is told by folder where all of one is ignored', async () => {
    const repository = makeRepository({ '.gitignore': 'build/\n*.log\nkept/*\n', 'kept/a.txt': 'x\n' });
    repository.write('build/deep/out.txt', 'x\n');
    repository.write('src/a.log', 'x\n');
    repository.write('src/a.py', 'x\n');
    repository.git('add', '--force', 'kept/a.txt');
    repository.write('kept/b.txt', 'x\n');
    assert.deepEqual(demand(await (await open(repository)).ignored()), ['build/', 'kept/b.txt', 'src/a.log']);
  });
});

describe('keeping values', () => {
  it('drops the ones not asked for longest when there is no more room', async () => {
    const kept = createKept<string>(10, ({ length }) => length);
    let made = 0;
    const ask = (key: string, value: string): Promise<string> =>
      kept.recall(key, async () => {
        made += 1;
        return value;
      });
    await ask('a', 'aaaa');
    await ask('b', 'bbbb');
    await ask('a', 'never made');
    await ask('c', 'cccc');
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => kept.has(key)),
      [true, false, true],
    );
    assert.equal(made, 3);
    assert.equal(await ask('large', 'x'.repeat(11)), 'x'.repeat(11));
    assert.equal(kept.has('large'), false, 'what is larger than all the room is given, not kept');
  });

  it('keeps nothing that could not be made', async () => {
    const kept = createKept<string>(10, ({ length }) => length);
    await assert.rejects(
      kept.recall('a', async () => Promise.reject(new Error('no luck'))),
      /no luck/,
    );
    assert.equal(await kept.recall('a', async () => 'luck'), 'luck');
  });

  it('forgets at once what everybody gave up before it was begun, and nothing that somebody waits for', async () => {
    const kept = createKept<string>(10, ({ length }) => length);
    const turns: (() => void)[] = [];
    const ask = (signal?: AbortSignal): Promise<string> =>
      kept.recall(
        'a',
        (isGivenUp) => new Promise((resolve) => turns.push(() => resolve(isGivenUp() ? 'not made' : 'made'))),
        signal,
      );
    const [one, other] = [new AbortController(), new AbortController()];
    const given = [ask(one.signal), ask(other.signal)];
    one.abort();
    other.abort();
    const joined = ask();
    turns[0]?.();
    assert.deepEqual(await Promise.all([...given, joined]), ['made', 'made', 'made']);
    const third = new AbortController();
    const again = createKept<string>(10, ({ length }) => length);
    const dropped = again.recall(
      'a',
      async (isGivenUp) => {
        third.abort();
        return isGivenUp() ? 'not made' : 'made';
      },
      third.signal,
    );
    assert.equal(again.has('a'), false, 'also where it is known before the value is kept');
    await dropped;
    assert.equal(await again.recall('a', async () => 'made'), 'made');
  });
});
