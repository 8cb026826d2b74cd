import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { loadParsers } from '#repo';
import { tellEntity } from './snippet.ts';

const parsers = await loadParsers(['java']);
const read = readFunctions(parsers);
const tell = (text: string): readonly string[] | undefined => read('A.java', text)?.functions.map(tellEntity);

/** The complexity of a function with that body; what is told to have counted towards it must come to the same. */
const complexityOf = (body: string): number => {
  const found = read('A.java', `class A { void f(Object o) { ${body} } }`, { steps: true })?.functions[0];
  const complexity = (found?.steps ?? []).reduce((sum, { adds }) => sum + adds, 1);
  assert.equal(found?.complexity, complexity, body);
  return complexity;
};
const flawOf = (text: string): number | undefined => read('A.java', text)?.flaw?.line;

describe('functions of a Java text', () => {
  it('are those of checkstyle: every decision counts', () => {
    const decisions: readonly (readonly [body: string, complexity: number])[] = [
      ['if (a) {} else if (b) {} else {}', 3],
      ['for (;;) {} for (int i : x) {} while (a) {} do {} while (a);', 5],
      ['try (A r = b) {} catch (B | C e) {} catch (D e) {} finally {}', 3],
      ['switch (a) { case 1: case 2: break; default: }', 3],
      ['int x = a ? b ? 1 : 2 : 3; boolean y = a && b || c & d | e ^ f;', 5],
      ['Runnable r = () -> { if (a) {} }; Predicate<A> p = q -> q && b;', 3],
      ['List<?> a; Map<? extends A, ? super B> b; assert a : b; synchronized (a) {}', 1],
      ['String s = "if (a && b)"; char c = \'?\'; // a || b\n /* while (a) */', 1],
      ['return switch (a) { case 1, 2 -> 3; case 4 -> { yield 5; } default -> 6; };', 3],
      ['String s = """\n if (a) && "" \\""" ?\n """; if (s) {}', 2],
      ['if (o instanceof P(int x, Q(var y)) && x > 1 || o instanceof final String s) {}', 4],
      ['switch (o) { case String s when s.isEmpty() && a -> {} case null, default -> {} }', 5],
    ];
    for (const [body, complexity] of decisions) assert.equal(complexityOf(body), complexity, body);
  });

  it('are methods, constructors and the blocks that initialize, not the elements of an annotation', () => {
    assert.deepEqual(
      tell(`abstract class A {
  int field = a ? 1 : 2;
  A() { }
  abstract int none();
  { if (a) {} }
  static { if (a && b) {} }
  @interface B { int value() default 1; }
  interface C { int f(); default void g() {} }
  enum D { E { int f() { return 1; } }, F; D() {} }
  record R(int a) { R { if (a > 1) {} } R() { this(1); } }
}
`),
      [
        'A.A 3:3-3 = 1',
        'A.none 4:3-4 = 1',
        'block A.instance block 5:3-5 = 2',
        'static-block A.static block 6:3-6 = 3',
        'A.C.f 8:17-8 = 1',
        'A.C.g 8:26-8 = 1',
        'A.D.E.f 9:16-9 = 1',
        'A.D.D 9:44-9 = 1',
        'A.R.R 10:21-10 = 2',
        'A.R.R 10:41-10 = 1',
      ],
    );
  });

  it('count classes within them each on their own, but the fields of these for themselves', () => {
    assert.deepEqual(
      tell(`class A {
  void f() {
    new B<C>() { int x = a ? 1 : 2; void g() { if (a) {} } { while (a) {} } };
    class L { L() { if (a) {} } }
    if (a) {}
  }
}
`),
      ['A.f 2:3-6 = 3', 'A.new B.g 3:37-3 = 2', 'block A.new B.instance block 3:60-3 = 2', 'A.L.L 4:15-4 = 2'],
    );
  });

  it('stand where checkstyle says: at a modifier, at the last bracket or the last dot of a type, or at its start', () => {
    assert.deepEqual(
      tell(`class A {
  a.b.C<D> dotted() {}
  a.b.C[] dottedArray() {}
  int[][] array() {}
  int old()[] {}
  Map<K, V>.Entry<K, V> inner() {}
  int @X [] annotated() {}
  <T> a.b.T generic() {}
  @X(1 > 2 ? 3 : 4)
  public a.b.C modified() {}
}
`),
      [
        'A.dotted 2:6-2 = 1',
        'A.dottedArray 3:8-3 = 1',
        'A.array 4:8-4 = 1',
        'A.old 5:12-5 = 1',
        'A.inner 6:12-6 = 1',
        'A.annotated 7:10-7 = 1',
        'A.generic 8:3-8 = 1',
        'A.modified 9:3-10 = 2',
      ],
    );
  });

  it('tell what counted, in the order of the text', () => {
    const reading = read('A.java', 'class A {\n  void f() {\n    if (a && b || c) {}\n  }\n}\n', { steps: true });
    assert.deepEqual(reading?.functions[0]?.steps, [
      { line: 3, column: 5, what: 'if', adds: 1 },
      { line: 3, column: 11, what: '&&', adds: 1 },
      { line: 3, column: 16, what: '||', adds: 1 },
    ]);
  });

  it('are read in texts that the grammar alone cannot read', () => {
    const texts = [
      'class A { void f(@X Object @Nullable ... rest) { if (a) {} } }',
      'class A { void f() { int i = 0_1 + 0x1___A; if (a) {} } }',
      'class A { void f() { (x) += 1; (a.b) = 2; if ((a) == b) {} } }',
      'class A { A() { if (a) {} super(1); } }',
      "class A { char c = '\\u005c''; String s = \"\\\\u005c\"; void f() { if (a) {} } }",
      'import module java.base;\nclass A { void f() { if (a) {} } }',
      'class A { @ interface B {}\n @\n  // so\n  interface C { int x(); } void f() { if (a) {} } }',
      'sealed interface A permits B, C { private void f() { if (a) {} } }',
      'void f() { if (a) {} }',
    ];
    for (const text of texts) {
      assert.deepEqual(
        read('A.java', text)?.functions.map(({ complexity }) => complexity),
        [2],
        text,
      );
      assert.equal(flawOf(text), undefined, text);
    }
  });

  it('come with the first flaw of a text that does not parse', () => {
    const text = 'class A {\n  void f() {\n    if (a {}\n  }\n  void g() { if (b) {} }\n}\n';
    assert.equal(flawOf(text), 3);
    assert.ok(tell(text)?.includes('A.g 5:3-5 = 2'));
  });

  it('are not known of a text that is nested too deep for the query: what is left out would pass for good', () => {
    const { java } = parsers;
    assert.ok(java !== undefined);
    const query: typeof java.query = (source) =>
      Object.assign(java.query(source), { didExceedMatchLimit: (): boolean => true });
    assert.equal(readFunctions({ java: { ...java, query } })('A.java', 'class A { A() {} }'), undefined);
  });
});
