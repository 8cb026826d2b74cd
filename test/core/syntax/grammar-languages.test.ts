import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { parsersFor, readFunctions, type FunctionReading } from '#core';
import { loadParsers } from '#repo';
import { grammarSnippets } from './grammar-snippets.ts';
import { tellEntity, type Snippet } from './snippet.ts';

const reader = readFunctions(await loadParsers(parsersFor(grammarSnippets.map(({ path }) => path))));
const read = ({ path, text }: Pick<Snippet, 'path' | 'text'>): FunctionReading =>
  reader(path, text, { steps: true }) ?? assert.fail(`${path} was not read`);

const said = (path: string, text: string): readonly string[] =>
  read({ path, text }).functions.flatMap(({ steps = [] }) => steps.map(({ line, what }) => `${line} ${what}`));

describe('functions of languages that are read by their grammars', () => {
  for (const snippet of grammarSnippets) {
    it(`are counted by the rules of the language: ${snippet.title}`, () => {
      const { functions, flaw } = read(snippet);
      assert.deepEqual(functions.map(tellEntity), snippet.entities);
      assert.equal(flaw, undefined);
    });
  }

  it('have as many steps as their complexity says', () => {
    for (const snippet of grammarSnippets) {
      for (const { complexity, steps = [] } of read(snippet).functions)
        assert.equal(
          complexity,
          steps.reduce((sum, { adds }) => sum + adds, 1),
          snippet.title,
        );
    }
  });

  it('tell what counted by the words of the text', () => {
    assert.deepEqual(said('a.kt', 'fun f() {\n  x.let { y && z }\n}\n'), ['2 let', '2 &&']);
    assert.deepEqual(said('a.scala', 'def f = a || b\n'), ['1 ||']);
    assert.deepEqual(said('a.cs', 'class A { void M() { int L() => 1; } }\n'), ['1 L']);
  });

  it('are read whatever was cut out of the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...grammarSnippets), fc.nat(), fc.nat(), ({ path, text: whole }, from, to) => {
        const text = whole.slice(0, from % whole.length) + whole.slice(to % whole.length);
        for (const { line, endLine, complexity, steps = [] } of reader(path, text, { steps: true })?.functions ?? []) {
          assert.ok(line >= 1 && endLine >= line && endLine <= text.split('\n').length);
          assert.equal(
            complexity,
            steps.reduce((sum, { adds }) => sum + adds, 1),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
