import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cell, plain, prose, sentence, writeNotes } from '../../src/core/markdown/write.ts';

describe('texts of others in Markdown', () => {
  it('begin no list by a number, and show no sign of ours', () => {
    for (const write of [plain, sentence]) {
      assert.equal(write('1. First'), String.raw`1\. First`);
      assert.equal(write('12) Twelve'), String.raw`12\) Twelve`);
      assert.equal(write('1.1 s'), '1.1 s');
    }
    assert.equal(plain('3.'), String.raw`3\.`);
    assert.equal(plain('- a'), String.raw`\- a`);
  });

  it('keep code spans of ours, and nothing else', () => {
    assert.equal(prose('`a_b.md` has *no* heading <x>.'), '`a_b.md` has \\*no\\* heading \\<x\\>.');
    assert.equal(prose('one ` alone'), 'one \\` alone');
  });

  it('end no cell of a table', () => {
    assert.equal(cell('a.py'), '`a.py`');
    assert.equal(cell('p|q.py'), String.raw`p\|q.py`);
    assert.equal(cell('p\\|`q'), String.raw`p\\\|` + '\\`q');
  });

  it('are notes at the head of a page, each on a line of its own', () => {
    assert.equal(writeNotes([]), '');
    assert.equal(writeNotes(['One.', '# Two']), '> Note: One.\n>\n> Note: \\# Two\n\n');
  });
});
