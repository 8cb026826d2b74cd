import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openReaders } from '#repo';
import { openQueue, type Queue } from '../../../src/repo/analysis/queue.ts';
import type { FunctionsOfFile } from '../../../src/repo/analysis/read-file.ts';
import { startWorker } from '../../../src/repo/analysis/threads.ts';
import { makeFolder, removeFolders } from '../temporary-repository.ts';

const never = new AbortController().signal;

const fillQueue = (files: readonly string[]): Queue => {
  const queue = openQueue();
  queue.fill(files);
  return queue;
};

const tell = (read: FunctionsOfFile | undefined): string => {
  if (read === undefined || read === null) return 'unread';
  if (read === 'no-text' || read.foreign === true) return read === 'no-text' ? read : 'foreign';
  const functions = read.functions.map(({ name, complexity }) => `${name} ${complexity}`).join();
  return read.flaw === undefined ? functions : `${functions} flaw ${read.flaw.line}`;
};

const readAll = async (files: readonly string[], workers: number, signal = never, over = 0): Promise<string[]> => {
  const told: string[] = [];
  const readers = openReaders({ over, signal, workers, ahead: workers > 1 });
  try {
    for await (const batch of readers.read(files)) told.push(...batch.map(tell));
    return told;
  } finally {
    await readers.dispose();
  }
};

