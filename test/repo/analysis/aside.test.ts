import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readAside, readFunctions, readSyntaxChanges } from '#repo';
import { openAside, type Aside } from '../../../src/repo/analysis/aside.ts';
import { loadSecretFinder } from '../../../src/repo/secrets/secrets.ts';
import { loadTokenCounter } from '../../../src/repo/tokens.ts';
import { demand } from '../temporary-repository.ts';

const asked = async (aside: Aside, path: string, text: string): Promise<unknown> => {
  const told = await aside.ask({ functions: { path, text } });
  return told === undefined ? 'unread' : JSON.parse(told);
};

const one = (name: string) => ({
  functions: [{ name, kind: 'function', line: 1, column: 1, endLine: 1, complexity: 1 }],
});

describe('a thread aside', function () {
  this.timeout(60_000);
  let aside: Aside;

  beforeEach(() => {
    aside = openAside(160);
  });

  afterEach(() => aside.dispose());

  it('answers every question, in whatever order they are asked', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
    const told = await Promise.all(names.map((name) => asked(aside, 'a.py', `def ${name}(): pass`)));
    assert.deepEqual(told, names.map(one));
  });

  it('tells what an edit is in syntax', async () => {
    const told = await aside.ask({ change: { path: 'a.py', before: 'a = 1\n', after: 'a = 1\nb = 2\n' } });
    assert.deepEqual(JSON.parse(told ?? ''), {
      added: 3,
      deleted: 0,
      squeezes: [],
      weakened: [],
      newTests: [],
      grownTests: [],
      goneNames: [],
    });
  });

  it('cannot read a text that it does not survive, and starts anew for the others', async () => {
    const huge = 'f(a.b.c(1, [2, {d: 3}]));\n'.repeat(200_000);
    const told = await Promise.all([
      asked(aside, 'a.py', 'def f(): pass'),
      asked(aside, 'huge.ts', huge),
      asked(aside, 'b.py', 'def g(): pass'),
    ]);
    assert.deepEqual(told, [one('f'), 'unread', one('g')]);
  });

  it('does not put a question that is given up while it waits', async () => {
    const slow = 'def f(a):\n    if a: pass\n\n'.repeat(5_000);
    let isGivenUp = false;
    const told = Promise.all([
      asked(aside, 'slow.py', slow),
      aside.ask({ functions: { path: 'old.py', text: 'def old(): pass' } }, () => isGivenUp),
      aside.ask({ functions: { path: 'kept.py', text: 'def kept(): pass' } }, () => false),
    ]);
    isGivenUp = true;
    const [, old, kept] = await told;
    assert.deepEqual([old, JSON.parse(kept ?? '')], [undefined, one('kept')]);
  });

  it('leaves nobody waiting when it is disposed of', async () => {
    const waiting = [asked(aside, 'a.py', ''), asked(aside, 'b.py', '')];
    await aside.dispose();
    assert.deepEqual(await Promise.all(waiting), ['unread', 'unread']);
    assert.equal(await asked(aside, 'c.py', ''), 'unread');
  });
});

describe('reading texts with a thread aside', function () {
  this.timeout(60_000);
  let reading: ReturnType<typeof readAside>;

  beforeEach(() => {
    reading = readAside();
  });

  afterEach(() => {
    reading.dispose();
  });

  const large = `${'def f(a):\n    if a: pass\n\n'.repeat(5_000)}x = 1\n`;

  it('counts tokens and finds secrets as they are counted and found here', async () => {
    const key = ['AKIA', 'ABCDEFGH23456789'].join('');
    const texts = ['', 'hello world', `key = ${key}\n`];
    assert.deepEqual(await reading.count(texts), texts.map(await loadTokenCounter()));
    const find = await loadSecretFinder();
    for (const text of texts) assert.deepEqual(await reading.findSecrets('a.md', text), await find('a.md', text));
    assert.equal((await reading.findSecrets('a.md', texts[2] ?? '')).length, 1);
  });

  it('gives what is read here without one', async () => {
    const texts = [
      { path: 'a.ts', text: 'class A { m(a?: B) { return a?.b; } }', wanted: { steps: true } },
      { path: 'a.py', text: large },
      { path: 'b.py', text: 'def f(): pass' },
      { path: 'README.md', text: '# A' },
      { path: 'deep.ts', text: `${'('.repeat(100_000)}1` },
    ] as const;
    const edits = [{ path: 'a.ts', before: 'f(1);', after: 'f(1); g(2);' }] as const;
    const there = [demand(await readFunctions(texts)), demand(await readSyntaxChanges(edits))];
    reading.dispose();
    // Other texts, as what was read is remembered; their numbers are the same.
    const others = texts.map((source) => ({ ...source, text: `${source.text} ` }));
    assert.deepEqual(there, [demand(await readFunctions(others)), demand(await readSyntaxChanges(edits))]);
  });

  it('leaves the thread of whoever asks free', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 100_000) setImmediate(count);
    };
    setImmediate(count);
    demand(await readFunctions([{ path: 'a.py', text: `${large}# another\n`.repeat(10) }]));
    assert.ok(turns > 100, `${turns} turns`);
    turns = 100_000;
  });

  it('reads a text that is asked for again after it was given up, whether or not its turn had come', async () => {
    const first = readFunctions([{ path: 'a.py', text: `${large}# a fourth\n` }]);
    const text = { path: 'b.ts', text: 'function typed() {}' };
    const older = new AbortController();
    const given = readFunctions([text], older.signal);
    const before = readFunctions([text], AbortSignal.abort());
    older.abort();
    const [again, later] = [readFunctions([text]), readFunctions([text], new AbortController().signal)];
    const dropped = await Promise.all([given, before]);
    assert.deepEqual(
      dropped.map((read) => (read.ok ? 'read' : read.error.reason)),
      ['cancelled', 'cancelled'],
    );
    demand(await first);
    for (const read of [await again, await later, await readFunctions([text])])
      assert.deepEqual(
        demand(read)[0]?.functions.map(({ name }) => name),
        ['typed'],
      );
  });

  it('does not wait for the thread once nobody wants the answer', async () => {
    const controller = new AbortController();
    const asking = readFunctions([{ path: 'a.py', text: `${large}# a third\n`.repeat(10) }], controller.signal);
    setImmediate(() => controller.abort());
    const read = await asking;
    assert.equal(read.ok ? 'read' : read.error.reason, 'cancelled');
  });
});
