import { nothingKnown, ruleKinds, type ChangedFile, type Facts } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { headingsOf } from '../../src/core/markdown/markdown.ts';
import { proseLines } from '../../src/core/markdown/prose.ts';
import { pairParts } from '../../src/core/rules/guard-parts/pairs.ts';
import { openSurroundings } from '../../src/core/surroundings.ts';
import { joinedTexts } from '../../src/core/syntax/sql/joined.ts';
import { touches } from '../../src/core/change.ts';
import { readFacts } from '../../src/repo/facts.ts';

/*
 * How the work grows with a change: it is counted, never timed. Twice as much to look at may take little more than twice as
 * many looks; what compares everything with everything takes four times as many.
 */

const factsOf = async (path: string, text: string): Promise<Facts> => {
  const read = await readFacts([{ path, text }]);
  assert.ok(read.ok);
  const [facts] = read.value;
  assert.ok(facts);
  return facts;
};

/** The same facts, and how often somebody asked where one of them stands. */
const watched = (facts: Facts): { readonly facts: Facts; readonly looks: () => number } => {
  let count = 0;
  const watch = <Item extends { readonly place: unknown }>(items: readonly Item[]): readonly Item[] =>
    items.map((item) =>
      Object.defineProperty({ ...item }, 'place', {
        enumerable: true,
        get: () => {
          count += 1;
          return item.place;
        },
      }),
    );
  const { uses, strings, functions, assignments } = facts;
  const seen = {
    ...facts,
    uses: watch(uses),
    strings: watch(strings),
    functions: watch(functions),
    assignments: watch(assignments),
  };
  return { facts: seen, looks: () => count };
};

const grows = async (write: (count: number) => string, run: (facts: Facts, text: string) => void): Promise<void> => {
  const looksAt = async (count: number): Promise<number> => {
    const text = write(count);
    const { facts, looks } = watched(await factsOf('app/a.py', text));
    run(facts, text);
    return looks();
  };
  const [once, twice] = [await looksAt(200), await looksAt(400)];
  assert.ok(once > 0 && twice < 3 * once, `${once} looks, and ${twice} at twice as much`);
};

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

const changed = (path: string, text: string, facts: Facts): ChangedFile => ({
  path,
  status: 'added',
  added: 1,
  deleted: 0,
  addedLines: [{ start: 1, end: text.split('\n').length }],
  binary: false,
  class: 'code',
  after: text,
  facts,
});

