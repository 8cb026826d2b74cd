import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readFunctions, type FunctionEntity } from '#core';
import { pythonProgram } from './python-programs.ts';
import { pythonSnippets } from './python-snippets.ts';
import { demandSteps, tellEntity, tellStep } from './snippet.ts';

const reader = readFunctions({});
const read = (text: string): readonly FunctionEntity[] =>
  reader('a.py', text)?.functions ?? assert.fail('Python was not read');
const tell = (text: string): readonly string[] => read(text).map(tellEntity);

describe('functions of a Python text', () => {
  for (const { title, text, entities } of pythonSnippets) {
    it(`are those of mccabe: ${title}`, () => assert.deepEqual(tell(text), entities));
  }

  it('are the same with every kind of line end', () => {
    for (const { text, entities, title } of pythonSnippets) {
      const lines = text.replace(/\r\n?/g, '\n');
      assert.deepEqual(tell(lines.replaceAll('\n', '\r\n')), entities, title);
      assert.deepEqual(tell(lines.replaceAll('\n', '\r')), entities, title);
    }
  });

  it('are told apart by kind', () => {
    const kinds = read('if a:\n    pass\ndef f(): pass\ntry: pass\nfinally: pass\n').map(({ name, kind }) => [
      name,
      kind,
    ]);
    assert.deepEqual(kinds, [
      ['If 1', 'block'],
      ['f', 'function'],
      ['TryExcept 4', 'block'],
    ]);
  });

  it('tell what counted, when it is asked for', () => {
    const text = `\
def f(a):
    try:
        if a:
            def g():
                for b in a: pass
        elif b: pass
    except A:
        async with a: pass
    except B: pass
    finally:
        if c: pass
    try:
        if a: pass
    except* A: pass
    async  for b in a: pass

while a:
    if b: pass
`;
    const [f, loop] = reader('a.py', text, { steps: true })?.functions ?? [];
    const steps = ['try 2:5', 'if 3:9', 'def 4:13', 'for 5:17', 'elif 6:9', 'except 7:5', 'except 9:5', 'for 15:5'];
    assert.deepEqual(f?.steps?.map(tellStep), steps);
    assert.deepEqual(loop?.steps?.map(tellStep), ['while 17:1', 'if 18:5']);
    for (const snippet of pythonSnippets) demandSteps(reader, 'a.py', snippet.text);
  });

  it('are kept when a name is still to be typed', () => {
    assert.deepEqual(tell('class :\n    def (self):\n        if a: pass\ndef\n'), ['?.? 2:5-3 = 2', '? 4:1-4 = 1']);
  });
});

/** A file with the line in its second function. */
const around = (line: string): string => `\
def f(a):
    if a:
        return 1


def g(b):
${line}
    x = 1
    return x


class A:
    @h
    def m(self):
        """if a"""
        if self:
            return 1
`;

describe('functions of a Python text that is being typed', () => {
  const others = ['f 1:1-3 = 2', 'A.m 14:5-17 = 2'];

  for (const line of [
    '    x = (1',
    '    x = [1, {2',
    '    x = 1)',
    '    x = "abc',
    "    x = f'{a",
    '    x = f"{a:{b',
    '    x = f\'{a + "',
    '    foo(""a")',
    '    x = """abc',
    '    x = f"""{abc',
    "    '''",
    '    if (a and',
    '    x = 1 \\',
    '    x = lambda: (',
    '    else:',
    '    except A:',
    '    finally:',
    '    elif b:',
    '    match a:',
  ]) {
    it(`are unchanged outside of the function with the line${line.replace(/^ +/, ' ')}`, () => {
      assert.deepEqual(
        tell(around(line)).filter((told) => !told.startsWith('g ')),
        others,
      );
    });
  }

  it('are unchanged when a class after them is cut in its head', () => {
    assert.deepEqual(tell('def f(a):\n    if a: pass\nclass A(\n'), ['f 1:1-2 = 2']);
  });
});

describe('reading Python functions', () => {
  it('never throws, whatever the text', () => {
    const words = ['def ', 'class ', 'if ', 'try:', 'except*', 'match ', 'async ', 'finally'];
    const signs = Array.from('\n\r\t\f\\:#"\'{}()[]@!é\0\u2028\ufeff').concat('    ', '"""', "'''", 'f"');
    const scrap = fc.constantFrom(...words, ...signs);
    const scraps = fc
      .array(fc.oneof(scrap, fc.string({ maxLength: 5 })), { maxLength: 200 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(scraps, (text) => {
        for (const { line, endLine, column, complexity } of read(text)) {
          assert.ok(line >= 1 && column >= 1 && complexity >= 1);
          assert.ok(endLine >= line && endLine <= text.split(/\r\n?|\n/).length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on a program that is cut or mixed up', () => {
    fc.assert(
      fc.property(pythonProgram, fc.nat(), fc.nat(), ({ newer: text }, one, other) => {
        const [from, to] = [one % (text.length + 1), other % (text.length + 1)];
        assert.ok(Array.isArray(read(text.slice(from) + text.slice(0, to))));
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, text] of [
    ['brackets', '('.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['triple quotes', '"""\n'.repeat(300_000)],
    ['nested f-strings', 'f"{'.repeat(300_000)],
    ['nested specifications', `f"${'{a:'.repeat(300_000)}`],
    ['lines in an open field', `f"{(${'\nx'.repeat(500_000)}`],
    ['backslashes', '\\\n'.repeat(500_000)],
    ['nested blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
    ['nested classes', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}class A:\n`).join('')],
    ['functions of one name', 'def f(): pass\n'.repeat(80_000)],
  ] as const) {
    it(`ends soon on a megabyte of ${what}`, function () {
      this.timeout(4_000);
      assert.ok(read(text).length <= 1);
    });
  }
});
