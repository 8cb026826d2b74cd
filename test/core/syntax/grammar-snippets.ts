import type { Snippet } from './snippet.ts';

/** Languages that no reference tool could be run for: what their rules come to, counted by hand. */
export const grammarSnippets: readonly Snippet[] = [
  {
    title: 'rust: conditions and loops',
    path: 'a.rs',
    text: `fn f(a: bool, b: bool) -> i32 {
    if a { 1 } else if let Some(x) = y && b { 2 } else { 3 };
    for x in y {}
    while let Some(x) = y {}
    while a || b {}
    loop {}
    'a: loop { break 'a }
    let Some(z) = y else { return 1 };
    g()?.h()?
}
`,
    entities: ['f 1:1-10 = 12'],
  },
  {
    title: 'rust: every arm of a match and its guard',
    path: 'a.rs',
    text: `fn f(x: i32) -> i32 {
    match x {
        1 if a => 1,
        2 | 3 => { 2 }
        _ => match y { A => 1, B(c) if d && e => 2 },
    }
}
`,
    entities: ['f 1:1-7 = 9'],
  },
  {
    title: 'rust: closures count to the function around, functions in functions for themselves, macros nothing',
    path: 'a.rs',
    text: `fn outer() {
    let c = |x| if x { 1 } else { 2 };
    fn inner() { if a {} }
    assert!(a && b);
    vec![1; if a { 1 } else { 2 }];
    let t = async move { g().await? };
}
`,
    entities: ['outer 1:1-7 = 3', 'outer::inner 3:5-3 = 2'],
  },
  {
    title: 'rust: names',
    path: 'a.rs',
    text: `mod m {
    impl<T> Foo<T> for Bar<T> where T: X { fn a(&self) {} }
    impl Bar { pub const fn b() -> i32 { 1 } }
}
trait T { fn c(); fn d() { if a {} } }
pub async unsafe fn e() {}
impl m::Baz<'_> { fn g<const N: usize>() -> impl Fn() -> i32 { || 1 } }
`,
    entities: [
      'm::Bar::a 2:44-2 = 1',
      'm::Bar::b 3:16-3 = 1',
      'T::d 5:19-5 = 2',
      'e 6:1-6 = 1',
      'm::Baz::g 7:19-7 = 1',
    ],
  },
  {
    title: 'c#: conditions and loops',
    path: 'a.cs',
    text: `class A {
    void M() {
        if (a && b || c) { } else if (d) { }
        for (;;) { }
        foreach (var x in y) { }
        foreach (var (p, q) in r) { }
        while (a) { }
        do { } while (b);
        var z = a ? b : c ?? d;
        a?.b?.c();
        a ??= b;
    }
}
`,
    entities: ['A.M 2:5-12 = 15'],
  },
  {
    title: 'c#: cases, arms and patterns',
    path: 'a.cs',
    text: `class A {
    int M() {
        switch (x) { case 1: case 2: break; case int i when i > 1: break; default: break; }
        if (x is > 1 and < 2 or 7) { }
        try { } catch (E e) when (e.X) { } catch { } finally { }
        return x switch { 1 => 2, _ => 3 };
    }
}
`,
    entities: ['A.M 2:5-7 = 9'],
  },
  {
    title: 'c#: what has a body',
    path: 'a.cs',
    text: `namespace N {
    class A<T> : B {
        int P { get { return a ?? b; } set => x = value; }
        int Q => a ? b : c;
        int R { get; set; } = a ? 1 : 2;
        A(int x) : base(x) { }
        ~A() { }
        public static A operator +(A a, A b) { return a; }
        public static implicit operator int(A a) => 1;
        int this[int i] { get => 1; }
        int this[string i] => a ? 1 : 2;
        abstract void X();
        int E() => 1;
        event H Ev { add { } remove { } }
        class C { void D() { } }
    }
    struct S { void F() { } }
    interface I { void G(); void H() { } }
    record R(int A) { void K() { } }
}
`,
    entities: [
      'A.P.get 3:17-3 = 2',
      'A.P.set 3:40-3 = 1',
      'A.Q 4:9-4 = 2',
      'A.A 6:9-6 = 1',
      'A.~A 7:9-7 = 1',
      'A.operator + 8:9-8 = 1',
      'A.operator int 9:9-9 = 1',
      'A.this[].get 10:27-10 = 1',
      'A.this[] 11:9-11 = 2',
      'A.E 13:9-13 = 1',
      'A.Ev.add 14:22-14 = 1',
      'A.Ev.remove 14:30-14 = 1',
      'A.C.D 15:19-15 = 1',
      'S.F 17:16-17 = 1',
      'I.H 18:29-18 = 1',
      'R.K 19:23-19 = 1',
    ],
  },
  {
    title: 'c#: lambdas and local functions count to the method around, static local functions for themselves',
    path: 'a.cs',
    text: `class A {
    void M() {
        Func<int> f = () => a ? 1 : 2;
        Func<int> g = delegate { if (a) { } return 1; };
        int L() { if (a) { } return 1; }
        static int S(int x) => x > 1 ? 1 : 2;
    }
}
void Top() { if (a) { } void In() { } }
`,
    entities: ['A.M 2:5-7 = 5', 'A.S 6:9-6 = 2', 'Top 9:1-9 = 3'],
  },
  {
    title: 'kotlin: conditions and loops',
    path: 'a.kt',
    text: `fun f(a: Boolean, b: Boolean) {
    if (a && b || c) d() else if (e) g()
    for (i in 1..2) {
        continue
    }
    while (true) {
        break
    }
    outer@ for (i in x) {
        break@outer
    }
    do {
        x ?: y
    } while (a)
    try {
        d()
    } catch (e: E) {
        d()
    } catch (e: F) {
        d()
    } finally {
        d()
    }
}
`,
    entities: ['f 1:1-24 = 15'],
  },
  {
    title: 'kotlin: every entry of when',
    path: 'a.kt',
    text: `fun f(x: Any) = when (x) {
    1, 2 -> a
    is Int -> b
    in 1..2 -> when { y -> 1; else -> 2 }
    else -> c
}
`,
    entities: ['f 1:1-6 = 7'],
  },
  {
    title: 'kotlin: calls with a lambda behind them that nest',
    path: 'a.kt',
    text: `fun f() {
    list.forEach { g(it) }
    x.let { y }
    with(x) { y }
    x?.apply { y }
    list.map { if (it) 1 else 2 }
    x.run()
    also(x)
    a.b.use { y }
    forEach<Int> { y }
}
`,
    entities: ['f 1:1-11 = 7'],
  },
  {
    title: 'kotlin: whose functions are',
    path: 'a.kt',
    text: `class A<T>(val x: Int) {
    init {
        if (a) b()
    }
    constructor(y: String) : this(1) {
        if (a) b()
    }
    val p: Int
        get() = if (a) 1 else 2
    fun f(a: Int = if (b) 1 else 2): Int {
        fun inner() {
            if (a) b()
        }
        val l = { a: Int -> if (a) b else c }
        val h = fun(x: Int): Int {
            return if (x) 1 else 2
        }
        val o = object : I {
            override fun m() {
                if (a) b()
            }
        }
        return 1
    }
    companion object {
        fun g() = 1
    }
}
object O {
    fun z() {}
}
interface B {
    fun n()
}
fun String.ext() = this
`,
    entities: [
      'A.f 10:5-24 = 6',
      'A.object.m 19:13-21 = 2',
      'A.Companion.g 26:9-26 = 1',
      'O.z 30:5-30 = 1',
      'B.n 33:5-33 = 1',
      'ext 35:1-35 = 1',
    ],
  },
  {
    title: 'scala: conditions, loops, cases',
    path: 'a.scala',
    text: `class A {
  def f(a: Int): Int = {
    if (a && b || c) d else if (e) g else h
    for (x <- y if z) { }
    while (a) { }
    do { } while (b)
    x match {
      case 1 => a
      case Some(q) if q > 1 => b
      case _ => c
    }
    try { a } catch { case e: E => b; case _ => c }
    xs.map { case (a, b) => a }
    xs.filter(x => if (x) true else false)
  }
}
`,
    entities: ['A.f 2:3-15 = 18'],
  },
  {
    title: 'scala: what stands in a def in a def counts to both',
    path: 'a.scala',
    text: `class A {
  def f = {
    def g(y: Int) = if (y > 1) 1 else 2
    new B { def m() = if (a) 1 else 2 }
  }
}
`,
    entities: ['A.f 2:3-5 = 3', 'A.f.g 3:5-3 = 2', 'A.f.m 4:13-4 = 2'],
  },
  {
    title: 'scala: names',
    path: 'a.scala',
    text: `package a
class A[T](x: Int) {
  def g: Int
  def +(o: A) = this
  def this() = { this(1) }
}
object O { def z() = 1 }
trait T { def k = 2 }
def top = if (a) 1 else 2
`,
    entities: [
      'A.g 3:3-3 = 1',
      'A.+ 4:3-4 = 1',
      'A.this 5:3-5 = 1',
      'O.z 7:12-7 = 1',
      'T.k 8:11-8 = 1',
      'top 9:1-9 = 2',
    ],
  },
  {
    title: 'scala: indentation of Scala 3',
    path: 'a.scala',
    text: `enum E:
  case A, B
  def f(x: Int) =
    if x > 1 then 1
    else 2
object O:
  def g(x: Int): Int = x match
    case 1 => 2
    case _ => 3
`,
    entities: ['E.f 3:3-6 = 2', 'O.g 7:3-10 = 3'],
  },
  {
    title: 'powershell: conditions and loops',
    path: 'a.ps1',
    text: `function Get-A {
    param($x)
    if ($a -and $b -or $c -xor $d) {
        1
    } elseif ($e) {
        2
    } else {
        3
    }
    foreach ($i in $j) { 1 }
    for ($i = 0; $i -lt 1; $i++) { 1 }
    while ($a) { 1 }
    do { 1 } while ($b)
    do { 1 } until ($c)
    try { 1 } catch [E] { 2 } catch { 3 } finally { 4 }
    trap { continue }
    IF ($a -AND $b) { 1 }
}
`,
    entities: ['Get-A 1:1-18 = 16'],
  },
  {
    title: 'powershell: clauses of switch',
    path: 'a.ps1',
    text: `function Get-A($x) {
    switch ($x) {
        1 { 'a' }
        'b' { break }
        { $_ -gt 1 } { 'c' }
        default { 'd' }
    }
    switch -Regex ($x) {
        'a' { 1 }
        Default { 2 }
    }
}
`,
    entities: ['Get-A 1:1-12 = 5'],
  },
  {
    title: 'powershell: whose functions are',
    path: 'a.ps1',
    text: `function Get-Outer {
    $x | ForEach-Object { if ($_) { 1 } } | Where-Object { $_ }
    function Get-Inner { if ($a) { 1 } }
    $block = { if ($x) { 1 } }
}
filter Get-F { if ($_) { 1 } }
class C {
    [int] M($x) { if ($x) { return 1 }; return 2 }
    static [void] S() { }
}
if ($a) { 1 }
`,
    entities: [
      'Get-Outer 1:1-5 = 3',
      'Get-Outer.Get-Inner 3:5-3 = 2',
      'Get-F 6:1-6 = 2',
      'C.M 8:5-8 = 2',
      'C.S 9:5-9 = 1',
    ],
  },
  {
    title: 'shell: conditions and loops',
    path: 'a.sh',
    text: `f() {
  if a && b; then c; elif [[ $d && $e || -z $x ]]; then d; else e; fi
  for x in y; do z; done
  for ((i = 0; i < 1; i++)); do a; done
  select x in y; do z; done
  while a; do b; done
  until a || b; do c; done
  (( a && b ? c : d ))
  a || return
  ! a
}
`,
    entities: ['f 1:1-11 = 15'],
  },
  {
    title: 'shell: items of case',
    path: 'a.bash',
    text: `f() {
  case $x in
    a | b) c ;;
    [0-9]*) d ;;
    *) e ;;
  esac
}
`,
    entities: ['f 1:1-7 = 3'],
  },
  {
    title: 'shell: whose functions are',
    path: 'a.sh',
    text: `function g {
  h() { a && b; }
  x=$(if a; then b; fi)
  ( a || b )
}
function k() ( a )
if a; then b; fi
`,
    entities: ['g 1:1-5 = 3', 'g.h 2:3-2 = 2', 'k 6:1-6 = 1'],
  },
];
