import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readFunctions, type FunctionReading } from '#core';
import { loadParsers } from '#repo';
import { rubySnippets } from './ruby-snippets.ts';
import { tellEntity } from './snippet.ts';

const reader = readFunctions(await loadParsers(['ruby']));
const read = (text: string): FunctionReading =>
  reader('a.rb', text, { steps: true }) ?? assert.fail('Ruby was not read');
const tell = (text: string): readonly string[] => read(text).functions.map(tellEntity);

const deep = (open: string, close: string): string => `def f\n${open.repeat(1_000)}${close.repeat(1_000)}end\n`;

describe('functions of a Ruby text', () => {
  for (const { title, text, entities } of rubySnippets) {
    it(`are those of rubocop: ${title}`, () => {
      assert.deepEqual(tell(text), entities);
      assert.equal(read(text).flaw, undefined);
    });
  }

  it('tell what counted, at its word and in the order of the text', () => {
    const text = 'def f(a, b)\n  a&.b if a&.each { b } || b\n  x.map(&:y) rescue 1\nrescue A\nrescue B\nend\n';
    const steps = read(text).functions[0]?.steps?.map(
      ({ line, column, what, adds }) => `${line}:${column} ${what} ${adds}`,
    );
    assert.deepEqual(steps, [
      '2:8 if 1',
      '2:12 &. 1',
      '2:14 each 1',
      '2:25 || 1',
      '3:5 map 1',
      '3:14 rescue 1',
      '4:1 rescue 1',
    ]);
  });

  it('have as many steps as their complexity says', () => {
    for (const { text, title } of rubySnippets) {
      for (const { complexity, steps = [] } of read(text).functions)
        assert.equal(
          complexity,
          steps.reduce((sum, { adds }) => sum + adds, 1),
          title,
        );
    }
  });

  it('come with the first flaw of a text that does not parse', () => {
    const { functions, flaw } = read('def f\n  1 if a\nend\ndef g\n  x = (1\nend\n');
    assert.equal(functions[0]?.complexity, 2);
    assert.ok(flaw !== undefined && flaw.line >= 4);
  });

  it('are read whatever was cut out of the text', () => {
    const texts = fc.constantFrom(...rubySnippets.map(({ text }) => text));
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (one, other, from, to) => {
        const text = one.slice(0, from % one.length) + other.slice(to % other.length);
        for (const { line, endLine, complexity, steps = [] } of reader('a.rb', text, { steps: true })?.functions ??
          []) {
          assert.ok(line >= 1 && endLine >= line && endLine <= text.split('\n').length);
          assert.equal(steps.length, complexity - 1);
        }
      }),
      // With this seed the scanner of the grammar fails an assertion of its own.
      { numRuns: 300, seed: 995169032 },
    );
  });

  it('are read when they are nested very deep', () => {
    for (const [open, close] of [
      ['if a\n', 'end\n'],
      ['def f\n a&.b\n', 'end\n'],
      ['a { ', '}'],
      ['class A\n', 'end\n'],
    ] as const) {
      assert.ok(read(deep(open, close)).functions.length > 0);
    }
  });
});