describe('reading the functions of files on several threads', function () {
  this.timeout(60_000);
  let folder = '';

  beforeEach(() => {
    folder = makeFolder();
  });

  afterEach(removeFolders);

  const write = (name: string, text: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('gives them in the order of the files, whoever reads them', async () => {
    const files = Array.from({ length: 200 }, (_, n) =>
      n % 3 === 0
        ? write(`f${n}.ts`, `const f${n} = (a) => a && ${n};\n`)
        : write(`f${n}.py`, `def f${n}(a):\n    if a: pass\n\n`.repeat(1 + (n % 40))),
    );
    const expected = files.map((_, n) => `f${n} 2`);
    for (const workers of [0, 1, 3]) assert.deepEqual(await readAll(files, workers), expected, `${workers} workers`);
  });

  it('leaves out what is not over a complexity, and reads nothing of nothing', async () => {
    const file = write('a.py', 'def f(a): pass\ndef g(a):\n    if a: pass\n');
    assert.deepEqual(await readAll([file], 0, never, 1), ['g 2']);
    assert.deepEqual(await readAll([file], 1, never, 2), ['']);
    assert.deepEqual(await readAll([], 1), []);
  });

  it('reads UTF-8, a mark at the beginning, and bytes that are none', async () => {
    const files = [
      write('a.py', 'def größe(ä):\n    if ä: pass\n'),
      write('b.py', '\uFEFFdef f(a): pass\n'),
      write('c.py', Buffer.concat([Buffer.from('def f(a):\n    """'), Buffer.from([0xff]), Buffer.from('"""\n')])),
      write('d.py', `# ä${'x'.repeat(2_000_000)}\ndef f(): pass\n`),
    ];
    assert.deepEqual(await readAll(files, 1), ['größe 2', 'f 1', 'f 1', 'f 1']);
  });

  it('reads UTF-16 with a mark, in both orders of its bytes', async () => {
    const little = Buffer.from('\uFEFFdef größe(a):\n    if a: pass\n', 'utf16le');
    const big = Buffer.from(little).swap16();
    const large = Buffer.from(`\uFEFF# ${'x'.repeat(1_000_000)}\ndef f(): pass\n`, 'utf16le').swap16();
    const files = [write('a.py', little), write('b.py', big), write('c.py', large)];
    for (const workers of [0, 1]) assert.deepEqual(await readAll(files, workers), ['größe 2', 'größe 2', 'f 1']);
  });

  it('says which are no text, and where a text does not parse', async () => {
    const files = [
      write('a.py', Buffer.from('def f(): pass\n', 'utf16le')),
      write('b.ps1', Buffer.from('function f { 1 }\n', 'utf16le')),
      write('c.ts', Buffer.from([0xc3, 0x28, 0xfe, 0x7b, 0xe2, 0x80])),
      write('d.ts', 'const f = () => 1;\nconst g = ;\n'),
      write('e.ts', 'const f = ;\n'),
      write('f.js', "const f = () => '\0';\n"),
      write('g.ts', Buffer.concat([Buffer.from('// '), Buffer.from([0xe9]), Buffer.from('\nlet a = 1;\n')])),
    ];
    const told = ['no-text', 'no-text', 'no-text', 'f 1 flaw 2', ' flaw 1', 'f 1', ''];
    for (const workers of [0, 1]) assert.deepEqual(await readAll(files, workers), told);
  });

  it('says which could not be read: gone, a folder, a pipe that nobody writes into, nested too deep', async () => {
    const gone = write('gone.py', '');
    rmSync(gone);
    mkdirSync(join(folder, 'folder.py'));
    execFileSync('mkfifo', [join(folder, 'pipe.py')]);
    const deep = write('deep.ts', `${'('.repeat(100_000)}1`);
    const files = [gone, join(folder, 'folder.py'), join(folder, 'pipe.py'), deep, write('a.py', 'def f(): pass\n')];
    for (const workers of [0, 1])
      assert.deepEqual(await readAll(files, workers), ['unread', 'unread', 'unread', 'unread', 'f 1']);
  });

  it('ends what started ahead, although there was nothing to read', async () => {
    await openReaders({ over: 0, signal: never, workers: 2, ahead: true }).dispose();
  });

  it('ends at once when it is cancelled', async () => {
    const files = Array.from({ length: 400 }, (_, n) => write(`f${n}.py`, `def f${n}(): pass\n`));
    const controller = new AbortController();
    let read = 0;
    const readers = openReaders({ over: 0, signal: controller.signal, workers: 1 });
    for await (const batch of readers.read(files)) {
      read += batch.length;
      controller.abort();
    }
    await readers.dispose();
    assert.ok(read < files.length, `${read} files`);
    assert.deepEqual(await readAll(files, 1, controller.signal), []);
  });

  it('gives up a file that a thread dies of, and reads the others', async () => {
    // A text of which the parser makes more than a worker may hold; for its first name, it is left to the parser.
    const huge = write('huge.ts', `const ä = 1;\n${'f(a.b.c(1, [2, {d: 3}]));\n'.repeat(200_000)}`);
    const files = [write('a.py', 'def f(): pass\n'), huge, write('b.ts', 'const g = () => 1;\n')];
    const queue = fillQueue(files);
    const deaths: boolean[] = [];
    const stops: (() => Promise<void>)[] = [];
    const hire = (): void => {
      const died = (isOfFile: boolean): void => {
        deaths.push(isOfFile);
        if (isOfFile) hire();
        else queue.close(new Error('it died of nothing'));
      };
      stops.push(startWorker({ queue, wish: { over: 0 }, notes: { learnt: [] } }, died, 160).stop);
    };
    hire();
    const told: string[] = [];
    for await (const batch of queue.inOrder()) told.push(...batch.map(tell));
    await Promise.all(stops.map((stop) => stop()));
    assert.deepEqual(told, ['f 1', 'unread', 'g 1']);
    assert.deepEqual(deaths, [true]);
  });
});

describe('a queue of files', () => {
  it('hands out what was given back, less what nobody should try again', () => {
    const queue = fillQueue(['a', 'b', 'c']);
    const batch = queue.take();
    assert.deepEqual(batch, { first: 0, files: ['a', 'b', 'c'] });
    assert.equal(queue.take(), undefined);
    queue.giveBack(0, 1);
    assert.deepEqual(queue.take(), { first: 0, files: ['a', '', 'c'] });
    queue.giveBack(0, undefined);
    queue.close();
    assert.equal(queue.take(), undefined, 'nothing more is read once it is closed');
  });

  it('tells whoever waits why it was closed', async () => {
    const queue = fillQueue(['a']);
    const waiting = queue.inOrder().next();
    queue.close(new Error('no parser'));
    await assert.rejects(waiting, /no parser/);
  });
});
