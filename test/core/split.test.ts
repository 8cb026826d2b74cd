import {
  applyHunks,
  cutHunk,
  fillSlice,
  findLeanings,
  hunksOf,
  orderFiles,
  queueOf,
  takeLess,
  titleSlice,
  type Budget,
  type CutPortion,
  type FactsOfSides,
  type Portion,
  type SplitFile,
} from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { randomNumbers } from '../sample/random.ts';

const fileOf = (path: string, more: Partial<SplitFile> = {}): SplitFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [],
  hunks: [{ before: { start: 0, end: 0 }, after: { start: 0, end: 1 } }],
  ...more,
});

const tall = (path: string, heights: readonly number[], more: Partial<SplitFile> = {}): SplitFile => {
  const starts = heights.map((_, at) => heights.slice(0, at).reduce((sum, height) => sum + height + 1, 0));
  return fileOf(path, {
    added: heights.reduce((sum, height) => sum + height, 0),
    hunks: heights.map((height, at) => {
      const start = starts[at] ?? 0;
      return { before: { start: at, end: at }, after: { start, end: start + height } };
    }),
    ...more,
  });
};

const budgetOf = (measure: Budget['measure'], limit: number): Budget => ({
  measure,
  limit,
  counts: ['code', 'test', 'docs'],
  level: 'block',
  because: 'Small.',
});

const noCut: CutPortion = () => undefined;
const told = (portions: readonly Portion[]): readonly string[] =>
  portions.map(({ file, hunks, begins, ends }) => `${begins ? '' : '…'}${file.path}:${hunks.length}${ends ? '' : '…'}`);

/** The facts of a text that imports one module. */
const importing = (module: string) =>
  ({
    imports: [{ module, how: 'import', place: { line: 1, column: 1, endLine: 1, endColumn: 1 } }],
  }) as unknown as NonNullable<ReturnType<FactsOfSides['after']['get']>>;

const ordered = (files: readonly SplitFile[], facts: FactsOfSides): readonly string[] =>
  orderFiles(files, findLeanings(files, facts)).map((group) => group.map(({ path }) => path).join('+'));

/** Cuts what only adds six lines or more. */
const inHalves: CutPortion = (portion) => {
  const [hunk] = portion.hunks;
  if (hunk === undefined || hunk.after.end - hunk.after.start < 6) return undefined;
  const { start, end } = hunk.after;
  const middle = (start + end) >> 1;
  const halves = [
    { ...hunk, after: { start, end: middle } },
    { ...hunk, after: { start: middle, end } },
  ];
  return { ...portion, hunks: halves };
};

/** All slices that a queue comes to. */
const slicesOf = (files: readonly SplitFile[], budgets: readonly Budget[], cut = noCut): readonly string[][] => {
  const slices: string[][] = [];
  let queue = queueOf(files.map((file) => [file]));
  while (queue.length > 0) {
    const filled = fillSlice(queue, budgets, cut);
    assert.ok(filled.taken.length > 0, 'a slice takes something');
    slices.push([...told(filled.taken)]);
    queue = filled.rest;
  }
  return slices;
};

