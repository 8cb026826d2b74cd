import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { countDifference, countFrom, type LineRange } from '#core';
import { keptLines } from '../../src/core/line-difference/line-difference.ts';

const tell = (ranges: readonly LineRange[]): string => ranges.map(({ start, end }) => `${start}-${end}`).join(' ');

/** `+added -deleted @ranges`. */
const difference = (before: string, after: string): string => {
  const { added, deleted, addedLines, exact } = countDifference(before, after);
  return `+${added} -${deleted} @${tell(addedLines)}${exact ? '' : ' or less'}`;
};

describe('the difference of two texts in lines', () => {
  for (const [what, before, after, wanted] of [
    ['equal texts', 'a\nb\n', 'a\nb\n', '+0 -0 @'],
    ['two empty texts', '', '', '+0 -0 @'],
    ['a new text', '', 'a\nb\n', '+2 -0 @1-2'],
    ['a text that is gone', 'a\nb\n', '', '+0 -2 @'],
    ['an added line', 'a\nc\n', 'a\nb\nc\n', '+1 -0 @2-2'],
    ['a deleted line', 'a\nb\nc\n', 'a\nc\n', '+0 -1 @'],
    ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', '+1 -1 @2-2'],
    ['lines apart', 'a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\nf\n', '+3 -2 @1-1 5-6'],
    ['a newline that is missing now', 'a\nb\n', 'a\nb', '+1 -1 @2-2'],
    ['a newline that was missing', 'a\nb', 'a\nb\n', '+1 -1 @2-2'],
    ['a line after one without a newline', 'a', 'a\nb', '+2 -1 @1-2'],
    ['other line ends', 'a\nb\nc\n', 'a\r\nb\nc\r\n', '+2 -2 @1-1 3-3'],
    ['a carriage return that ends no line', 'a\rb\n', 'a\rc\n', '+1 -1 @1-1'],
    ['empty lines', '\n\n', '\n\n\n', '+1 -0 @3-3'],
    ['swapped lines', 'a\nb\n', 'b\na\n', '+1 -1 @2-2'],
    ['blanks at the end', 'a\n', 'a \n', '+1 -1 @1-1'],
  ] as const) {
    it(`is counted for ${what}`, () => assert.equal(difference(before, after), wanted));
  }

  it('puts a new function between two others on its own lines', () => {
    const one = 'function a() {\n  x();\n}\n\n';
    const two = 'function b() {\n  x();\n}\n\n';
    const three = 'function c() {\n  x();\n}\n';
    assert.equal(difference(one + three, one + two + three), '+4 -0 @5-8');
    assert.equal(difference(`${one}${one}${three}`, `${one}${one}${two}${three}`), '+4 -0 @9-12');
  });

  it('joins runs that only equal lines hold apart', () => {
    assert.equal(difference('x\n}\ny\n', 'x\na\n}\nb\n}\ny\n'), '+3 -0 @2-4');
  });
});

/** Everything of a folder's TypeScript. */
const readTexts = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort((one, other) => (one < other ? -1 : 1))
    .map((path) => readFileSync(join(folder, path), 'utf8'));

type Pair = readonly [before: string, after: string];

