// What one process found out and the next one believes: the same is said with it as without it.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ruleKinds } from '#core';
import { courtHere } from '#repo';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { keepReaders, textReaders } from '../../src/repo/between/kept-readers.ts';
import { openLineStore } from '../../src/repo/between/line-store.ts';
import { openCourtHere } from '../../src/repo/court/here.ts';
import { aPolicy, aRule } from '../core/policies.ts';
import { docketOf, docketsOfPolicy, hear, policiesFolder, type Docket } from './dockets.ts';
import { demand } from './temporary-repository.ts';

let made: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => (made = makeTemporaryFolder('codex-governor-between')));
afterEach(() => made.dispose());
const file = (): string => join(made.path, 'known');
const open = (edition = 'this', room?: number) => openLineStore({ file: file(), edition }, room);

const values = { a: { ä: 'tab\there', list: [1, 2] }, 'b\t\n': ['\u2028 🎉'], c: 0 };

const learn = async (more: Readonly<Record<string, unknown>>, store = open()): Promise<void> => {
  for (const [key, value] of Object.entries(more)) store.learn(key, value);
  await store.save();
};

const recall = (store = open()): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.keys(values).map((key) => [key, store.recall(key)]));

const written = (value: unknown): string => serialize(value).toString('base64');

const nothing = { a: undefined, 'b\t\n': undefined, c: undefined };

describe('values for the next process', () => {
  it('are there again, also what was learnt later, and the last of one key', async () => {
    await learn({ ...values, a: 'old' });
    await learn({ a: values.a });
    assert.deepEqual(recall(), values);
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.equal(open().recall('another'), undefined);
  });

  it('are known at once to who learnt them, and the same object each time', async () => {
    const store = open();
    store.learn('a', values.a);
    assert.equal(store.recall('a'), values.a);
    await store.save();
    const other = open();
    assert.equal(other.recall('a'), other.recall('a'));
  });

  it('are none under another edition, which begins anew', async () => {
    await learn(values);
    assert.deepEqual(recall(open('other')), nothing);
    await learn({ c: 1 }, open('other'));
    assert.deepEqual(recall(open('other')), { ...nothing, c: 1 });
    assert.deepEqual(recall(), nothing);
  });

  const spoilt: readonly (readonly [what: string, spoil: () => void, left: unknown])[] = [
    ['is gone', () => renameSync(file(), `${file()}.gone`), nothing],
    ['is empty', () => writeFileSync(file(), ''), nothing],
    ['is of something else', () => writeFileSync(file(), 'codex-governor functions this 12\n{}\n'), nothing],
    ['others may write', () => chmodSync(file(), 0o620), nothing],
    [
      'is a link',
      () => {
        renameSync(file(), `${file()}.other`);
        symlinkSync(`${file()}.other`, file());
      },
      nothing,
    ],
    ['is cut off', () => writeFileSync(file(), readFileSync(file()).subarray(0, -3)), { ...values, c: undefined }],
    [
      'has another value in a line',
      () =>
        writeFileSync(file(), readFileSync(file(), 'latin1').replace(written(values.a), written(values.c)), 'latin1'),
      { ...values, a: undefined },
    ],
  ];
  for (const [what, spoil, left] of spoilt)
    it(`are not believed where the file ${what}, and are there again once they were learnt again`, async () => {
      await learn(values);
      spoil();
      assert.deepEqual(recall(), left);
      await learn(values);
      assert.deepEqual(recall(), values);
    });

  it('stand beside those of another process that learnt meanwhile, also where one was killed while it wrote', async () => {
    await learn({ a: values.a });
    const [one, other] = [open(), open()];
    await learn({ 'b\t\n': values['b\t\n'] }, one);
    writeFileSync(file(), 'a torn li', { flag: 'a' });
    await learn({ c: values.c }, other);
    assert.deepEqual(recall(), values);
  });

  it('of another edition that began anew meanwhile are not mixed with these', async () => {
    await learn({ a: 1 });
    const late = open();
    await learn({ 'b\t\n': 2 }, open('other'));
    await learn(values, late);
    assert.deepEqual(recall(open('other')), { ...nothing, 'b\t\n': 2 });
  });

  it('take no more room than they may: what was of no use lately goes', async () => {
    const long = 'x'.repeat(300);
    for (let index = 0; index < 50; index += 1) {
      const store = open('this', 4_000);
      store.recall('kept');
      await learn({ [`value ${index}`]: long, ...(index === 0 ? { kept: long } : {}) }, store);
      assert.ok(statSync(file()).size <= 4_000);
    }
    const store = open('this', 4_000);
    assert.deepEqual(
      [store.recall('kept'), store.recall('value 49'), store.recall('value 0')],
      [long, long, undefined],
    );
    assert.deepEqual(readdirSync(made.path), ['known']);
  });

  it('take no more room than they may where one who stays writes again and again, nor get lost where they are removed', async () => {
    const room = 20_000;
    const store = open('this', room);
    for (let round = 0; round < 40; round += 1) await learn({ [`${round}`]: 'x'.repeat(900) }, store);
    assert.ok(statSync(file()).size <= room);
    assert.equal(open('this', room).recall('39'), 'x'.repeat(900));
    rmSync(file());
    await learn({ lost: 1 }, store);
    await learn({ c: 0 }, store);
    assert.equal(open('this', room).recall('c'), 0);
  });

  it('are found out again where nothing can be written', async () => {
    writeFileSync(join(made.path, 'in-the-way'), '');
    const store = openLineStore({ file: join(made.path, 'in-the-way/known'), edition: 'this' });
    await learn(values, store);
    assert.deepEqual(recall(store), values);
  });
});

