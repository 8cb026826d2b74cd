import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factParsersFor, readFacts, type Facts } from '#core';
import { loadParsers } from '#repo';

const read = readFacts(await loadParsers(factParsersFor(['a.py', 'a.ts'])));
const factsOf = (path: string, text: string): Facts => read(path, text) ?? assert.fail(`${path} was not read`);

/** The calls of a text, each with how it is used and the blocks around it, the innermost first. */
const callsOf = (path: string, text: string): readonly string[] => {
  const { uses, blocks } = factsOf(path, text);
  return uses
    .filter(({ how }) => how === 'call')
    .map(({ written, alone, negated, awaited, block: innermost }) => {
      const around: string[] = [];
      for (let at = innermost; at !== undefined; at = blocks[at]?.block)
        around.push(`in ${blocks[at]?.kind} ${blocks[at]?.text}`.trim());
      const manner = [alone && 'alone', negated && 'negated', awaited && 'awaited'].filter(Boolean);
      return [written, ...manner, ...around].join(' ');
    });
};

describe('facts tell how what is used is used', () => {
  for (const [path, text, told] of [
    [
      'a.py',
      'f()\nawait g()\nx = h()\n(i())\nif not j(): pass\nif not (await k()): pass\nnot not l()',
      ['f alone', 'g alone awaited', 'h', 'i alone', 'j negated', 'k negated awaited', 'l'],
    ],
    [
      'a.ts',
      'f(); await g(); x = h(); (i()); if (!j()) k(); if (!(await l())) {} !!m(); void n();',
      [
        'f alone',
        'g alone awaited',
        'h',
        'i alone',
        'j negated',
        'k alone in if !j()',
        'l negated awaited',
        'm',
        'n alone',
      ],
    ],
  ] as const) {
    it(`alone, negated and awaited, in ${path}`, () => {
      assert.deepEqual(callsOf(path, text), told);
    });
  }

  for (const [path, text, told] of [
    ['a.py', 'a and f()', ['f alone in and a']],
    ['a.py', 'x = a or not f() and g()', ['f negated in or a', 'g in and not f() in or a']],
    ['a.py', 'x = f() if g() else h()', ['f in if g()', 'g', 'h in else g()']],
    ['a.py', 'f() if a else None', ['f alone in if a']],
    ['a.ts', 'a && f();', ['f alone in and a']],
    ['a.ts', 'x = a || (!f() && g());', ['f negated in or a', 'g in and !f() in or a']],
    ['a.ts', 'x = g() ? (f()) : h();', ['g', 'f in if g()', 'h in else g()']],
  ] as const) {
    it(`only in certain cases, in ${path}: ${text}`, () => {
      assert.deepEqual(callsOf(path, text), told);
    });
  }

  it('and what its value is given to', () => {
    for (const [path, text] of [
      ['a.py', 'x = f()\nx = await f()\na.b = f()\ng(x=f())\n'],
      ['a.ts', 'const x = f(); x = await f(); a.b = f(); g({ x: f() });'],
    ] as const)
      assert.deepEqual(
        factsOf(path, text)
          .uses.filter(({ written }) => written === 'f')
          .map(({ givenTo }) => givenTo),
        ['x', 'x', undefined, undefined],
      );
  });

  it('and where what stands before “and” stands', () => {
    const on = { line: 1, column: 5, endLine: 1, endColumn: 6 };
    for (const [path, text] of [
      ['a.py', 'x = a and b'],
      ['a.ts', 'x = a && b'],
    ] as const)
      assert.deepEqual(
        factsOf(path, text).blocks.map((block) => block.on),
        [on],
      );
  });
});

const only = (text: string) => factsOf('a.py', text).functions[0]?.parameters.map((one) => one.only ?? 'any');

it('facts tell which parameters Python takes by position or by name alone', () => {
  assert.deepEqual(only('def f(a, /, b, *, c=1, **d): pass'), ['position', 'any', 'keyword', 'any']);
  assert.deepEqual(only('def f(a, *b, c, d): pass'), ['any', 'any', 'keyword', 'keyword']);
  assert.deepEqual(only('def f(a, b): pass'), ['any', 'any']);
});

describe('facts tell of values that are written out', () => {
  it('in arguments', () => {
    for (const [path, text, told] of [
      ['a.py', 'f(x, True, a=None, b=-1, c="s", d=[1])', [undefined, 'True', 'None', '-1', undefined, undefined]],
      [
        'a.ts',
        'f(x, true, null, -1, "s", undefined, {}, -y)',
        [undefined, 'true', 'null', '-1', undefined, 'undefined', '{}', undefined],
      ],
    ] as const)
      assert.deepEqual(
        factsOf(path, text).uses[0]?.arguments?.map(({ literal }) => literal),
        told,
      );
  });

  it('in assignments', () => {
    for (const [path, text, given] of [
      [
        'a.py',
        'a = False\nb: int = 0\nc = d = None\ne = "x"\nf = g()\nh += 1',
        ['a False', 'b 0', 'c None', 'd None', 'e', 'f', 'h'],
      ],
      [
        'a.ts',
        'const a = false; let b: number = 0; c.d = null; e = "x"; f = g(); h += 1;',
        ['a false', 'b 0', 'c.d null', 'e', 'f', 'h'],
      ],
    ] as const) {
      const told = factsOf(path, text).assignments.map(({ name, literal }) => [name, literal ?? []].flat().join(' '));
      assert.deepEqual(told, given);
    }
  });

  it('in objects', () => {
    for (const [path, text] of [
      ['a.py', 'x = {"a": True, "b": y, "c": "s", k: 1}'],
      ['a.ts', 'x = { a: true, b: y, c: "s", [k]: 1, d }'],
    ] as const)
      assert.deepEqual(Object.values(factsOf(path, text).objects[0]?.literals ?? {}), [
        path === 'a.py' ? 'True' : 'true',
      ]);
    assert.equal(factsOf('a.ts', 'x = { a: b }').objects[0]?.literals, undefined);
  });

  it('where a function is left', () => {
    for (const [path, text, told] of [
      [
        'a.py',
        'def f():\n  return 1\n  return "s"\n  return f"{x}"\n  return x\n  return\ng = lambda: True\nh = lambda: x\n',
        [1, 1, 0, 0, 0, 1, 0],
      ],
      [
        'a.ts',
        'function f() { return 1; return "s"; return `${x}`; return x; return; } g = () => true; h = () => x;',
        [1, 1, 0, 0, 0, 1, 0],
      ],
    ] as const)
      assert.deepEqual(
        factsOf(path, text).exits.map(({ literal }) => Number(literal === true)),
        told,
      );
  });

  it('and where a turn of a loop is left', () => {
    for (const [path, text] of [
      ['a.py', 'for x in y:\n  continue\nwhile x:\n  break\n'],
      ['a.ts', 'for (const x of y) continue; while (x) break;'],
    ] as const)
      assert.deepEqual(
        factsOf(path, text).exits.map(({ how, block }) => [how, block]),
        [
          ['jump', 0],
          ['jump', 1],
        ],
      );
  });
});
