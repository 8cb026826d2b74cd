import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions, type FunctionEntity } from '#core';
import { loadParsers } from '#repo';

const read = readFunctions(await loadParsers(['python']));
const tell = (text: string): readonly string[] | undefined =>
  read('a.py', text, { cognitive: true })?.functions.map(({ name, cognitive }) => `${name} ${cognitive}`);

/** The number of a function with this body; its lines are indented by four. */
const count = (...body: readonly string[]): number | undefined =>
  read('a.py', ['def f(a, b, c):', ...body.map((line) => `    ${line}`), ''].join('\n'), { cognitive: true })
    ?.functions[0]?.cognitive;

const numberOf = (functions: readonly FunctionEntity[] | undefined) => functions?.[0]?.cognitive;

describe('cognitive complexity of a Python function', () => {
  for (const [what, number, ...body] of [
    ['nothing', 0, 'return a'],
    ['branches', 4, 'if a: pass', 'elif b: pass', 'elif c: pass', 'else: pass'],
    ['nesting', 6, 'if a:', '    for b in a:', '        while c: pass'],
    ['an if in an else', 4, 'if a:', '    pass', 'else:', '    if b: pass'],
    ['the else of a loop', 2, 'for b in a: pass', 'else: pass'],
    ['a try', 4, 'try:', '    if a: pass', 'except A:', '    if b: pass', 'finally:', '    pass'],
    ['a with', 1, 'with a:', '    if b: pass'],
    ['except groups', 1, 'try: pass', 'except* A: pass'],
    ['a match', 3, 'match a:', '    case 1:', '        if b: pass', '    case _: pass'],
    ['a conditional expression', 3, 'return (1 if a else 2) if b else c'],
    ['runs of operators', 3, 'return a and b and c or a or (b and c)'],
    ['operators with not', 2, 'return not (a and b) and c'],
    ['comprehensions and lambdas', 0, 'return [lambda d: d for b in a if c]'],
    ['a function inside', 3, 'x = 1', 'def g():', '    if a: pass', 'if b: pass', 'return g'],
    ['a decorator', 1, '# why', 'def g():', '    if a: pass', 'return g'],
    ['a decorated function', 1, '@b', 'async def g():', '    async for c in a: pass', 'return g'],
    ['a class inside', 1, 'class A:', '    def g(self):', '        if a: pass', 'x = 1'],
  ] as const) {
    it(`counts ${what}`, () => assert.equal(count(...body), number));
  }

  it('is given to the entities of the cyclomatic count, whatever ends the lines', () => {
    const text =
      'if a:\n    def f():\n        if b: pass\nclass A:\n    @d\n    async def g(self):\n        """é𝒳"""; x = 1 if a else 2\n';
    const wanted = ['If 1 2', 'A.g 1'];
    assert.deepEqual(tell(text), wanted);
    assert.deepEqual(tell(`\uFEFF${text.replaceAll('\n', '\r\n')}`), wanted);
    assert.deepEqual(tell(text.replaceAll('\n', '\r')), wanted);
  });

  it('is left out unless it is wanted, and where its parser is not at hand', () => {
    assert.equal(numberOf(read('a.py', 'def f(): pass')?.functions), undefined);
    assert.equal(numberOf(readFunctions({})('a.py', 'def f(): pass', { cognitive: true })?.functions), undefined);
  });

  it('reads a text that is nested deep, or broken', () => {
    assert.equal(count(`return ${'a and '.repeat(20_000)}b`), 1);
    assert.equal(count(`return ${'('.repeat(500)}a${')'.repeat(500)}`), 0);
    assert.deepEqual(tell('def f(a):\n    return (\n\ndef g(a):\n    if a: pass\n')?.length, 2);
  });
});