/** Readers that read nothing, for where all is known. */
const unread = () => Promise.reject(new Error('it was read'));
const unable = {
  readFacts: unread,
  readSqlTexts: unread,
  readSecrets: unread,
  readFunctions: unread,
  readSyntaxChanges: unread,
};

/** What is said by a process that knows what those before it found out. */
const hearKeeping = async (docket: Docket): Promise<string> => {
  const store = open();
  // Nothing that this process remembers of a file is of help.
  const { policy, known } = docket.brief;
  const brief = structuredClone({
    ...docket.brief,
    policy: { ...policy, origins: new Map() },
    known: { ...known, base: JSON.stringify(docket.before) },
  });
  const court = openCourtHere({ readers: keepReaders(store), memory: store });
  const said = await hear(court, { ...docket, brief });
  await store.save();
  return said;
};

/** The judgement of what was heard: who knows what was found asks for less. */
const judged = (said: string): string => JSON.stringify((JSON.parse(said) as readonly unknown[])[1]);

describe('judging by what an earlier process found out', function () {
  this.timeout(600_000);

  it('says what is said without it, of every example of every kind', async () => {
    for (const { kind, examples } of ruleKinds.values())
      for (const example of examples) {
        const { in: places = [], except = [], with: options, title } = example;
        const docket = docketOf(example, {
          policy: aPolicy({ rules: [aRule({ kind, in: places, except, with: options })] }),
        });
        const said = await hear(courtHere, docket);
        assert.equal(await hearKeeping(docket), said, `${kind}: ${title}, the first time`);
        assert.equal(judged(await hearKeeping(docket)), judged(said), `${kind}: ${title}, again`);
      }
  });

  it('says what is said without it, of every example of every policy under all its rules', async () => {
    for (const name of readdirSync(policiesFolder)) {
      if (!existsSync(new URL(`${name}/examples.yaml`, policiesFolder))) continue;
      for (const docket of await docketsOfPolicy(name)) {
        const said = await hear(courtHere, docket);
        assert.equal(judged(await hearKeeping(docket)), judged(said));
        assert.equal(judged(await hearKeeping(docket)), judged(said));
      }
    }
  });

  it('reads nothing that was read before, and the rest', async () => {
    const texts = [
      { path: 'a.py', text: 'import os\nprint(os.environ["A"])\n' },
      { path: 'b.ts', text: 'export const b = (): number => 1;\n' },
    ];
    const edits = [
      { path: 'a.py', before: 'a = 1\n', after: 'a = 2\n' },
      { path: 'c.py', after: 'c = 1\n' },
    ];
    const [first, second] = [open(), open()];
    const one = keepReaders(first);
    const told = [
      demand(await one.readFacts(texts)),
      demand(await one.readSecrets(texts)),
      demand(await one.readFunctions(texts)),
      demand(await one.readSyntaxChanges(edits)),
    ];
    await first.save();
    assert.deepEqual(told[0], demand(await textReaders.readFacts(texts)));
    const none = keepReaders(open(), unable);
    assert.deepEqual(
      [
        demand(await none.readFacts(texts)),
        demand(await none.readSecrets(texts)),
        demand(await none.readFunctions(texts)),
        demand(await none.readSyntaxChanges(edits)),
      ],
      told,
    );
    await assert.rejects(none.readFacts([{ path: 'a.js', text: texts[0]?.text ?? '' }]), /it was read/);
    const more = [...texts.slice(1), { path: 'new.py', text: 'import json\n' }, ...texts.slice(0, 1)];
    assert.deepEqual(demand(await keepReaders(second).readFacts(more)), demand(await textReaders.readFacts(more)));
  });
});
