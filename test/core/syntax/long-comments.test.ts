import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factParsersFor, readFacts, type Facts } from '#core';
import { loadParsers } from '#repo';

const read = readFacts(await loadParsers(factParsersFor(['a.py'])));
const factsOf = (text: string): Facts => read('a.py', text) ?? assert.fail('it was not read');

const pad = (count: number, line = '# pad', end = '\n'): string => `${line}${end}`.repeat(count);

/** What is told of a class with a row of so many comments in it. */
const tell = (count: number, end: string): unknown => {
  const code = ['class A:', '    x = 1  # beside', '    # its own'];
  const text = `${code.join(end)}${end}${pad(count, '    # in a row 😀\u2028', end)}    def f(self): pass${end}# last`;
  const { comments, functions } = factsOf(text);
  return [comments.slice(0, 4), comments.at(-1)?.place.column, comments.length - count, functions[0]?.name];
};

describe('rows of comments in Python', () => {
  it('are all told, with what stands around them, however many there are', () => {
    const facts = factsOf(`import openai\n${pad(30_000)}def f():\n    pass\n`);
    assert.equal(facts.comments.length, 30_000);
    assert.deepEqual(facts.comments.at(-1)?.place, { line: 30_001, column: 1, endLine: 30_001, endColumn: 6 });
    assert.deepEqual(
      [facts.imports[0]?.place.line, facts.functions[0]?.place.line, facts.flaw],
      [1, 30_002, undefined],
    );
  });

  it('are told the same whether or not they are long', () => {
    for (const end of ['\n', '\r\n']) assert.deepEqual(tell(80, end), tell(40, end));
  });

  it('are a part of the string that they stand in, with the code in its holes', () => {
    const text = `x = f"""\n${pad(60)}# {danger()}\n${pad(60)}"""\n${pad(60)}`;
    const { comments, uses } = factsOf(text);
    assert.equal(comments.length, 60);
    assert.ok(uses.some(({ written }) => written === 'danger'));
  });
});