/** What git counts for every pair, by one process. */
const askGit = (pairs: readonly Pair[]): ReadonlyMap<number, readonly [added: number, deleted: number]> => {
  const folder = mkdtempSync(join(tmpdir(), 'line-difference-'));
  try {
    pairs.forEach((pair, index) =>
      pair.forEach((text, side) => {
        const place = join(folder, ['before', 'after'][side] ?? '');
        mkdirSync(place, { recursive: true });
        writeFileSync(join(place, String(index)), text);
      }),
    );
    const git = spawnSync('git', ['diff', '--no-index', '--no-renames', '--numstat', 'before', 'after'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
    assert.equal(git.stderr, '');
    const counted = new Map<number, readonly [number, number]>();
    for (const [, added, deleted, index] of git.stdout.matchAll(/^(\d+)\t(\d+)\t.*?(\d+)\}?$/gm))
      counted.set(Number(index), [Number(added), Number(deleted)]);
    return counted;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** That ours is git's number for more than 99 of 100 pairs. */
const assertAgreement = (pairs: readonly Pair[]): void => {
  const counted = askGit(pairs);
  assert.ok(counted.size > pairs.length / 2);
  const same = pairs.filter((pair, index) => {
    const { added, deleted } = countDifference(...pair);
    const [wantedAdded, wantedDeleted] = counted.get(index) ?? [0, 0];
    return added === wantedAdded && deleted === wantedDeleted;
  });
  const agreement = (100 * same.length) / pairs.length;
  assert.ok(agreement > 99, `${agreement} %`);
};

const lines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** One edit as people make them, on the lines of a text. */
type Change = (lines: readonly string[]) => readonly string[];

const block = fc.record({
  at: fc.nat(),
  size: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 })),
});
const change: fc.Arbitrary<Change> = fc.oneof(
  block.map(
    ({ at, size }): Change =>
      (all) =>
        all.toSpliced(at % (all.length + 1), size),
  ),
  fc.tuple(block, fc.nat()).map(([{ at, size }, from]): Change => (all) => {
    const copied = all.slice(from % (all.length + 1)).slice(0, size);
    return all.toSpliced(at % (all.length + 1), 0, ...copied);
  }),
  fc.tuple(block, fc.nat()).map(([{ at, size }, to]): Change => (all) => {
    const rest = all.toSpliced(at % (all.length + 1), size);
    return rest.toSpliced(to % (rest.length + 1), 0, ...all.slice(at % (all.length + 1)).slice(0, size));
  }),
  block.map(
    ({ at, size }): Change =>
      (all) =>
        all.map((line, index) =>
          index >= at % (all.length + 1) && index < (at % (all.length + 1)) + size ? `  ${line}` : line,
        ),
  ),
  fc.nat().map((seed): Change => (all) => {
    const words = all.join('').match(/[a-z]{4,}/g) ?? ['none'];
    const word = words[seed % words.length] ?? '';
    return all.map((line) => line.replaceAll(word, `${word}Now`));
  }),
  fc.array(fc.tuple(fc.nat(), fc.lorem({ maxCount: 3 })), { minLength: 1, maxLength: 8 }).map(
    (typed): Change =>
      (all) =>
        typed.reduce<readonly string[]>((now, [at, text]) => now.toSpliced(at % (now.length + 1), 1, `${text}\n`), all),
  ),
);

/** A script is right when taking the added lines out leaves lines that stand in the text before in that order. */
const assertScript = (before: string, after: string): void => {
  const { added, deleted, addedLines } = countDifference(before, after);
  const isAdded = new Set(
    addedLines.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, at) => start + at)),
  );
  assert.equal(isAdded.size, added);
  const kept = lines(after).filter((_, index) => !isAdded.has(index + 1));
  const old = lines(before);
  assert.equal(kept.length, old.length - deleted);
  let at = 0;
  for (const line of kept) {
    at = old.indexOf(line, at) + 1;
    assert.notEqual(at, 0, `${JSON.stringify(line)} is not where it was`);
  }
};

const smallText = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', '}', '', '  return;', 'c\r'), { maxLength: 60 }), fc.boolean())
  .map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));

describe('the difference of two texts, against git', function () {
  this.timeout(60_000);

  it('is the number git counts for more than 99 of 100 edits of real files', () => {
    const texts = readTexts(fileURLToPath(new URL('../../src', import.meta.url)));
    const edits = fc.sample(fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 })), {
      numRuns: 1_200,
      seed: 903,
    });
    const pairs = edits.map(([text, all]): Pair => [text, all.reduce((now, one) => one(now), lines(text)).join('')]);
    assertAgreement(pairs);
  });

  it('is the number git counts for more than 99 of 100 pairs of different real files', () => {
    const texts = readTexts(fileURLToPath(new URL('../../src', import.meta.url)));
    const pairs = fc.sample(fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts)), {
      numRuns: 800,
      seed: 904,
    });
    assertAgreement(pairs);
  });

  it('is the number git counts for more than 99 of 100 texts of few, often repeated lines', () => {
    const pairs = fc.sample(fc.tuple(smallText, smallText), { numRuns: 1_200, seed: 905 });
    assertAgreement(pairs);
  });
});

describe('the lines that a difference adds', () => {
  it('taken out again leave what was kept, in its order', () => {
    fc.assert(fc.property(smallText, smallText, assertScript), { numRuns: 1_000 });
  });

  it('are just those that were put in between lines of which none repeats', () => {
    const put = fc.array(fc.tuple(fc.nat(), fc.constantFrom('a\n', '}\n', '\n')), { maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(60), put, (count, all) => {
        const before = Array.from({ length: count }, (_, index) => `line ${index}\n`);
        const after = all.reduce((now, [at, line]) => now.toSpliced(at % (now.length + 1), 0, line), before);
        const { added, deleted, addedLines, exact } = countDifference(before.join(''), after.join(''));
        assert.deepEqual([added, deleted, exact], [all.length, 0, true]);
        const rest = after.filter((_, at) => !addedLines.some(({ start, end }) => start <= at + 1 && at + 1 <= end));
        assert.deepEqual(rest, before);
      }),
      { numRuns: 1_000 },
    );
  });
});

