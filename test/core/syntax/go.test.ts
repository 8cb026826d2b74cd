import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { tellEntity } from './snippet.ts';

const read = readFunctions({});
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
    assert.deepEqual(
      tell(`package a
func (t *Tree[K, V]) Walk() {}
func (Leaf) Fall() {}
func (_ Leaf) Grow() {}
func (*Leaf) Wilt() {}
func (Pair[K, V],) Swap() {}
func (t /* a (tree) */ *Tree) Cut() {}
func (t sort.Interface) Sort() {}
func (t *(Tree)) Burn() {}
func (t []Tree) Plant() {}
func (a, b Tree) Graft() {}
func () Stand() {}
func 名前() {}
`),
      [
        '(*Tree).Walk 2:1-2 = 1',
        '(Leaf).Fall 3:1-3 = 1',
        '(Leaf).Grow 4:1-4 = 1',
        '(*Leaf).Wilt 5:1-5 = 1',
        '(Pair).Swap 6:1-6 = 1',
        '(*Tree).Cut 7:1-7 = 1',
        '(BADRECV).Sort 8:1-8 = 1',
        '(*BADRECV).Burn 9:1-9 = 1',
        '(BADRECV).Plant 10:1-10 = 1',
        '(Tree).Graft 11:1-11 = 1',
        'Stand 12:1-12 = 1',
        '名前 13:1-13 = 1',
      ],
    );
  });

  it('are literals too that are the whole value of a variable of the package', () => {
    assert.deepEqual(
      tell(`package a
var f, g = func() { if a {} }, 1
var h = (func() {})
var i = func() int { return 1 }()
var j func(int) = func(int) {
	for {}
}
var (
	k, l = 1, func() {}
	m = map[string]func(){ "a": func() { if a {} } }
	n func()
	o = func(struct{ a func() }) interface{ M() } { return nil }
)
const p = func() {}
type q func(a int) struct{}
func r() { var s = func() {}; _ = s }
`),
      ['f 2:12-2 = 2', 'j 5:19-7 = 2', 'k 9:12-9 = 1', 'o 12:6-12 = 1', 'p 14:11-14 = 1', 'r 16:1-16 = 1'],
    );
  });

  it('end with their line when they have no body', () => {
    assert.deepEqual(
      tell('package a\nfunc f(a int) (b int)\nfunc g() func()\nfunc h[T any](t T) struct{}\nvar x = 1\n'),
      ['f 2:1-2 = 1', 'g 3:1-3 = 1', 'h 4:1-4 = 1'],
    );
  });

  it('do not count what strings, runes and comments hold', () => {
    assert.deepEqual(
      tell(`package a
func f() {
	a := "if } \\" {" + \`
func g() { if "
\` + 'if'
	b := '{' + '\\'' + '"' // if {
	/* for {
	*/ if a &^ b & c | d {} // &&
}
func h() { a := 0x1p-2 + 1_000.5e+3i; a &= 1; a |= 2 }
`),
      ['f 2:1-9 = 2', 'h 10:1-10 = 1'],
    );
  });

  it('are counted with a directive that says to ignore them', () => {
    assert.deepEqual(tell('package a\n//gocyclo:ignore\nfunc f() { if a {} }\n'), ['f 3:1-3 = 2']);
  });

  it('tell what counted, when it is asked for', () => {
    const reading = read('a.go', 'package a\nfunc f() {\n\tif a && b {\n\t}\n}\n', { steps: true });
    assert.deepEqual(reading?.functions[0]?.steps, [
      { line: 3, column: 2, what: 'if', adds: 1 },
      { line: 3, column: 7, what: '&&', adds: 1 },
    ]);
  });
});

describe('functions of a Go text that does not parse', () => {
  const flawed: readonly (readonly [what: string, text: string, flawLine: number, entities: readonly string[]])[] = [
    ['an open brace', 'func f() {\n\tif a {\n}\nfunc g() { if b {} }\n', 1, ['f 1:1-3 = 2', 'g 4:1-4 = 2']],
    [
      'an open parenthesis',
      'func f() {\n\tg((a)\n}\n\nfunc (t T) g() { if b {} }\n',
      1,
      ['f 1:1-3 = 1', '(T).g 5:1-5 = 2'],
    ],
    ['an open head', 'func f(a int {\n}\n\nfunc g() {}\n', 1, ['f 1:1-2 = 1', 'g 4:1-4 = 1']],
    ['an open string', 'func f() {\n\ta := "if b {}\n\tif c {}\n}\nfunc g() {}\n', 2, ['f 1:1-4 = 2', 'g 5:1-5 = 1']],
    ['an open rune', "func f() {\n\ta := '{\n\tif c {}\n}\nfunc g() {}\n", 2, ['f 1:1-4 = 2', 'g 5:1-5 = 1']],
    ['an open raw string', 'func f() {\n\ta := `{\n}\nfunc g() { if `a` {} }\n', 2, ['f 1:1-3 = 1', 'g 4:1-4 = 2']],
    ['an open comment', 'func f() {}\n/* func g() {}\n', 2, ['f 1:1-1 = 1']],
    ['a brace too many', 'func f() {\n}}\nfunc g() {}\n', 2, ['f 1:1-2 = 1', 'g 3:1-3 = 1']],
    ['variables that are not closed', 'var (\n\ta = func() {}\nfunc g() {}\n', 1, ['a 2:6-2 = 1', 'g 3:1-3 = 1']],
    ['no name yet', 'func () {\nfunc g() {}\n', 1, ['? 1:1-1 = 1', 'g 2:1-2 = 1']],
  ];

  for (const [what, text, flawLine, entities] of flawed) {
    it(`come with the line of its first flaw: ${what}`, () => {
      const reading = read('a.go', text);
      assert.deepEqual(reading?.functions.map(tellEntity), entities);
      assert.equal(reading?.flaw?.line, flawLine);
    });
  }

  it('are read however deep it is nested', () => {
    assert.ok(read('a.go', `func f() ${'{('.repeat(200_000)}`)?.flaw !== undefined);
  });
});
