import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { loadParsers } from '#repo';
import { tellEntity } from './snippet.ts';

const read = readFunctions(await loadParsers(['go']));
const tell = (text: string): readonly string[] | undefined => read('a.go', text)?.functions.map(tellEntity);

describe('functions of a Go text', () => {
  it('are those of gocyclo: decisions of literals count to the function around them', () => {
    assert.deepEqual(
      tell(`package a

func f(a, b bool) {
	if a && b || !a {
		for range 3 {
		}
	}
	g := func() {
		if a {
		}
	}
	switch {
	case a:
	default:
	}
	select {
	case <-c:
	default:
	}
}
`),
      ['f 3:1-20 = 8'],
    );
  });

  it('are named with the types of their receivers', () => {
    assert.deepEqual(tell('package a\nfunc (t *Tree[K, V]) Walk() {}\nfunc (Leaf) Fall() {}\n'), [
      '(*Tree).Walk 2:1-2 = 1',
      '(Leaf).Fall 3:1-3 = 1',
    ]);
  });

  it('are literals too that a variable of the package holds', () => {
    assert.deepEqual(tell('package a\nvar f, g = func() { if a {} }, 1\nvar h = (func() {})\n'), ['f 2:12-2 = 2']);
  });

  it('tell what counted, when it is asked for', () => {
    const reading = read('a.go', 'package a\nfunc f() {\n\tif a && b {\n\t}\n}\n', { steps: true });
    assert.deepEqual(reading?.functions[0]?.steps, [
      { line: 3, column: 2, what: 'if', adds: 1 },
      { line: 3, column: 7, what: '&&', adds: 1 },
    ]);
  });

  it('come with the first flaw of a text that does not parse', () => {
    const reading = read('a.go', 'package a\nfunc f() {\n\tif a {\n}\nfunc g() { if b {} }\n');
    assert.ok(reading?.flaw !== undefined);
    assert.equal(read('a.go', 'package a\nfunc f() {}\n')?.flaw, undefined);
  });
});
