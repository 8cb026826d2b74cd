import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions } from '#core';
import { javaScriptSnippets } from './javascript-snippets.ts';
import { tellEntity, tellStep } from './snippet.ts';

const read = readFunctions({ typescript });
const tell = (path: string, text: string): readonly string[] | undefined => read(path, text)?.functions.map(tellEntity);

/** A file with the line in its second function. */
const around = (line: string): string => `\
function f(a) {
  return a && 1;
}
function g() {
${line}
}
function h(a) {
  return a || 1;
}
`;

describe('functions of a JavaScript or TypeScript text', () => {
  for (const { title, path, text, entities } of javaScriptSnippets) {
    it(`are those of ESLint: ${title}, in ${path}`, () => assert.deepEqual(tell(path, text), entities));
  }

  it('are the same in a module and in a script', () => {
    for (const { path, text, entities, title } of javaScriptSnippets) {
      const [, kind = ''] = /\.([jt]s)$/.exec(path) ?? [];
      if (kind === '') continue;
      assert.deepEqual(tell(`a.m${kind}`, text), entities, title);
      assert.deepEqual(tell(`a.c${kind}`, text), entities, title);
    }
  });

  it('have names that do not move with their lines', () => {
    for (const { path, text } of javaScriptSnippets.filter(({ text }) => !/^[\ufeff#]/.test(text))) {
      const names = read(path, text)?.functions.map(({ name, kind }) => `${kind} ${name}`);
      assert.deepEqual(
        read(path, `\n\n// moved\n${text}`)?.functions.map(({ name, kind }) => `${kind} ${name}`),
        names,
      );
    }
  });

  it('tell what counted, when it is asked for', () => {
    const text = `\
function f(a = 1, { b = 2, c: [d = (3)] = [] }) {
  if (a) x ??= y; else if (b) ({ c = 4, d: e = 5 } = a);
  for (;;) for (const i of a) do ; while (b)
  try { a?.b?.[c] } catch { return a && b ? c : d }
  switch (a) { case 1: default: case 2: }
}
`;
    const [f] = read('a.ts', text, { steps: true })?.functions ?? [];
    const steps = `= 1:14, = 1:23, = 1:34, = 1:41, if 2:3, ??= 2:12, if 2:24, = 2:36, = 2:46, for 3:3, for 3:12,
      do 3:31, ?. 4:10, ?. 4:13, catch 4:21, && 4:38, ? 4:43, case 5:16, case 5:33`;
    assert.deepEqual(f?.steps?.map(tellStep), steps.split(/,\s+/));
    assert.deepEqual([f?.complexity, f?.modified], [20, 19]);
  });

  it('are read as far as it goes while a bracket, brace or quote is missing', () => {
    for (const line of ['  x(1', '  x = [1, 2', '  x = "a', '  x = a ?', '  if (a', '  x.', '  const { a', '  <b']) {
      const told = tell('a.ts', around(line)) ?? [];
      assert.ok(told.includes('f 1:1-3 = 2'), `${line}: ${told.join()}`);
      assert.ok(
        told.some((entity) => /^(?:g\.)?h 7:1-9 = 2$/.test(entity)),
        `${line}: ${told.join()}`,
      );
    }
  });
});

describe('a JavaScript text that is nested deep', () => {
  it('is read, however long its sums, chains and lists of statements are', () => {
    const body = [
      `x = ${'a + '.repeat(50_000)}a`,
      `a${'.b()'.repeat(20_000)}`,
      `y = ${'a && '.repeat(20_000)}a`,
      'if (a) b();'.repeat(20_000),
    ].join(';\n');
    assert.deepEqual(tell('a.ts', `function f() {\n${body}\n}`), ['f 1:1-6 = 40001']);
  });

  for (const [what, text] of [
    ['parentheses', `const f = () => ${'('.repeat(20_000)}1${')'.repeat(20_000)};`],
    ['brackets', `const f = () => ${'['.repeat(20_000)}1${']'.repeat(20_000)};`],
    ['blocks', `function f() ${'{'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['arrow functions', `const f = ${'(a) => '.repeat(20_000)}1;`],
    ['templates', '`${'.repeat(20_000)],
    ['elements', '<a>'.repeat(20_000)],
    ['else branches', `${'if (a) {} else '.repeat(20_000)}{}`],
    ['types', `let a: ${'A<'.repeat(20_000)}`],
  ] as const) {
    it(`is not read, and not taken for one without functions, when ${what} nest 20,000 times`, () => {
      assert.equal(tell('a.tsx', text), undefined);
    });
  }

  it('leaves no trace in the text that is read next', () => {
    // The parser remembers until it has ended that what looked like an arrow function at an offset was none.
    const next = '(a) => a && 1;';
    const wanted = ['arrow function 1:5-1 = 2'];
    assert.deepEqual(tell('a.ts', next), wanted);
    assert.equal(tell('a.ts', `(a) ? b : c;${'('.repeat(20_000)}`), undefined);
    assert.deepEqual(tell('a.ts', next), wanted);
  });
});

describe('reading JavaScript functions', () => {
  it('never throws, whatever the text', () => {
    const words = [
      'class A {',
      'function',
      '=>',
      'static {',
      'get ',
      'async ',
      'accessor x = ',
      'enum ',
      'declare ',
      '?.',
    ];
    const signs = Array.from('(){}[]`\'"/\\<>@#?:=;,.&|!*\n\r\u2028\ufeff\0é').concat(
      '${',
      '/*',
      '*/',
      '//',
      '...',
      '</a>',
    );
    const scraps = fc.array(fc.oneof(fc.constantFrom(...words, ...signs), fc.string({ maxLength: 5 })), {
      maxLength: 80,
    });
    const path = fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.d.ts');
    fc.assert(
      fc.property(path, scraps, (path, all) => {
        const text = all.join('');
        const lines = text.split(/\r\n?|[\n\u2028\u2029]/).length;
        for (const { line, endLine, column, complexity } of read(path, text)?.functions ??
          assert.fail('was not read')) {
          assert.ok(line >= 1 && column >= 1 && complexity >= 1);
          assert.ok(endLine >= line && endLine <= lines);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws on a file that is cut or mixed up', () => {
    const snippet = fc.constantFrom(...javaScriptSnippets);
    fc.assert(
      fc.property(snippet, snippet, fc.nat(), fc.nat(), (one, other, from, to) => {
        const text = one.text.slice(from % (one.text.length + 1)) + other.text.slice(0, to % (other.text.length + 1));
        assert.ok(Array.isArray(read(one.path, text)?.functions));
      }),
      { numRuns: 2_000 },
    );
  });
});
