import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { languageOf, readFunctions } from '#core';
import { modernSnippets, pmccabeSnippets } from './c-snippets.ts';
import { tellEntity } from './snippet.ts';

const read = readFunctions({});

describe('functions of a C or C++ text', () => {
  for (const { title, path, text, entities } of [...pmccabeSnippets, ...modernSnippets]) {
    it(`are those of pmccabe: ${title}`, () => {
      const reading = read(path, text, { steps: true });
      assert.deepEqual(reading?.functions.map(tellEntity), entities);
      assert.equal(reading?.flaw, undefined);
      for (const { complexity, steps = [] } of reading?.functions ?? []) {
        assert.equal(
          steps.reduce((sum, { adds }) => sum + adds, 1),
          complexity,
        );
      }
    });
  }

  it('are read with any line end', () => {
    const text = pmccabeSnippets[0]?.text.replaceAll('\n', '\r\n') ?? '';
    assert.deepEqual(read('a.c', text)?.functions.map(tellEntity), pmccabeSnippets[0]?.entities);
  });

  it('tell what counted, when it is asked for', () => {
    const reading = read('a.c', 'int f(void) {\n\tif (a && b) return c ? 1 : 2;\n\tswitch (d) {}\n}\n', {
      steps: true,
    });
    assert.deepEqual(reading?.functions[0]?.steps, [
      { line: 2, column: 2, what: 'if', adds: 1 },
      { line: 2, column: 8, what: '&&', adds: 1 },
      { line: 2, column: 23, what: '?', adds: 1 },
      { line: 3, column: 2, what: 'switch', adds: 1 },
    ]);
  });

  it('are those of files that end as headers and sources do', () => {
    for (const path of ['a.c', 'a.H']) assert.equal(languageOf(path), 'c', path);
    for (const path of ['a.cc', 'a.hpp', 'a.ipp', 'a.inl']) assert.equal(languageOf(path), 'c++', path);
  });
});

describe('functions of a C or C++ text that does not parse', () => {
  const flawed: readonly (readonly [what: string, text: string, flawLine: number, entities: readonly string[]])[] = [
    ['an open brace', 'int f(void) {\n\tif (a) {\n}\n\nint g(void) { if (b) {} }\n', 1, ['f 1:5-3 = 2', 'g 5:5-5 = 2']],
    [
      'an open brace in a class',
      'class A {\n  int f() {\n    if (a) {\n  }\n  int g() { return 1; }\n};\nint h() { return 1; }\n',
      2,
      ['A::f 2:7-4 = 2', 'A::g 5:7-5 = 1', 'h 7:5-7 = 1'],
    ],
    [
      'a brace too many',
      'int f(void) {\n\t}\n\tif (a) {}\n}\nint g(void) { if (b) {} }\n',
      1,
      ['f 1:5-4 = 2', 'g 5:5-5 = 2'],
    ],
    [
      'an open parenthesis',
      'int f(void) {\n\tg((a);\n}\nint h(void) { if (b) {} }\nint i(int a {\n}\n',
      5,
      ['f 1:5-3 = 1', 'h 4:5-4 = 2', 'i 5:5-6 = 1'],
    ],
    ['an open string', 'int f(void) {\n\ts = "{;\n}\nint g(void) { if (b) {} }\n', 2, ['f 1:5-3 = 1', 'g 4:5-4 = 2']],
    [
      'an open character',
      "int f(void) {\n\ts = '{;\n}\nint g(void) { if (b) {} }\n",
      2,
      ['f 1:5-3 = 1', 'g 4:5-4 = 2'],
    ],
    ['an open comment', 'int f(void) { }\n/* int g(void) { }\n', 2, ['f 1:5-1 = 1']],
    ['an open class', 'class A {\n  int f() { return 1; }\n', 1, ['A::f 2:7-2 = 1']],
    ['an open namespace', 'namespace a {\nint f() { return 1; }\n', 1, ['a::f 2:5-2 = 1']],
    [
      'an open brace in a table',
      'namespace a {\nclass A {\n  int t[] = {1, {2};\n};\nint f() { return 1; }\n}\n',
      3,
      ['a::f 5:5-5 = 1'],
    ],
    [
      'a brace too many in a method',
      'class A {\n  int f() {\n    g(1});\n    if (a) {}\n  }\n  int g() { return 1; }\n};\n',
      2,
      ['A::f 2:7-5 = 2', 'A::g 6:7-6 = 1'],
    ],
    ['an open condition', 'int f(void) { }\n#if 0\nint g(void) { }\n', 2, ['f 1:5-1 = 1']],
  ];

  for (const [what, text, flawLine, entities] of flawed) {
    it(`come with the line of its first flaw: ${what}`, () => {
      const reading = read('a.cc', text);
      assert.deepEqual(reading?.functions.map(tellEntity), entities);
      assert.equal(reading?.flaw?.line, flawLine);
    });
  }

  it('are read however deep it is nested, and however often it is flawed', () => {
    const nested = 'struct A { int f() { '.repeat(20_000);
    assert.ok(read('a.cc', nested)?.flaw !== undefined);
    assert.ok(read('a.cc', `int a${'::b'.repeat(100_000)}`) !== undefined);
    assert.ok(read('a.cc', `int f() ${'{ } } '.repeat(100_000)}`)?.flaw !== undefined);
    assert.ok(read('a.cc', 'R"x(" {\n'.repeat(50_000))?.flaw !== undefined);
    assert.ok(read('a.cc', '#define A "\n#define B /*\n}'.repeat(50_000))?.flaw !== undefined);
    assert.ok(read('a.cc', 'namespace a {'.repeat(100_000))?.flaw !== undefined);
  });
});
