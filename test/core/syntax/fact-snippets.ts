import type { FactKind } from './tell-facts.ts';

/** A text, and the facts of some kinds in it. */
export interface FactSnippet {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly told: Partial<Readonly<Record<FactKind, readonly string[]>>>;
}

const python: readonly Omit<FactSnippet, 'path'>[] = [
  {
    title: 'imports of every kind',
    text: 'import os, a.b.c as d\nfrom . import x\nfrom ..p.q import (\n  r as s,\n  t,\n)\nfrom m import *\nfrom __future__ import annotations\n',
    told: {
      imports: [
        'import os',
        'import a.b.c as d',
        'from . x',
        'from ..p.q r as s',
        'from ..p.q t',
        'from m *',
        'from __future__ annotations',
      ],
    },
  },
  {
    title: 'modules that are imported by a call',
    text: 'import importlib\nm = importlib.import_module("a.b")\nm.run()\n__import__(name)\nload("c")\n',
    told: {
      imports: ['import importlib', 'dynamic a.b', 'dynamic ?'],
      uses: [
        "call importlib.import_module('a.b') import",
        'call m.run() = a.b.run import',
        'call __import__(name) global',
        'read name global',
        "call load('c') global",
      ],
    },
  },
  {
    title: 'aliases, which are followed',
    text: 'from os import environ as e\nimport os.path\nenv = e\ng = env.get\ng("A")\ne["B"]\nenv["C"] = 1\nos.path.join(x)\ndel e["D"]\n',
    told: {
      uses: [
        'read e = os.environ import',
        'read env.get = os.environ.get import',
        "call g('A') = os.environ.get import",
        'read e[] = os.environ[] import',
        'write env[] = os.environ[] import',
        'call os.path.join(x) import',
        'read x global',
        'write e[] = os.environ[] import',
      ],
    },
  },
  {
    title: 'names that a function has for itself',
    text: 'import os\ndef f(os):\n  os.getcwd()\ndef g():\n  os = load()\n  os.read()\ndef h():\n  global os\n  os.getcwd()\n[os.x for os in y]\n',
    told: {
      uses: [
        'call os.getcwd() unknown',
        'call load() global',
        'call os.read() = load().read global',
        'call os.getcwd() import',
        'read os.x unknown',
        'read y global',
      ],
    },
  },
  {
    title: 'what methods reach by their object',
    text: 'import db\nclass Store:\n  def __init__(self, x):\n    self.pool = db.Pool()\n    self.x = x\n  def load(self):\n    self.check()\n    self.pool.query("q")\n    self.x.go()\n  def check(self): pass\n',
    told: {
      uses: [
        'write self.pool = db.Pool() import',
        'call db.Pool() import',
        'write self.x = Store.x own',
        'read x unknown',
        'call self.check() = Store.check own',
        "call self.pool.query('q') = db.Pool().query import",
        'call self.x.go() = Store.x.go own',
      ],
    },
  },
  {
    title: 'what is opened for a while, and what is caught',
    text: 'with db.open(a) as c, (x) as d, lock:\n  c.run(b)\n  d.go()\nasync with p() as (q, r): q.go()\ntry: pass\nexcept E as e: e.x()\n',
    told: {
      uses: [
        'call db.open(a) global',
        'read a global',
        'read x global',
        'read lock global',
        'call c.run(b) = db.open().run global',
        'read b global',
        'call d.go() = x.go global',
        'call p() global',
        'call q.go() unknown',
        'read E global',
        'call e.x() unknown',
      ],
    },
  },
  {
    title: 'chains of calls, and what begins with no name',
    text: 'connect(a).cursor().execute(f"x {y}", k=[1], *b, **c)\n(a or b).run()\n"x".join(z)\n',
    told: {
      uses: [
        "call connect().cursor().execute('x {y}', k=_, *b, *c) global",
        'call connect().cursor() global',
        'call connect(a) global',
        'read a global',
        'read y global',
        'read b global',
        'read c global',
        'call ?.run() unknown',
        'read a global',
        'read b global',
        'call ?.join(z) unknown',
        'read z global',
      ],
    },
  },
  {
    title: 'functions that are given to a name',
    text: 'f = lambda x: x\nf(1)\ndef g():\n  h = lambda: f(2)\n  h()\n',
    told: { uses: ['read x unknown', 'call f(_) own', 'call f(_) own', 'call h() = g.h own'] },
  },
  {
    title: 'what is only asked of a value',
    text: 'log(a is None, not b, c if d else e, [g for g in h if i], -j, (k and l))\n',
    told: {
      uses: [
        'call log(_, _, _, _, _, _) global',
        'read a global tested',
        'read b global tested',
        'read c global',
        'read d global tested',
        'read e global',
        'read g unknown',
        'read h global',
        'read i global tested',
        'read j global',
        'read k global',
        'read l global',
      ],
    },
  },
  {
    title: 'names in circles',
    text: 'a = b\nb = a\na.x()\nc = c.d\nc.e()\n',
    told: {
      uses: ['read b unknown', 'read a unknown', 'call a.x() unknown', 'read c.d unknown', 'call c.e() unknown'],
    },
  },
  {
    title: 'strings, put together',
    text: '"""doc"""\nq = ("SELECT " \'a\'\n  "b") + f"{x!r:>{w}} {{y}}" + z + r"\\d"\np = "x %s" % y\nf("a {}".format(b))\nb"\\x41\\101\\u0042\\\\"\n',
    told: {
      strings: ["'doc' documentation", "'SELECT ab{x} {y}{z}\\d'", "'x %s'", "'a {}'", "'AAB\\' documentation"],
      uses: [
        'read x global',
        'read w global',
        'read z global',
        'read y global',
        "call f('a {}') global",
        'call ?.format(b) unknown',
        'read b global',
      ],
    },
  },
  {
    title: 'strings that values are put into, as parts of longer ones',
    text: 'q = "a" + "b {}".format(c) + ("d %s" % e) + ", ".join(f)\n',
    told: {
      strings: ['\'ab {}d %s{", ".join(f)}\'', "', '"],
      uses: ['call ?.format(c) unknown', 'read c global', 'read e global', 'call ?.join(f) unknown', 'read f global'],
    },
  },
  {
    title: 'functions with their parameters and decorators',
    text: '@app.get("/x", tags=t)\nasync def f(a, /, b: int = 1, *c, d=None, **e) -> str | None:\n  """d"""\n  pass\ndef _g(): return 1\nclass A:\n  def __init__(self): ...\n  @property\n  def p(self): return 1\n  @p.setter\n  def p(self, v): x = lambda a, b=1: a\n',
    told: {
      functions: [
        "public async empty function f(a, b : int = 1, *c, d = None, **e) -> str | None @ call app.get('/x', tags=t) global",
        'function _g()',
        'public empty constructor A.__init__(self)',
        'public getter A.p(self) @ read property global',
        'public setter A.p(self, v) @ read p.setter = A.p.setter own',
        'lambda A.p.x(a, b = 1)',
      ],
    },
  },
  {
    title: 'what a module lets out',
    text: '__all__ = ["f", "_g"]\ndef f():\n  def inner(): pass\ndef _g(): pass\ndef h(): pass\nclass K: pass\n',
    told: {
      functions: [
        'public function f()',
        'empty function f.inner()',
        'public empty function _g()',
        'empty function h()',
      ],
      classes: ['class K() {}'],
    },
  },
  {
    title: 'classes and their fields',
    text: 'from m import Base as B\n@dataclass(frozen=True)\nclass A(B, Generic[T], metaclass=M):\n  x: int = 1\n  y: Optional[str]\n  z = field()\n  class In(A): pass\n',
    told: {
      classes: [
        'public class A(m.Base, Generic) {x : int = 1; y : Optional[str]; z = field()} @ call dataclass(frozen=_) global',
        'public class A.In(A) {}',
      ],
    },
  },
  {
    title: 'dictionaries',
    text: 'a = {"x": 1, "y": {"z": 2}}\ndef f():\n  return {"a": 1, **b, k: 2}\ng = lambda: {"c": 1}\n',
    told: { objects: ['{x, y} as a', '{z}', '{a, …} from 0', '{c} from 1'] },
  },
  {
    title: 'branches and the ways out',
    text: 'def f():\n  if a and b: return 1\n  elif c: pass\n  else: raise E("x")\n  try: check()\n  except (A, B) as e: pass\n  finally: z()\n  with open(p) as h, q: h.read()\n  for i in r: i()\n  while t: continue\n',
    told: {
      blocks: [
        'and a',
        'if a and b',
        'if c',
        'else a and b',
        'try',
        'catch (A, B) as e',
        'finally',
        'with open(p) as h, q',
        'loop r',
        'loop t',
      ],
      exits: ['return 1 of 0 in 1', 'throw E("x") of 0 in 3', 'jump of 0 in 9'],
    },
  },
  {
    title: 'comments, and what only looks like one',
    text: '#!/bin/x\nx = "# no"  # yes\n## two\nf(a,  # here\n  b)\n',
    told: { comments: ['1:1-1:9 /bin/x', '2:13-2:18 yes', '3:1-3:7 two', '4:7-4:13 here'] },
  },
  {
    title: 'a text that is half typed',
    text: 'import os\ndef f(:\n  x = [1,\ndef g():\n  os.getenv("A")\n',
    told: { imports: ['import os'] },
  },
];