describe('the work that a large change makes', () => {
  it('grows with the strings of a program and the names that hold them', async () => {
    await grows(
      (count) => lines(count, (index) => `name_${index} = "text ${index}"\nname_${index} += f"{name_${index}} more"`),
      (facts) => joinedTexts(facts, facts.strings),
    );
  });

  it('grows with the strings of one table', async () => {
    await grows(
      (count) => `table = [\n${lines(count, (index) => `    "text ${index}",`)}]\nprint("".join(table))\n`,
      (facts) => joinedTexts(facts, facts.strings),
    );
  });

  it('grows with the functions that parameters are given by default, and what stands beside them', async () => {
    await grows(
      (count) => lines(count, (index) => `def f_${index}(value=LIMIT):\n    return value\nprint(f_${index}())`),
      (facts, text) => pairParts([changed('app/a.py', text, facts)]),
    );
  });

  it('grows with the lines that are asked about, not with all that a file has', () => {
    let looks = 0;
    const ranges = Array.from({ length: 4_096 }, (_, index) => ({ start: 2 * index + 1, end: 2 * index + 1 }));
    const addedLines = new Proxy(ranges, {
      get: (target, key, receiver): unknown => {
        looks += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key, receiver);
      },
    });
    assert.equal(touches({ addedLines }, 4_001, 4_001), true);
    assert.equal(touches({ addedLines }, 4_000, 4_000), false);
    assert.equal(touches({ addedLines }, 4_000, 4_001), true);
    assert.equal(touches({ addedLines }, 9_000, 9_001), false);
    assert.ok(looks <= 4 * 16, `${looks} looks`);
  });

  it('grows with the files that an import may lead to, not with all of the repository', async () => {
    let looks = 0;
    const paths = Array.from({ length: 4_096 }, (_, index) => `app/m${10_000 + index}.py`);
    const watchedPaths = new Proxy([...paths, 'plugins/a.py', 'store/a.py'], {
      get: (target, key, receiver): unknown => {
        looks += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key, receiver);
      },
    });
    const text = 'import importlib\nimportlib.import_module(f"store.{name}")\n';
    const file = changed('ui/a.py', text, await factsOf('ui/a.py', text));
    const kind = ruleKinds.get('forbidden-import');
    assert.ok(kind);
    const { surroundings } = openSurroundings([file], { ...nothingKnown, paths });
    const { sightings } = kind.see({
      options: kind.options.parse({ files: ['store/**'] }),
      applies: () => true,
      files: [file],
      change: { base: 'base', files: [file] },
      around: { ...surroundings, after: { ...surroundings.after, paths: () => watchedPaths } },
      isLeft: () => false,
    });
    assert.equal(sightings.length, 1);
    assert.ok(looks < 500, `${looks} looks at paths`);
  });

  it('lists no repository for each test of a change', async () => {
    const text = 'import time\n\ndef test_a():\n    assert time.time()\n';
    const file = changed('tests/a/test_a.py', text, await factsOf('tests/a/test_a.py', text));
    const kind = ruleKinds.get('test-determinism');
    assert.ok(kind);
    const { surroundings } = openSurroundings([file], { ...nothingKnown, paths: ['conftest.py'] });
    const { sightings } = kind.see({
      options: kind.options.parse({ counts: ['code'] }),
      applies: () => true,
      files: [file],
      change: { base: 'base', files: [file] },
      around: { ...surroundings, after: { ...surroundings.after, paths: () => assert.fail('nobody asked for all') } },
      isLeft: () => false,
    });
    assert.equal(sightings.length, 1);
  });

  it('grows with the secrets of a file', async () => {
    const facts = await factsOf('a.py', 'a\n');
    const looksAt = (count: number): number => {
      let looks = 0;
      const secrets = Array.from({ length: count }, (_, index) => ({
        what: 'token',
        end: 2 * index + 1,
        get start(): number {
          looks += 1;
          return 2 * index;
        },
      }));
      const text = 'a '.repeat(count);
      const file: ChangedFile = { ...changed('a.txt', text, facts), secrets, secretsBefore: [] };
      const kind = ruleKinds.get('secrets');
      assert.ok(kind);
      const { surroundings } = openSurroundings([file], nothingKnown);
      const { sightings } = kind.see({
        options: kind.options.parse({}),
        applies: () => true,
        files: [file],
        change: { base: 'base', files: [file] },
        around: surroundings,
        isLeft: () => false,
      });
      assert.equal(sightings.length, count);
      return looks;
    };
    const [once, twice] = [looksAt(200), looksAt(400)];
    assert.ok(once > 0 && twice < 3 * once, `${once} looks, and ${twice} at twice as much`);
  });

  it('grows with the letters of an argument, not with the stars that it is held against', async () => {
    const text = `open(a, "${'w'.repeat(3_000)}")\n`;
    const file = changed('app/a.py', text, await factsOf('app/a.py', text));
    const kind = ruleKinds.get('forbidden-call');
    assert.ok(kind);
    const { surroundings } = openSurroundings([file], nothingKnown);
    const looking = (pattern: string) =>
      kind.see({
        options: kind.options.parse({ names: ['open'], arguments: { 1: [pattern] } }),
        applies: () => true,
        files: [file],
        change: { base: 'base', files: [file] },
        around: surroundings,
        isLeft: () => false,
      }).sightings.length;
    assert.equal(looking('w*w*w*w*w*w*b'), 0);
    assert.equal(looking('w*w*w*w*w*w*'), 1);
  });

  it('walks a text once for comments and headings that never close', async () => {
    const count = 400_000;
    const never = `${'<!--'.repeat(count)} -- a`;
    assert.deepEqual(
      proseLines(never).map(({ text }) => text.length),
      [never.length],
    );
    assert.deepEqual(headingsOf(`<div>${'<h1>'.repeat(count)}\n`), []);
    assert.deepEqual(headingsOf(`<div>${'<h1 '.repeat(count)}\n`), []);
    assert.deepEqual(
      headingsOf(`<h2>a${'<'.repeat(count)}</h2>\n`).map(({ text }) => text[0]),
      ['a'],
    );
    assert.deepEqual(
      headingsOf(`# a ${'{#'.repeat(count)} }\n`).map(({ ids }) => ids),
      [[]],
    );
    const file = changed('app/a.py', 'a = 1\n', await factsOf('app/a.py', 'a = 1\n'));
    const doc: ChangedFile = { ...file, path: 'docs/a.md', class: 'docs', after: never };
    const kind = ruleKinds.get('paired-files');
    assert.ok(kind);
    const { surroundings } = openSurroundings([file, doc], { ...nothingKnown, paths: [] });
    const { sightings } = kind.see({
      options: kind.options.parse({ when: 'app/{name}.py', needs: ['docs/{name}.md'], mentions: '{name}' }),
      applies: () => true,
      files: [file],
      change: { base: 'base', files: [file] },
      around: surroundings,
      isLeft: () => false,
    });
    assert.deepEqual(sightings, []);
  });

  it('grows with the guards that a file defined, and what is left of them', async () => {
    const [before, after] = [
      lines(50, (index) => `def guard_${index}(a):\n    return a\n`),
      'def other():\n    return 1\n',
    ];
    const [factsBefore, facts] = [await factsOf('app/a.py', before), await factsOf('app/a.py', after)];
    const file: ChangedFile = { ...changed('app/a.py', after, facts), status: 'modified', before, factsBefore };
    const kind = ruleKinds.get('guard-removed');
    assert.ok(kind);
    const { surroundings } = openSurroundings([file], nothingKnown);
    let looks = 0;
    const watchedFacts = (path: string): Facts | undefined => {
      looks += 1;
      return surroundings.after.facts(path);
    };
    const { sightings } = kind.see({
      options: kind.options.parse({ guards: Array.from({ length: 50 }, (_, index) => `guard_${index}`) }),
      applies: () => true,
      files: [file],
      change: { base: 'base', files: [file] },
      around: { ...surroundings, after: { ...surroundings.after, facts: watchedFacts } },
      isLeft: () => false,
    });
    assert.equal(sightings.length, 50);
    assert.ok(looks < 10, `${looks} looks at what is left`);
  });
});