const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** Lines of three units, the last of which makes up for the others, so that FNV-1a gives them all one hash. */
const colliding = (count: number): readonly string[] => {
  const found: string[] = [];
  for (let pair = 0x100_0100; found.length < count; pair++) {
    const hash = step(step(0x811c9dc5, pair >>> 16), pair & 0xffff);
    const last = hash & 0xffff;
    if (hash >>> 16 === 0x1234 && last !== 10) found.push(`${String.fromCharCode(pair >>> 16, pair & 0xffff, last)}\n`);
  }
  return found;
};

const numbered = (count: number, number: (index: number) => number): string =>
  Array.from({ length: count }, (_, index) => `line ${number(index)}\n`).join('');

/** More lines than are cut, and what follows them. */
const many = (rest: string): string => `first\n${'\n'.repeat(400_000)}${rest}`;

describe('a difference too large to be found in time', () => {
  const count = 50_000;
  const before = numbered(count, (index) => index);

  for (const [what, after] of [
    ['shuffled', numbered(count, (index) => (index * 7919) % count)],
    ['reversed', numbered(count, (index) => count - 1 - index)],
    ['in which blocks are shuffled', numbered(count, (index) => (((index >> 3) * 7919 * 8) % count) + (index % 8))],
  ] as const) {
    it(`is an estimate, for a text ${what}`, () => {
      const { added, deleted, exact, addedLines } = countDifference(before, after);
      assert.equal(exact, false);
      assert.ok(added < count && added === deleted, `${added} ${deleted}`);
      assert.equal(
        addedLines.reduce((sum, { start, end }) => sum + end - start + 1, 0),
        added,
      );
      assertScript(before, after);
    });
  }

  it('is estimated by what stands once in both texts and in the same order', () => {
    const after = numbered(count, (index) => (index % 2 === 0 ? index : (index * 7919) % count));
    const { added, exact } = countDifference(before, after);
    assert.equal(exact, false);
    assert.ok(added <= count / 2, String(added));
  });

  it('is told by the ends of texts of more lines than are cut, to the line where they differ in one place', () => {
    assert.equal(difference(many('a\nb\nc\n'), many('a\nB\nc\n')), '+1 -1 @400003-400003 or less');
    assert.equal(difference(many('a\nb'), many('a\nc')), '+1 -1 @400003-400003 or less');
    assert.equal(difference(many('a\nb'), many('a\nb\n')), '+1 -1 @400003-400003 or less');
    assert.equal(difference(many('xc\n'), many('c\n')), '+1 -1 @400002-400002 or less');
    assert.equal(difference(many('a\nb\n'), many('a\n')), '+0 -1 @ or less');
    assert.equal(difference(`\n${many('')}`, `a\n${many('')}`), '+1 -1 @1-1 or less');
    assert.equal(difference(`a\n${many('')}`, 'b'), '+1 -400002 @1-1 or less');
  });

  it('keeps the ends of texts of more lines than are cut', () => {
    const { before: old, after } = keptLines(`a\n${many('')}`, `b\nc\n${many('')}`);
    assert.deepEqual([old.length, old.slice(0, 2)], [400_001, [2, 3]]);
    assert.deepEqual([after.length, after.slice(0, 2)], [400_001, [3, 4]]);
  });

  it('is an estimate where lines were made so that their hashes meet', () => {
    const alike = colliding(60);
    assert.equal(difference(alike.join(''), alike.toReversed().join('')), '+60 -60 @1-60 or less');
    const text = numbered(60, (index) => index);
    assert.equal(difference(text, alike.join('')), '+60 -60 @1-60');
  });

  it('is exact where nothing is common, and where little changed', () => {
    const other = numbered(count, (index) => -index - 1);
    assert.equal(difference(before, other), `+${count} -${count} @1-${count}`);
    const changed = numbered(count, (index) => (index === 20_000 ? -1 : index));
    assert.equal(difference(before, changed), '+1 -1 @20001-20001');
    const apart = numbered(count, (index) => (index % 10_000 === 5 ? -1 : index));
    assert.equal(difference(before, apart), '+5 -5 @6-6 10006-10006 20006-20006 30006-30006 40006-40006');
  });
});

describe('the differences of one text to many', () => {
  it('are those of each of them', () => {
    const text = fc.tuple(smallText, fc.array(smallText, { minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(text, ([before, all]) => {
        const count = countFrom(before);
        assert.deepEqual(
          all.map((after) => count(after)),
          all.map((after) => countDifference(before, after)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
