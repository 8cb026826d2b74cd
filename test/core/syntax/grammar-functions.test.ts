import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { flawedLines } from '../../../src/core/syntax/function-entity.ts';
import { loadParsers } from '#repo';
import { readByGrammar, type GrammarPage, type Report } from '../../../src/core/syntax/grammar-functions.ts';
import { tellEntity } from './snippet.ts';

const page: GrammarPage = {
  query: `
    [(function_declaration) (func_literal)] @entity
    [(if_statement) (for_statement)] @decision
    (binary_expression operator: "&&") @decision
  `,
  report: (node, outer): Report | undefined =>
    outer ? undefined : { name: node.childForFieldName('name')?.text ?? '?', kind: 'function' },
  weigh: (node) => (node.type === 'for_statement' ? 2 : 1),
};
const { go } = await loadParsers(['go']);
const read = readByGrammar(page)(go ?? assert.fail('the grammar is not at hand'));

describe('functions read by a grammar', () => {
  const text = 'package a\n\nfunc f() {\n\tg := func() { if a && b {} }\n\tfor {}\n}\n\nvar x = func() { if a {} }\n';

  it('have their decisions, and those of entities in them that are not reported', () => {
    assert.deepEqual(read('a.go', text)?.functions.map(tellEntity), ['f 3:1-6 = 5', '? 8:9-8 = 2']);
    assert.equal(read('a.go', text)?.flaw, undefined);
  });

  it('tell what counted, when it is asked for', () => {
    assert.deepEqual(read('a.go', text, { steps: true })?.functions[0]?.steps, [
      { line: 4, column: 16, what: 'if', adds: 1 },
      { line: 4, column: 21, what: '&&', adds: 1 },
      { line: 5, column: 2, what: 'for', adds: 2 },
    ]);
  });

  it('come with the first flaw of a text that does not parse', () => {
    assert.equal(read('a.go', 'package a\n\nfunc f() {\n\tif a {\n')?.flaw?.line, 3);
  });

  it('come with every line of a text that stands in nothing the grammar knows', () => {
    const text = 'package a\n\nvar a = @@\n\nfunc f() {}\n\n@ x y\n@ z\n';
    const lines = [3, 7, 8];
    assert.deepEqual(
      flawedLines(read('a.go', text)?.flaw).filter((line) => lines.includes(line)),
      lines,
    );
    assert.deepEqual(flawedLines(read('a.go', 'package a\n')?.flaw), []);
  });

  it('are not known without the grammar', () => {
    assert.equal(readFunctions({})('A.java', 'class A { void f() {} }'), undefined);
  });
});
