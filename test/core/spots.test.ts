import { nothingKnown, openSurroundings, type ChangedFile } from '#core';
import { seeNew, type Side, type Spot } from '../../src/core/spots.ts';
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

/** Every line that holds `bad` is a spot; `in NAME:` before it says in what. */
const findBad = ({ text = '' }: Side): readonly Spot[] =>
  text.split('\n').flatMap((written, index) => {
    const [, symbol = '', bad] = /^(?:in (\w+): )?(bad \w+)/.exec(written) ?? [];
    return bad === undefined
      ? []
      : [{ place: { line: index + 1, column: 1 }, message: `It says ${bad}.`, symbol, text: bad }];
  });

const see = (files: readonly ChangedFile[], applies = (_path: string): boolean => true): readonly string[] =>
  seeNew(
    {
      options: {},
      applies,
      files,
      change: { base: 'base', files },
      around: openSurroundings(files, nothingKnown).surroundings,
      isLeft: () => false,
    },
    findBad,
  ).map(({ path, line, message }) => `${path}:${line} ${message}`);

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
    assert.deepEqual(see([file('a', 'in f: bad one\n', 'x\nin g: bad one\n', [2])]), []);
    assert.deepEqual(see([file('a', 'bad one\n', 'x\n', [1]), file('b', 'x\n', 'x\nbad one\n', [2])]), []);
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

  it('is told in the order of paths and lines', () => {
    const files = [file('b', undefined, 'x\nbad two\nbad one\n', [1, 2, 3]), file('a', undefined, 'bad three\n', [1])];
    assert.deepEqual(see(files), ['a:1 It says bad three.', 'b:2 It says bad two.', 'b:3 It says bad one.']);
  });
});
