import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { factParsersFor, hasFacts, reaches, readFacts, type Facts } from '#core';
import { loadParsers } from '#repo';
import type { Place } from '../../../src/core/lines.ts';
import { factSnippets } from './fact-snippets.ts';
import { factKinds, tellFacts } from './tell-facts.ts';

const read = readFacts(await loadParsers(factParsersFor(['a.py', 'a.ts'])));
const factsOf = (path: string, text: string): Facts => read(path, text) ?? assert.fail(`${path} was not read`);

/** Fails for a fact at a place that the text does not have, and for an index of nothing. */
const checkPlaces = (facts: Facts, text: string): void => {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|[\n\u2028\u2029]/);
  const all: readonly { readonly place: Place; readonly in?: number; readonly block?: number }[] = Object.values(
    facts,
  ).flatMap((list) => (Array.isArray(list) ? list : []));
  for (const { place, in: around = -1, block = -1 } of all) {
    assert.ok(place.line >= 1 && place.column >= 1 && place.endLine <= lines.length);
    assert.ok(place.endLine > place.line || place.endColumn >= place.column);
    assert.ok(around < facts.functions.length && block < facts.blocks.length);
  }
  for (const { import: index = -1 } of facts.uses) assert.ok(index < facts.imports.length);
};

describe('the facts of a text', () => {
  for (const { title, path, text, told } of factSnippets) {
    it(`tell of ${title}, in ${path}`, () => {
      const facts = factsOf(path, text);
      for (const kind of factKinds)
        if (told[kind] !== undefined) assert.deepEqual(tellFacts(facts, kind), told[kind], kind);
      checkPlaces(facts, text);
    });
  }

  it('stand at their places', () => {
    const { uses, functions } = factsOf('a.py', 'x = 1\nasync def f():\n    g.h(\n      1)\n');
    assert.deepEqual(uses[0]?.place, { line: 3, column: 5, endLine: 4, endColumn: 9 });
    assert.equal(uses[0]?.in, 0);
    assert.deepEqual(functions[0]?.place, { line: 2, column: 1, endLine: 4, endColumn: 9 });
  });

  it('come with the first flaw of a text that does not parse', () => {
    assert.deepEqual(factsOf('a.py', 'x = 1\ny = (\n').flaw, { line: 2 });
    assert.deepEqual(factsOf('a.ts', 'x;\nif (\n').flaw, { line: 2, lines: [2, 3] });
    assert.equal(factsOf('a.ts', 'x;').flaw, undefined);
  });

  it('are not known of other languages, and without their parser', () => {
    assert.equal(hasFacts('a.go'), false);
    assert.equal(read('a.go', 'package a'), undefined);
    assert.equal(readFacts({})('a.py', 'x'), undefined);
    assert.deepEqual([...factParsersFor(['a.py', 'b.tsx', 'c.md'])], ['python', 'typescript']);
  });

  it('tell what is reached through a name', () => {
    for (const target of ['os.environ', 'os.environ.get', 'os.environ[]', 'os.environ()']) {
      assert.ok(reaches(target, 'os.environ'), target);
    }
    for (const target of ['os', 'os.environb', 'my.os.environ', '']) assert.ok(!reaches(target, 'os.environ'), target);
  });
});

describe('the facts of a text that is nested deep', () => {
  const times = 20_000;
  for (const [path, what, text] of [
    ['a.py', 'sums', `x = ${'a + '.repeat(times)}"s"\ny = ${'a + '.repeat(times)}b`],
    ['a.py', 'formats', `x = "s" ${'% a '.repeat(times)}`],
    ['a.py', 'calls', `a${'.b()'.repeat(times)}`],
    ['a.py', 'aliases', Array.from({ length: times }, (_, at) => `a${at + 1} = a${at}.x`).join('\n')],
    ['a.py', 'assignments', `${'a = '.repeat(times)}b`],
    ['a.ts', 'sums', `x = ${'a + '.repeat(times)}"s"; y = ${'a + '.repeat(times)}b`],
    ['a.ts', 'calls', `a${'.b()'.repeat(5_000)}`],
    [
      'a.ts',
      'aliases',
      Array.from({ length: times }, (_, at) => `let a${times - at} = a${times - at - 1}.x`).join('\n'),
    ],
  ] as const) {
    it(`are read, however many ${what} there are in ${path}`, () => {
      assert.ok(factsOf(path, text).uses.length > 0);
    });
  }

  for (const [open, close] of ['()', '[]', '{}', '({', 'f('] as const) {
    it(`are read or not known, and nothing throws, when ${open}${close} nest ${times} times`, () => {
      for (const path of ['a.py', 'a.ts']) {
        const facts = read(path, `x = ${String(open).repeat(times)}${String(close).repeat(times)}`);
        assert.ok(facts === undefined || Array.isArray(facts.uses));
      }
      assert.equal(factsOf('a.py', 'x()').uses.length, 1);
    });
  }
});

describe('reading facts', () => {
  const words = [
    'class A:\n ',
    'def f(a):\n ',
    'import ',
    'from ',
    ' as ',
    'lambda ',
    '=>',
    'function ',
    'export ',
    'const ',
    'f"',
    'self.',
    'this.',
    'return ',
    'async ',
    '@',
    'with ',
    'except ',
    'match x:\n case ',
  ];
  const signs = Array.from('(){}[]`\'"/\\<>@#?:=;,.&|!*+%\n\r\u2028\ufeff\0é😀 ').concat('${', '/*', '*/', '//', '...');
  const scraps = fc.array(fc.oneof(fc.constantFrom(...words, ...signs), fc.string({ maxLength: 5 })), {
    maxLength: 60,
  });
  const path = fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.d.ts', 'a.py');

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(path, scraps, (path, all) => {
        const text = all.join('');
        checkPlaces(factsOf(path, text), text);
      }),
      { numRuns: 1_500 },
    );
  });

  it('never throws on a text that is cut or mixed up', () => {
    const snippet = fc.constantFrom(...factSnippets);
    fc.assert(
      fc.property(snippet, snippet, fc.nat(), fc.nat(), (one, other, from, to) => {
        const text = one.text.slice(from % (one.text.length + 1)) + other.text.slice(0, to % (other.text.length + 1));
        checkPlaces(factsOf(one.path, text), text);
      }),
      { numRuns: 1_500 },
    );
  });
});
