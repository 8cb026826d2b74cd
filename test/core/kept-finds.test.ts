// What one process found in a file is believed by another only where all that was read for it says the same.
import { judge, type Case, type ChangedFile, type Known, type Memory } from '#core';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { openKeptFinds } from '../../src/core/kept-finds.ts';
import { everyPath, mentions, openReader, rememberAround, viewOf } from '../../src/core/reads.ts';
import { aPolicy, aRule } from './policies.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const file = (path: string, more: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: 1 }],
  before: 'old\n',
  after: 'new\n',
  ...more,
});

const openMemory = (): Memory => {
  const kept = new Map<string, unknown>();
  return {
    recall: (key) => structuredClone(kept.get(key)),
    learn: (key, value) => void kept.set(key, structuredClone(value)),
  };
};

const known: Known = { texts: new Map(), facts: new Map() };

interface Asked {
  readonly files?: readonly ChangedFile[];
  readonly known?: Known;
  readonly under?: string;
  readonly what?: string;
  readonly of?: ChangedFile;
}

/** How often something is looked for in processes that share a memory, where it reads these paths. */
const tellLooks = (reads: readonly string[]) => {
  const memory = openMemory();
  let looks = 0;
  return ({
    files = [file('a.py')],
    known: gathered = known,
    under = 'base',
    what = 'it',
    of = files[0],
  }: Asked = {}): number => {
    const view = viewOf(structuredClone(files), structuredClone(gathered));
    const reader = openReader(view, openKeptFinds({ memory, hash, under }, view));
    assert.ok(of);
    const own = structuredClone(of);
    const keeping = { file: own, write: (value: string) => value, read: (written: unknown) => written as string };
    const find = (): string => {
      looks += 1;
      for (const path of reads) reader.read(path);
      return 'found';
    };
    assert.equal(rememberAround<string>()(reader, [{}, own], what, find, keeping), 'found');
    return looks;
  };
};

const knowing = (text: string): Known => ({
  texts: new Map(['before', 'after'].map((side) => [`text ${side} b.py`, { text }])),
  facts: new Map(),
});

const beside = (after: string): Asked => ({ files: [file('a.py'), file('b.py', { after })] });

const at = (base: string): Partial<Case> => ({ known: { ...known, base } });

describe('what other processes found', () => {
  it('is not looked for again where nothing moved', () => {
    const look = tellLooks(['b.py', 'c.py']);
    const files = [file('a.py'), file('b.py')];
    assert.deepEqual([look({ files }), look({ files }), look({ files })], [1, 1, 1]);
  });

  const moved: readonly (readonly [what: string, reads: readonly string[], before: Asked, after: Asked])[] = [
    ['the file itself', [], {}, { files: [file('a.py', { after: 'newer\n' })] }],
    ['the lines that were written', [], {}, { files: [file('a.py', { addedLines: [{ start: 2, end: 2 }] })] }],
    ['its class', [], {}, { files: [file('a.py', { class: 'test' })] }],
    ['what could be read of it', [], {}, { files: [file('a.py', { functions: [] })] }],
    [
      'a file that was read',
      ['b.py'],
      { files: [file('a.py'), file('b.py')] },
      { files: [file('a.py'), file('b.py', { after: 'x\n' })] },
    ],
    ['a file that was as at the base', ['b.py'], {}, { files: [file('a.py'), file('b.py')] }],
    ['a file that is as at the base again', ['b.py'], { files: [file('a.py'), file('b.py')] }, {}],
    [
      'a file that was moved away',
      ['b.py'],
      {},
      { files: [file('a.py'), file('c.py', { status: 'renamed', from: 'b.py' })] },
    ],
    ['the list of all', [everyPath], {}, { files: [file('a.py'), file('c.py', { status: 'added' })] }],
    [
      'what the change says',
      [mentions],
      { known: { ...known, mentions: 'one' } },
      { known: { ...known, mentions: 'two' } },
    ],
    ['the base, or the rule', ['b.py'], {}, { under: 'another' }],
    ['what is looked for', [], {}, { what: 'another' }],
    [
      'the file it is looked for in',
      [],
      { files: [file('a.py'), file('b.py')] },
      { files: [file('a.py'), file('b.py')], of: file('b.py') },
    ],
  ];
  for (const [what, reads, before, after] of moved)
    it(`is looked for again where ${what} moved`, () => {
      const look = tellLooks(reads);
      assert.deepEqual([look(before), look(after), look(after), look(before)], [1, 2, 2, 2]);
    });

  it('is not looked for again where what moved was not read', () => {
    const look = tellLooks(['b.py']);
    look({ files: [file('a.py'), file('b.py'), file('c.py')] });
    assert.equal(look({ files: [file('a.py'), file('b.py'), file('c.py', { after: 'x\n' })] }), 1);
    assert.equal(look({ files: [file('a.py'), file('b.py'), file('d.py', { status: 'added' })] }), 1);
  });

  it('is looked for again where it is not known what a file that was read says', () => {
    const { before: _before, after: _after, ...textless } = file('b.py');
    const files = [file('a.py'), textless];
    const look = tellLooks(['b.py']);
    assert.deepEqual([look({ files }), look({ files })], [1, 2], 'nobody has gathered its texts');
    assert.deepEqual([look({ files, known: knowing('one') }), look({ files, known: knowing('one') })], [3, 3]);
    assert.equal(look({ files, known: knowing('two') }), 4);
    assert.equal(look({ files }), 5);
    const say = tellLooks([mentions]);
    assert.deepEqual([say(), say()], [1, 2], 'nobody has gathered what the change says');
  });

  it('is kept of three states, the latest', () => {
    const look = tellLooks(['b.py']);
    for (const text of ['1', '2', '3', '4']) look(beside(text));
    assert.deepEqual([look(beside('2')), look(beside('3')), look(beside('4')), look(beside('1'))], [4, 4, 4, 5]);
  });

  it('is kept by a judgement for the same rule alone, where the base is named', () => {
    const rule = aRule({ kind: 'secrets', in: ['**'], with: {} });
    const asked: string[] = [];
    const memory: Memory = { recall: (key) => void asked.push(key), learn: () => undefined };
    const judgeBy = (more: Partial<Case>, of = rule): readonly string[] => {
      asked.length = 0;
      // What is remembered of objects is asked for nowhere else.
      const files = [file('a.py', { secrets: [], secretsBefore: [] })];
      const given: Case = {
        policy: aPolicy({ rules: [of] }),
        scope: [],
        change: { base: 'b', files },
        files,
        hash,
        memory,
      };
      judge({ ...given, ...more });
      return [...asked];
    };
    assert.deepEqual(judgeBy({}), [], 'nobody knows the base');
    const first = judgeBy(at('one'));
    assert.ok(first.length > 0);
    assert.deepEqual(judgeBy(at('one')), first);
    for (const other of [
      judgeBy(at('two')),
      judgeBy(at('one'), { ...rule, except: ['b.py'] }),
      judgeBy(at('one'), { ...rule, level: 'warn' }),
    ])
      assert.equal(
        other.some((key) => first.includes(key)),
        false,
      );
  });
});
