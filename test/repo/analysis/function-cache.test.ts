// What is kept between runs: proved by a kept number that no reader would give. Where it comes out, the file was not read.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { FunctionReading, Wanted } from '#core';
import { openReaders } from '#repo';
import { loadCache, saveCache, type CacheName } from '../../../src/repo/analysis/cache-file.ts';
import { makeFolder, removeFolders } from '../temporary-repository.ts';

const edition = 'first';

/** A function that decides that often. */
const deciding = (times: number): string => `def f(a):\n${'    if a: pass\n'.repeat(times)}`;

const lineOfMegabyte = (n: number): string => `"${n}"\t\t0\t0\t1\t${' '.repeat(1024 * 1024)}`;

describe('what is read of files is kept between runs', function () {
  this.timeout(60_000);
  let [folder, memory]: [string, string] = ['', ''];
  let files: string[] = [];

  beforeEach(() => {
    [folder, memory] = [makeFolder(), join(makeFolder(), 'codex-governor')];
    files = Array.from({ length: 20 }, (_, n) => write(`f${n}.py`, deciding(n)));
  });

  afterEach(removeFolders);

  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const name = (): CacheName => ({ file: join(memory, 'functions'), edition });

  interface Run {
    readonly by?: string;
    readonly over?: number;
    readonly workers?: number;
    readonly wanted?: Wanted;
    readonly signal?: AbortSignal;
  }

  /** The complexities in each file, as one run reads them. */
  const read = async ({ by = edition, over = 0, workers = 0, wanted, signal }: Run = {}): Promise<string[]> => {
    const readers = openReaders({
      over,
      workers,
      edition: by,
      signal: signal ?? new AbortController().signal,
      ...(wanted === undefined ? {} : { wanted }),
    });
    const told: string[] = [];
    try {
      for await (const batch of readers.read(files, memory))
        told.push(
          ...batch.map((file) =>
            file === null || file === 'no-text'
              ? 'could not be read'
              : file.functions.map(({ complexity }) => complexity).join() +
                (file.flaw ? ` flaw ${file.flaw.line}` : ''),
          ),
        );
      return told;
    } finally {
      await readers.dispose();
    }
  };
  const ordinary = (): string[] => files.map((_, n) => `${n + 1}`);

  /** Multiplies every number that is kept by a hundred. */
  const forge = async (): Promise<void> => {
    const lines = [...loadCache(name()).values()].map((line) => {
      const [file, stamp, most, flawAt, digest, functions = ''] = line.split('\t');
      const forged = functions.replace(/,(\d+),0,0\]/g, ',$100,0,0]');
      return [file, stamp, `${most}00`, flawAt, digest, forged].join('\t');
    });
    assert.ok(lines.length > 0, 'nothing is kept');
    await saveCache(name(), lines);
  };
  const forged = (): string[] => files.map((_, n) => `${n + 1}00`);
  const stamps = (): string[] => [...loadCache(name()).values()].map((line) => line.split('\t')[1] ?? '');

  it('keeps where a file does not parse', async () => {
    files.push(write('flawed.py', 'def f(a): pass\nx = (\n'));
    assert.equal((await read()).at(-1), '1 flaw 2');
    await forge();
    assert.equal((await read()).at(-1), '100 flaw 2');
    assert.equal((await read({ over: 1000 })).at(-1), ' flaw 2');
  });

  it('reads nothing of what did not change, on every thread', async () => {
    for (const workers of [0, 2]) {
      assert.deepEqual(await read({ workers }), ordinary());
      await forge();
      assert.deepEqual(await read({ workers }), forged());
      assert.deepEqual(await read({ workers, over: 1000 }), [...Array<string>(10).fill(''), ...forged().slice(10)]);
      writeFileSync(name().file, '');
    }
  });

  it('does not even open a file that nobody touched since; one that was just written has no stamp yet', async () => {
    await read();
    assert.deepEqual(new Set(stamps()), new Set(['']));
    await setTimeout(2_200);
    await read();
    assert.ok(!stamps().includes(''), 'a file that has settled gets its stamp');
    await forge();
    assert.deepEqual(await read(), forged());
    // As long as before, and as old as before to whoever asks for the time of its last change.
    const [first = ''] = files;
    const { atime, mtime } = statSync(first);
    writeFileSync(first, 'def g(b):\n');
    utimesSync(first, atime, mtime);
    assert.deepEqual(await read(), ['1', ...forged().slice(1)]);
  });

  it('reads what changed, and what stands under another name, anew', async () => {
    await read();
    await forge();
    write('f3.py', deciding(40));
    files.push(write('f4.pyi', deciding(4)));
    const expected = forged();
    [expected[3], expected[20]] = ['41', '5'];
    assert.deepEqual(await read(), expected);
  });

  it('gives whatever a reader gives, as it is', async () => {
    files.push(
      write('a.js', 'class A { x = a ? b : c; static { if (a) b(); } get y() { switch (a) { case 1: case 2: } } }'),
      write('ä.py', 'if ä:\n    def größe(): pass\n'),
    );
    const whole = async (): Promise<unknown[]> => {
      const readers = openReaders({ over: 0, workers: 0, edition, signal: new AbortController().signal });
      const all: unknown[] = [];
      for await (const batch of readers.read(files, memory)) all.push(...batch);
      await readers.dispose();
      return all;
    };
    const first = await whole();
    assert.deepEqual(
      first.slice(-2).flatMap((file) => (file as FunctionReading).functions.map(({ kind }) => kind)),
      ['initializer', 'static-block', 'function', 'block'],
    );
    assert.deepEqual(await whole(), first);
    await forge();
    assert.notDeepEqual(await whole(), first);
  });

  it('knows a file again that moved to another folder', async () => {
    await read();
    await forge();
    mkdirSync(join(folder, 'moved'));
    files = files.map((file, n) => {
      const moved = join(folder, 'moved', `f${n}.py`);
      renameSync(file, moved);
      return moved;
    });
    assert.deepEqual(await read(), forged());
  });

  it('does not believe another edition, a torn file, or one that says something else', async () => {
    await read();
    await forge();
    assert.deepEqual(await read({ by: 'second' }), ordinary());
    await read();
    await forge();
    const kept = readFileSync(name().file, 'utf8');
    for (const torn of [kept.slice(0, -1), kept.replace('["f",', '["g",'), kept.slice(20), '\n', '']) {
      writeFileSync(name().file, torn);
      assert.deepEqual(await read(), ordinary());
    }
  });

  it('says of a file that is gone, or is a folder, what it says without a cache', async () => {
    await read();
    renameSync(files[0] ?? '', join(folder, 'elsewhere'));
    mkdirSync(files[0] ?? '');
    renameSync(files[1] ?? '', join(folder, 'gone'));
    files.push(write('deep.ts', `${'('.repeat(100_000)}1`));
    const unread = 'could not be read';
    for (const workers of [0, 1])
      assert.deepEqual(await read({ workers }), [unread, unread, ...ordinary().slice(2, 20), unread]);
  });

  it('keeps nothing of a few files, of steps, and of a run that was cancelled', async () => {
    const all = files;
    files = files.slice(0, 3);
    await read();
    files = all;
    await read({ wanted: { steps: true } });
    const controller = new AbortController();
    const cancelled = read({ signal: controller.signal });
    controller.abort();
    await cancelled;
    assert.equal(loadCache(name()).size, 0);
  });

  it('does without where it may not write, and leaves nothing half written', async () => {
    writeFileSync(memory, 'a file where a folder should be');
    assert.deepEqual(await read(), ordinary());
    memory = makeFolder();
    mkdirSync(join(memory, 'functions'));
    assert.deepEqual(await read(), ordinary());
    assert.deepEqual(readdirSync(memory), ['functions']);
  });

  it('stays whole when several runs write at once, and keeps what another learnt', async () => {
    const runs = Array.from({ length: 8 }, async (_, n) =>
      saveCache(name(), [`"a${n}"\t\t\t1\t[]`, `"b"\t\t\t${n}\t[]`]),
    );
    await Promise.all(runs);
    assert.deepEqual(readdirSync(memory), ['functions']);
    assert.ok(loadCache(name()).has('"b"'));
    await saveCache(name(), ['"later"\t\t\t1\t[]']);
    assert.ok(loadCache(name()).has('"b"') && loadCache(name()).has('"later"'));
  });

  it('keeps 32 MB, the last that was learnt first', async () => {
    for (let n = 0; n < 40; n += 8)
      await saveCache(
        name(),
        Array.from({ length: 8 }, (_, more) => lineOfMegabyte(n + more)),
      );
    const kept = [...loadCache(name()).keys()];
    assert.equal(kept.length, 31);
    assert.ok(kept.includes('"39"') && kept.includes('"32"') && !kept.includes('"0"'), kept.join());
  });
});
