import { askKey, nothingKnown, openSurroundings, type ChangedFile, type Known } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { noFacts } from '../../src/core/syntax/facts.ts';

const file = (path: string, parts: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [],
  ...parts,
});

describe('what a rule sees around a change', () => {
  it('has every path on both sides, whatever became of a file', () => {
    const files = [
      file('new.py', { status: 'added' }),
      file('gone.py', { status: 'deleted' }),
      file('to.py', { status: 'renamed', from: 'from.py' }),
      file('link.py', { status: 'type-changed', special: 'link' }),
    ];
    const known: Known = { ...nothingKnown, paths: ['from.py', 'gone.py', 'link.py', 'same.py'] };
    const { surroundings, asks } = openSurroundings(files, known);
    assert.deepEqual(surroundings.before.paths(), ['from.py', 'gone.py', 'link.py', 'same.py']);
    assert.deepEqual(surroundings.after.paths(), ['new.py', 'same.py', 'to.py']);
    assert.deepEqual(
      [surroundings.after.has('to.py'), surroundings.after.has('from.py'), surroundings.before.has('from.py')],
      [true, false, true],
    );
    assert.deepEqual(asks(), []);
  });

  it('notes what is not at hand, each once', () => {
    const { surroundings, asks } = openSurroundings(
      [file('a.py', { status: 'renamed', from: 'old.py' })],
      nothingKnown,
    );
    surroundings.after.paths();
    surroundings.before.has('a.py');
    surroundings.after.text('same.py');
    surroundings.before.text('same.py');
    surroundings.after.facts('a.py');
    surroundings.before.facts('old.py');
    surroundings.mentions();
    assert.deepEqual(asks().map(askKey), [
      'paths',
      'text before same.py',
      'facts after a.py',
      'facts before old.py',
      'mentions',
    ]);
  });

  it('tells what was gathered, and of a changed file what the change holds', () => {
    const facts = { ...noFacts, comments: [] };
    const known: Known = {
      mentions: 'ADR 7',
      texts: new Map([['text before same.md', { text: 'same' }]]),
      facts: new Map([['facts before same.py', noFacts]]),
    };
    const { surroundings, asks } = openSurroundings([file('a.py', { before: 'old', after: 'new', facts })], known);
    assert.equal(surroundings.before.text('a.py'), 'old');
    assert.equal(surroundings.after.text('a.py'), 'new');
    assert.equal(surroundings.after.facts('a.py'), facts);
    assert.equal(surroundings.after.text('same.md'), 'same');
    assert.equal(surroundings.after.facts('same.py'), noFacts);
    assert.equal(surroundings.mentions(), 'ADR 7');
    assert.deepEqual(asks(), []);
  });

  it('doubts what is there and cannot be read, and not what is not there', () => {
    const known: Known = {
      texts: new Map([
        ['text before large.py', { unread: 'it is larger than 5 MB' }],
        ['text before deep.py', { text: '((((' }],
        ['text before none.py', {}],
        ['text before a.md', { text: 'words' }],
      ]),
      facts: new Map([
        ['facts before large.py', undefined],
        ['facts before deep.py', undefined],
        ['facts before none.py', undefined],
        ['facts before a.md', undefined],
      ]),
    };
    const { surroundings, asks, doubts } = openSurroundings([], known);
    for (const path of ['large.py', 'deep.py', 'none.py', 'a.md'])
      assert.equal(surroundings.after.facts(path), undefined);
    assert.equal(surroundings.after.text('large.py'), undefined);
    assert.deepEqual(asks(), []);
    assert.deepEqual(doubts(), [
      { path: 'deep.py', why: 'it is nested too deeply, or the parser of its language is missing' },
      { path: 'large.py', why: 'it is larger than 5 MB' },
    ]);
  });
});
