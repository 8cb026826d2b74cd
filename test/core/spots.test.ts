import { nothingKnown, openSurroundings, type ChangedFile, type Sighting } from '#core';
import { seeNew, type Side, type Spot } from '../../src/core/spots.ts';
import { noFacts } from '../../src/core/syntax/facts.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

const file = (path: string, before: string | undefined, after: string | undefined, lines: readonly number[] = []) => ({
  path,
  status:
    before === undefined ? ('added' as const) : after === undefined ? ('deleted' as const) : ('modified' as const),
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code' as const,
  addedLines: lines.map((line) => ({ start: line, end: line })),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

const squeeze = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Every line that holds `bad` is a spot; `in NAME:` before it says in what. */
const findBad = ({ text = '' }: Side): readonly Spot[] =>
  text.split('\n').flatMap((written, index) => {
    const [, symbol = '', bad] = /^\s*(?:in ([\w ]+):\s+)?(bad\s+\w+)/.exec(written) ?? [];
    return bad === undefined
      ? []
      : [{ place: { line: index + 1, column: 1 }, message: `It says ${squeeze(bad)}.`, symbol, text: squeeze(bad) }];
  });

const sightNew = (
  files: readonly ChangedFile[],
  applies = (_path: string): boolean => true,
  find = findBad,
  options = {},
): readonly Sighting[] =>
  seeNew(
    {
      options,
      applies,
      files,
      change: { base: 'base', files },
      around: openSurroundings(files, nothingKnown).surroundings,
      isLeft: () => false,
    },
    'spots',
    find,
  );

const see = (...given: Parameters<typeof sightNew>): readonly string[] =>
  sightNew(...given).map(({ path, line, message }) => `${path}:${line} ${message}`);

const inCallbacks = (text: string): string => text.replaceAll('in f', 'in arrow function');

/** Every `bad(…)` at the end of a line; the first word of the line is what it stands in. */
const findCalls = ({ text = '' }: Side): readonly Spot[] =>
  [...text.matchAll(/^(\w+) .*?(bad\(\w+\))/gm)].map(([all = '', symbol = '', bad = ''], index) => ({
    place: { line: index + 1, column: all.length - bad.length + 1, endLine: index + 1, endColumn: all.length + 1 },
    message: 'It is bad.',
    symbol,
    text: 'bad',
  }));

const identities = (before: string, after: string): readonly string[] =>
  sightNew([file('a', before, after, [1, 2, 3])]).map(({ identity }) => identity);

/** What is told of a spot that brings `one`, and that went from a file to another. */
const importing = (before: string | undefined, after: string, from = 'bad one\n  load(one)\n') => {
  const lines = after.split('\n').map((_, index) => index + 1);
  return see([file('a', from, before), file('b', 'x\n', after, lines)], undefined, (side) =>
    findBad(side).map((spot) => ({ ...spot, brings: ['one'] })),
  );
};

/** The sides on which it is looked, in a change of two files that says the same at the base each time. */
const lookers = () => {
  const [options, facts] = [{}, { a: { ...noFacts }, b: { ...noFacts } }];
  const looked: string[] = [];
  const find = (side: Side): readonly Spot[] => {
    looked.push(`${side.path} ${side.text === side.file.before ? 'before' : 'after'}`);
    return findBad(side);
  };
  return (a: string, b: string): readonly string[] => {
    const files = [
      { ...file('a', 'bad one\n', a, [1]), factsBefore: facts.a },
      { ...file('b', 'x\n', b, [1]), factsBefore: facts.b },
    ];
    looked.length = 0;
    sightNew(files, undefined, find, options);
    return [...looked];
  };
};

describe('what a change brings of spots', () => {
  it('is what the text says now and did not say before', () => {
    assert.deepEqual(see([file('a', 'bad one\n', 'bad one\nbad two\n', [2])]), ['a:2 It says bad two.']);
  });

  it('is all of a new file, and nothing of a deleted one', () => {
    assert.deepEqual(see([file('a', undefined, 'bad one\n', [1]), file('b', 'bad two\n', undefined)]), [
      'a:1 It says bad one.',
    ]);
  });

  it('is the one that the change wrote, where more of the same stand there than before', () => {
    const before = 'bad one\nx\n';
    assert.deepEqual(see([file('a', before, 'bad one\nbad one\nx\n', [1])]), ['a:1 It says bad one.']);
    assert.deepEqual(see([file('a', before, 'bad one\nbad one\nx\n', [2])]), ['a:2 It says bad one.']);
  });

  it('is nothing that was moved: within its file, or to another', () => {
    assert.deepEqual(see([file('a', 'bad one; in f\nx\n', 'x\nbad one; in f\n', [2])]), []);
    assert.deepEqual(see([file('a', 'bad one\n', 'x\n', [1]), file('b', 'x\n', 'x\n  bad  one\n', [2])]), []);
  });

  it('is other code that is as bad as what is gone: in another function, elsewhere in the file, and in another file', () => {
    const sayOne = 'It says bad one.';
    assert.deepEqual(see([file('a', 'in f: bad one\nx\n', 'x\nin g: bad one\n', [2])]), [`a:2 ${sayOne}`]);
    assert.deepEqual(see([file('a', 'bad one of a\nx\ny\n', 'x\ny\nbad one of b\n', [3])]), [`a:3 ${sayOne}`]);
    assert.deepEqual(see([file('a', 'bad one of a\n', undefined), file('b', 'x\n', 'x\nbad one of b\n', [2])]), [
      `b:2 ${sayOne}`,
    ]);
  });

  it('is nothing whose line alone was edited, one for one', () => {
    const before = 'in f: bad one of a\nx\nbad one of a\ny\n';
    assert.deepEqual(see([file('a', before, 'z\nin f: bad one of b\nx\nbad one of b\ny\n', [1, 2, 4])]), []);
    assert.deepEqual(see([file('a', 'in f: bad one of a\nx\n', 'in f: bad one\nx\nin f: bad one of b\n', [1, 3])]), [
      'a:3 It says bad one.',
    ]);
  });

  it('tells callbacks by where they stand, since none of them has a name', () => {
    const [before, after] = ['in f: bad one of a\nx\n', 'x\nin f: bad one of b\n'].map(inCallbacks);
    assert.deepEqual(see([file('a', before, after, [2])]), ['a:2 It says bad one.']);
    assert.deepEqual(see([file('a', before, inCallbacks('in f: bad one of b\nx\n'), [1])]), []);
  });

  it('takes what has the same expression in the same file for what it was made of', () => {
    assert.deepEqual(see([file('a', 'f x = bad(one)\n', 'g return bad(one)\n', [1])], undefined, findCalls), []);
    assert.deepEqual(see([file('a', 'f x = bad(one)\n', 'g return bad(two)\n', [1])], undefined, findCalls), [
      'a:1 It is bad.',
    ]);
  });

  it('has the identity of its code, whatever line that stands in and however far', () => {
    const [one] = identities('', 'in f: bad one of a\n');
    assert.deepEqual(identities('x\n', 'x\ny\n  in f:  bad one of a \n'), [one]);
    assert.notDeepEqual(identities('', 'in f: bad one of b\n'), [one]);
    assert.deepEqual(identities('', 'in f: bad one of b\nin f: bad one of a\n').includes(one ?? ''), true);
  });

  describe('of what its code tells too little of', () => {
    it('is nothing where code that uses it was moved along', () => {
      assert.deepEqual(importing('', 'x\nbad one\nload(one)\n'), []);
      assert.deepEqual(importing(undefined, 'x\nbad one\n    load(one)\n'), []);
    });

    it('is the same elsewhere where other code came, or none', () => {
      const told = ['b:2 It says bad one.'];
      assert.deepEqual(importing('', 'x\nbad one\nsave(one)\n'), told);
      assert.deepEqual(
        importing('load(one)\n', 'x\nbad one\nload(one)\n', 'bad one\nload(one)\n'),
        told,
        'that code is still where it was',
      );
      assert.deepEqual(importing('', 'x\nbad one\n} one\n', 'bad one\n} one\n'), told, 'what stands anywhere');
      assert.deepEqual(
        importing('', 'x\nbad one\nload(two)\n', 'bad one\nload(two)\n'),
        told,
        'code that needs it not',
      );
    });
  });

  it('is what was copied, though, and stands at both places now', () => {
    const copied = [file('a', 'bad one\n', 'bad one\n'), file('b', 'x\n', 'x\nbad one\n', [2])];
    assert.deepEqual(see(copied), ['b:2 It says bad one.']);
  });

  it('is what came into the place of the rule from outside of it', () => {
    const renamed: ChangedFile = { ...file('ui/a', 'bad one\n', 'bad one\n'), from: 'api/a', status: 'renamed' };
    assert.deepEqual(
      see([renamed], (path) => path.startsWith('ui/')),
      ['ui/a:1 It says bad one.'],
    );
    assert.deepEqual(see([renamed]), []);
  });

  describe('of the text at the base', () => {
    it('is nothing looked for where there is nothing after the change', () => {
      assert.deepEqual(lookers()('y\n', 'z\n'), ['a after', 'b after']);
    });

    it('is looked for where something stands there now, and everywhere else once that is new', () => {
      const look = lookers();
      assert.deepEqual(look('y\nbad one\n', 'z\n'), ['a after', 'a before', 'b after']);
      assert.deepEqual(look('y\n', 'bad two\n'), ['a after', 'b after', 'b before']);
    });

    it('is looked for once, however often the file is edited', () => {
      const look = lookers();
      assert.deepEqual(look('bad two\n', 'z\n'), ['a after', 'a before', 'b after', 'b before']);
      assert.deepEqual(look('bad three\n', 'zz\n'), ['a after', 'b after']);
    });
  });

  it('is told in the order of paths and lines', () => {
    const files = [file('b', undefined, 'x\nbad two\nbad one\n', [1, 2, 3]), file('a', undefined, 'bad three\n', [1])];
    assert.deepEqual(see(files), ['a:1 It says bad three.', 'b:2 It says bad two.', 'b:3 It says bad one.']);
  });
});
