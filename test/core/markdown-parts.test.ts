import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDocument, valuesAt } from '../../src/core/document-values.ts';
import { cellsUnder, linkTargets } from '../../src/core/markdown/parts.ts';
import { proseLines, proseUnder } from '../../src/core/markdown/prose.ts';

const page = [
  '---',
  'status: draft',
  '---',
  '# One',
  'a <!-- hidden',
  'still hidden --> b',
  '````text',
  '```',
  'code',
  '````',
  '## Two',
  'c',
].join('\r\n');

const seen = (text: string): readonly string[] =>
  proseLines(text)
    .map((line) => line.text.trim())
    .filter((line) => line !== '');

describe('what a reader of Markdown sees', () => {
  it('is no front matter, no comment and no code block, at the offsets of the text', () => {
    assert.deepEqual(seen(page), ['# One', 'a', 'b', '## Two', 'c']);
    for (const { text, at } of proseLines(page).filter((line) => /^(?:#|c)/.test(line.text)))
      assert.equal(page.slice(at.start, at.end), text);
  });

  it('is nothing in a code block until a bare fence closes it', () => {
    assert.deepEqual(seen('```\na\n```js\nb\n``` \nc\n'), ['c']);
    assert.deepEqual(seen('~~~ text\r\na\r\n~~~~\r\nc\r\n'), ['c']);
  });

  it('is what stands behind code in a line, which opens no block', () => {
    assert.deepEqual(seen('```a``` is code\nb\n'), ['```a``` is code', 'b']);
    assert.deepEqual(seen('~~~ a `b`\nc\n~~~\nd\n'), ['d']);
  });

  it('stands under a heading, and under what is below it', () => {
    assert.deepEqual(
      proseUnder(page, 'One')
        .map(({ text }) => text.trim())
        .filter(Boolean),
      ['# One', 'a', 'b', '## Two', 'c'],
    );
    assert.deepEqual(proseUnder(page, 'Three'), []);
  });

  it('has columns, also with bars in a cell', () => {
    const table = '| Id | **Note** |\n| :-- | --: |\n| a \\| b | c |\n| d |\n\ne | f\n';
    assert.deepEqual(
      cellsUnder(table, 'id').map(({ text }) => text),
      ['a \\| b', 'd'],
    );
    assert.deepEqual(
      cellsUnder(table, 'note').map(({ text }) => text),
      ['c', ''],
    );
    assert.deepEqual(
      cellsUnder(table, 'other').map(({ text }) => text),
      [],
    );
  });

  it('has links, but none in code', () => {
    const text = '[a](./a.md#one) and `[b](b.md)` ![c](<c.png> "C")\n[d]: d.md\n';
    assert.deepEqual(
      linkTargets(text).map((link) => link.text),
      ['./a.md#one', 'c.png', 'd.md'],
    );
  });
});

const valuesOf = (path: string, text: string, at: string) =>
  valuesAt(readDocument(path, text), at).map((value) => {
    assert.equal(text.slice(value.at.start, value.at.end), value.text);
    return value.text;
  });

describe('values of a document', () => {
  it('stand at a path of keys, in every form', () => {
    assert.deepEqual(
      valuesOf('a.yaml', 'evals:\n  - id: one\n  - id: 2\n---\nevals: [{ id: three }]\n', 'evals.*.id'),
      ['one', '2', 'three'],
    );
    assert.deepEqual(valuesOf('a.json', '{ "a": { "b": "c" } } // end', 'a.b'), ['c']);
    assert.deepEqual(valuesOf('a.toml', '[a]\nb = "c"\n', 'a.~'), ['b']);
    assert.deepEqual(valuesOf('a.md', '---\r\nstatus: draft\r\n---\r\nstatus: no\r\n', 'status'), ['draft']);
    assert.deepEqual(valuesOf('a.yaml', 'one: 1\n', '~'), ['one']);
  });

  it('are none in what cannot be read', () => {
    for (const [path, text] of [
      ['a.yaml', 'a: [b'],
      ['a.json', '{ "a": '],
      ['a.toml', '[a'],
      ['a.md', '---\na: [b\n---\n'],
      ['a.py', 'a: b'],
    ] as const)
      assert.deepEqual(valuesOf(path, text, 'a'), [], path);
  });
});