describe('the hunks of two texts', () => {
  const random = randomNumbers(7);
  const textOf = (): string => {
    const count = Math.floor(random() * 12);
    const text = Array.from({ length: count }, () => 'abcde'[Math.floor(random() * 5)] ?? '').join('\n');
    return random() < 0.5 ? text : `${text}\n`;
  };

  it('make the text after of the text before, and keep it where none of them is put in', () => {
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [textOf(), textOf()];
      const hunks = hunksOf(before, after);
      assert.equal(applyHunks(before, after, hunks), after, JSON.stringify([before, after]));
      assert.equal(applyHunks(before, after, hunks.toReversed()), after, 'in any order');
      assert.equal(applyHunks(before, after, []), before);
    }
  });

  it('stand each for itself', () => {
    const [before, after] = ['a\nb\nc\nd\n', 'A\nb\nc\nD\n'];
    const [first, second, ...more] = hunksOf(before, after);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(more, []);
    assert.equal(applyHunks(before, after, [first]), 'A\nb\nc\nd\n');
    assert.equal(applyHunks(before, after, [second]), 'a\nb\nc\nD\n');
  });

  it('of nothing but new lines are cut where a paragraph of the outermost lines begins, and come to the same', () => {
    const after = 'import a\n\ndef f():\n    x\n\n    y\n\n\ndef g():\n    z\n';
    const [whole] = hunksOf('', after);
    assert.ok(whole !== undefined);
    const parts = cutHunk(whole, '', after) ?? [];
    assert.deepEqual(
      parts.map(({ after: { start } }) => start),
      [0, 2, 8],
    );
    assert.equal(applyHunks('', after, parts), after);
    assert.equal(applyHunks('', after, parts.slice(0, 1)), 'import a\n\n');
  });

  it('of nothing but deleted lines are cut in the same way', () => {
    const before = 'def f():\n    x\n\ndef g():\n    y\n';
    const [whole] = hunksOf(before, '');
    assert.ok(whole !== undefined);
    const parts = cutHunk(whole, before, '') ?? [];
    assert.equal(parts.length, 2);
    assert.equal(applyHunks(before, '', parts.slice(0, 1)), 'def g():\n    y\n');
  });

  it('are not cut where lines stand in the place of others, nor where no paragraph begins', () => {
    const replaced = hunksOf('a\n\nb\n', 'c\n\nd\n\ne\n')[0];
    assert.ok(replaced !== undefined);
    const closing = 'if (a) {\n\n}\n\nelse {\n\n}\n';
    const [grown] = hunksOf('', closing);
    assert.ok(grown !== undefined);
    assert.equal(cutHunk(grown, '', closing), undefined, 'what closes belongs to what is closed');
    assert.equal(cutHunk({ before: { start: 0, end: 1 }, after: { start: 0, end: 3 } }, 'a\n', 'c\n\nd\n'), undefined);
  });
});

describe('the order in which files land', () => {
  const none: FactsOfSides = { before: new Map(), after: new Map() };

  it('has what is imported first, tests with what they test, manifests before all and documents after all', () => {
    const files = [
      fileOf('README.md', { class: 'docs' }),
      fileOf('src/a.ts'),
      fileOf('src/b.ts'),
      fileOf('src/z.ts'),
      fileOf('test/z.test.ts', { class: 'test' }),
      fileOf('test/other.test.ts', { class: 'test' }),
      fileOf('package-lock.json', { class: 'lock' }),
      fileOf('package.json', { class: 'data' }),
    ];
    const after = new Map([
      ['src/a.ts', importing('./z')],
      ['test/z.test.ts', importing('../src/z')],
    ]);
    assert.deepEqual(ordered(files, { ...none, after }), [
      'package-lock.json',
      'package.json',
      'src/z.ts',
      'test/z.test.ts',
      'src/a.ts',
      'src/b.ts',
      'test/other.test.ts',
      'README.md',
    ]);
  });

  it('keeps together what imports one another in a circle', () => {
    const after = new Map([
      ['src/a.ts', importing('./b')],
      ['src/b.ts', importing('./a')],
    ]);
    assert.deepEqual(ordered([fileOf('src/a.ts'), fileOf('src/b.ts')], { ...none, after }), ['src/a.ts+src/b.ts']);
  });

  it('has a file go after those that imported it until now', () => {
    const files = [fileOf('src/a.ts', { status: 'deleted' }), fileOf('src/b.ts')];
    const before = new Map([['src/b.ts', importing('./a')]]);
    assert.deepEqual(ordered(files, { ...none, before }), ['src/b.ts', 'src/a.ts']);
  });

  it('takes the one changed file that an alias ends like for the one that is meant', () => {
    const files = [fileOf('app/a.ts'), fileOf('src/core/index.ts'), fileOf('src/other/store.ts')];
    const of = (module: string): readonly string[] =>
      ordered(files, { ...none, after: new Map([['app/a.ts', importing(module)]]) });
    assert.deepEqual(of('#core'), ['src/core/index.ts', 'app/a.ts', 'src/other/store.ts']);
    assert.deepEqual(of('@/other/store'), ['src/other/store.ts', 'app/a.ts', 'src/core/index.ts']);
    assert.deepEqual(of('other'), ['app/a.ts', 'src/core/index.ts', 'src/other/store.ts'], 'a package');
  });
});