const typescript: readonly Omit<FactSnippet, 'path'>[] = [
  {
    title: 'imports of every kind',
    text: 'import a, { b as c, type D } from "./m.ts";\nimport * as e from "e";\nimport type { F } from "f";\nimport "g";\nimport h = require("h");\nexport { i as j } from "i";\nexport * from "k";\nexport * as l from "l";\nexport type { M } from "m";\nconst n = require("n"), o = await import("o");\nlet p: import("p").Q;\nimport(q);\n',
    told: {
      imports: [
        'from ./m.ts default as a',
        'from ./m.ts b as c',
        'type ./m.ts D',
        'import e * as e',
        'type f F',
        'import g',
        'require h as h',
        're-export i i as j',
        're-export k *',
        're-export l * as l',
        'type m M',
        'require n',
        'dynamic o',
        'type p Q',
        'dynamic ?',
      ],
    },
  },
  {
    title: 'aliases, which are followed',
    text: 'import fs, { readFile as r } from "node:fs";\nconst { env: { HOME: home }, argv: [first] } = process;\nconst { env } = process;\nenv.A; env["B"]; home; first;\nr("x"); fs.promises.readFile("y");\nconst { query } = require("pg"), q = query;\nq(`z`);\nimport.meta.env.C;\nprocess.env.D ??= "e";\n',
    told: {
      uses: [
        'read process global',
        'read process global',
        'read env.A = process.env.A global',
        'read env.B = process.env.B global',
        'read home = process.env.HOME global',
        'read first = process.argv[] global',
        "call r('x') = fs.readFile import",
        "call fs.promises.readFile('y') import",
        "call require('pg') global",
        'read query = pg.query import',
        "call q('z') = pg.query import",
        'read import.meta.env.C global',
        'write process.env.D global',
      ],
    },
  },
  {
    title: 'functions that are given to a name',
    text: 'const f = () => 1; f();\nconst g = (function () { const h = async () => f(); h(); });\nlet k = [() => 1]; k();\n',
    told: { uses: ['call f() own', 'call f() own', 'call h() = g.h own', 'call k() unknown'] },
  },
  {
    title: 'what is only asked of a value',
    text: 'log(a === null, !b, c ? d : e, typeof g, -h, i in j, k instanceof L, m > 1, n && o);\n',
    told: {
      uses: [
        'call log(_, _, _, _, _, _, _, _, _) global',
        'read a global tested',
        'read b global tested',
        'read c global tested',
        'read d global',
        'read e global',
        'read g global tested',
        'read h global',
        'read i global tested',
        'read j global tested',
        'read k global tested',
        'read L global tested',
        'read m global tested',
        'read n global',
        'read o global',
      ],
    },
  },
  {
    title: 'names of a block, a function and the module',
    text: 'import fs from "fs";\nfunction f(fs) { fs.read(); }\n{ const fs = load(); fs.read(); }\nif (a) { var v = fs; }\nv.read();\nfor (const fs of x) fs.read();\ntry {} catch (fs) { fs.read(); }\n(fs) => fs.read();\nfs.read();\n',
    told: {
      uses: [
        'call fs.read() unknown',
        'call load() global',
        'call fs.read() = load().read global',
        'read a global',
        'read fs import',
        'call v.read() = fs.read import',
        'read x global',
        'call fs.read() unknown',
        'call fs.read() unknown',
        'call fs.read() unknown',
        'call fs.read() import',
      ],
    },
  },
  {
    title: 'what methods reach by their object',
    text: 'class S extends B {\n  pool = new Pool();\n  constructor(x) { super(); this.y = make(); }\n  load() { this.check(); this.pool.query(sql`a ${b}`); [].map(() => this.y.go()); function g() { this.z(); } }\n  check() {}\n}\n',
    told: {
      uses: [
        'read B global',
        'call Pool() global',
        'call super() unknown',
        'write this.y = make() global',
        'call make() global',
        'call this.check() = S.check own',
        'call this.pool.query(sql()) = Pool().query global',
        "call sql('a {b}') global",
        'read b global',
        'call ?.map(_) unknown',
        'call this.y.go() = make().go global',
        'call this.z() unknown',
      ],
      strings: ["sql 'a {b}'"],
    },
  },
  {
    title: 'chains, and what begins with no name',
    text: 'a?.b(c!).d()[0].e;\n(x || y).run(...z);\nnew A.B(1);\n"s".trim();\n',
    told: {
      uses: [
        'read a.b().d()[].e global',
        'call a.b().d() global',
        'call a.b(c) global',
        'read c global',
        'call ?.run(*z) unknown',
        'read x global',
        'read y global',
        'read z global',
        'call A.B(_) global',
        'call ?.trim() unknown',
      ],
    },
  },
  {
    title: 'strings, put together',
    text: 'const q = "SELECT " + a + `b${c} \\n` + (d + "e") as string;\nf("//" + x);\n1 + 2;\n',
    told: { strings: ["'SELECT {a}b{c} \n{d}e'", "'//{x}'"] },
  },
  {
    title: 'functions with their parameters and decorators',
    text: 'export async function f(a: string, { b }: P = {}, ...c: number[]): Promise<void> {}\nconst g = (x?: number) => x, h = function () {};\nexport { g };\nclass A { @Log("x") private m() {} get s() { return 1; } static n() {} }\nexport default A;\ndeclare function d(): void;\nrun(() => 1);\nexports.k = () => {};\n',
    told: {
      functions: [
        'public async empty function f(a : string, { b } : P = {}, ...c : number[]) -> Promise<void>',
        'public function g(x? : number)',
        'empty function h()',
        "empty method A.m() @ call Log('x') global",
        'public getter A.s()',
        'public empty method A.n()',
        'signature d() -> void',
        'lambda arrow function()',
        'public empty function exports.k()',
      ],
    },
  },
  {
    title: 'classes, interfaces, types and enums with their fields',
    text: 'import { Base as B } from "./b";\nexport class A<T> extends B<T> implements I { x: string = "a"; #y = 1; constructor(readonly z?: number, w) {} }\nexport interface I extends J { a: string; b?: number; go(c: D): void }\nexport type R = Base & Readonly<{ id: string }>;\nconst enum E { F = 1, G }\n',
    told: {
      classes: [
        'public class A(./b.Base, I) {z? : number; x : string = "a"; #y = 1}',
        'public interface I(J) {a : string; b? : number; go : (c: D): void}',
        'public type R(Base, Readonly) {id : string}',
        'enum E() {F = 1; G}',
      ],
    },
  },
  {
    title: 'objects',
    text: 'const a = { x: 1, "y": { z }, [k]: 2, ["w"]: 3, m() {} };\nfunction f() { return { a, ...b }; }\nconst g = () => ({ c: 1 });\n',
    told: { objects: ['{x, y, w, m, …} as a', '{z} as y', '{a, …} from 1', '{c} from 2'] },
  },
  {
    title: 'branches and the ways out',
    text: 'function f() {\n  if (a) return 1; else if (b) g(); else throw new E("x");\n  try { check(); } catch (e) {} finally { z(); }\n  for (const i of r) i();\n  while (t) break;\n  switch (s) { case 1: h(); default: }\n}\n',
    told: {
      blocks: ['if a', 'if b', 'else b', 'try', 'catch e', 'finally', 'loop r', 'loop t', 'case 1', 'case'],
      exits: ['return 1 of 0 in 0', 'throw new E("x") of 0 in 2', 'jump of 0 in 7'],
    },
  },
  {
    title: 'comments, and what only looks like one',
    text: '// a\nconst u = "http://x", r = /[/*]"]/g, t = `// ${b /* c */}`;\n/** d\n * e\n */\nlet v: "/*x*/"; // f',
    told: {
      comments: ['1:1-1:5 a', '2:50-2:57 c', '3:1-5:4 d\ne', '6:17-6:21 f'],
    },
  },
];

const jsx: FactSnippet = {
  title: 'elements: components are used, tags of HTML are not',
  path: 'a.tsx',
  text: 'const T = () => <div id="a"><Foo.Bar on={() => go(b)} {...c}>no // comment {d /* yes */}</Foo.Bar></div>;\n',
  told: {
    uses: ['read Foo.Bar global', 'call go(b) global', 'read b global', 'read c global', 'read d global'],
    strings: ["'a'"],
    comments: ['1:79-1:88 yes'],
  },
};

const lines: FactSnippet = {
  title: 'lines that end in other ways',
  path: 'a.js',
  text: '\ufeff// a\r\n// b\r// c\u2028// d\n',
  told: { comments: ['1:1-1:5 a', '2:1-2:5 b', '3:1-3:5 c', '4:1-4:5 d'] },
};

export const factSnippets: readonly FactSnippet[] = [
  ...python.map((snippet) => ({ path: 'a.py', ...snippet })),
  ...typescript.map((snippet) => ({ path: 'a.ts', ...snippet })),
  jsx,
  lines,
];