describe('what a slice takes', () => {
  it('is as much as the budgets allow, of whole files', () => {
    const files = ['a', 'b', 'c', 'd', 'e'].map((path) => tall(path, [4]));
    assert.deepEqual(slicesOf(files, [budgetOf('lines', 10)]), [['a:1', 'b:1'], ['c:1', 'd:1'], ['e:1']]);
    assert.deepEqual(slicesOf(files, [budgetOf('lines', 10), budgetOf('files', 1)]).length, 5);
    const fresh = files.map((file) => ({ ...file, status: 'added' as const }));
    assert.deepEqual(slicesOf(fresh, [budgetOf('new-files', 4)]).length, 2);
    const gone = files.map((file) => ({ ...file, status: 'deleted' as const }));
    assert.deepEqual(slicesOf(gone, [budgetOf('deleted-files', 3)]).length, 2);
  });

  it('counts the classes that the budget counts', () => {
    const files = ['a', 'b', 'c'].map((path) => tall(path, [9], { class: 'generated' }));
    assert.deepEqual(slicesOf(files, [budgetOf('lines', 10)]), [['a:1', 'b:1', 'c:1']]);
  });

  it('is a part of a file only where that has no room in a slice of its own', () => {
    const files = [tall('a', [4]), tall('b', [4, 4]), tall('c', [4, 4, 4, 4])];
    assert.deepEqual(slicesOf(files, [budgetOf('lines', 10)]), [['a:1'], ['b:2'], ['c:2…'], ['…c:2']]);
  });

  it('is one hunk where that is too large and cannot be cut, and a part of it where it can', () => {
    const large = [tall('a', [30, 4])];
    assert.deepEqual(slicesOf(large, [budgetOf('lines', 10)]), [['a:1…'], ['…a:1']]);
    assert.deepEqual(slicesOf([tall('a', [20])], [budgetOf('lines', 10)], inHalves), [['a:1…'], ['…a:1']]);
  });

  it('may be less, down to one hunk of one file', () => {
    const filled = { taken: queueOf([[tall('a', [1, 1, 1]), tall('b', [1])]])[0] ?? [], rest: [] };
    const less = takeLess(filled, noCut);
    assert.ok(less !== undefined);
    assert.deepEqual([told(less.taken), less.rest.map(told)], [['a:3'], [['b:1']]]);
    const least = takeLess(less, noCut);
    assert.ok(least !== undefined);
    assert.deepEqual([told(least.taken), least.rest.map(told)], [['a:1…'], [['…a:2'], ['b:1']]]);
    assert.equal(takeLess(least, noCut), undefined);
  });

  it('is called after its only file, the folder that all lie in, or the places', () => {
    const whole = queueOf([[tall('src/core/a.ts', [1]), tall('src/app/b.ts', [1])]])[0] ?? [];
    assert.equal(titleSlice(whole), 'src: 2 files');
    assert.equal(titleSlice(whole.slice(0, 1)), 'src/core/a.ts');
    assert.equal(
      titleSlice(whole.slice(0, 1).map((one) => ({ ...one, ends: false }))),
      'src/core/a.ts (its beginning)',
    );
    const apart = (...paths: readonly string[]) => titleSlice(queueOf([paths.map((path) => tall(path, [1]))])[0] ?? []);
    assert.equal(apart('a', 'b/c'), 'the root, b: 2 files');
    assert.equal(apart('a/b/c', 'a/b/d', 'e/f', 'g/h', 'i/j'), 'a/b, e and 2 more: 5 files');
  });
});
