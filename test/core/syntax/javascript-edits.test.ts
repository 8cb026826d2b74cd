import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { javaScriptFacts } from '../../../src/core/syntax/javascript/facts.ts';
import { javaScriptFunctions } from '../../../src/core/syntax/javascript/functions.ts';
import * as parser from '../../../src/repo/typescript-parser.ts';
import { root } from './sample-files.ts';

const everything = { steps: true, cognitive: true } as const;

const openReaders = (typescript: typeof parser) => ({
  functions: javaScriptFunctions(typescript),
  facts: javaScriptFacts(typescript),
});

/** All that is read of a text. */
const readAll = ({ functions, facts }: ReturnType<typeof openReaders>, path: string, text: string) => ({
  plain: functions(path, text),
  whole: functions(path, text, everything),
  facts: facts(path, text),
});

/** A parser that counts the trees it makes, from nothing and out of others. */
const countTrees = () => {
  const made = { anew: 0, edited: 0 };
  const counting: typeof parser = {
    ...parser,
    createSourceFile: (...given) => {
      made.anew += 1;
      return parser.createSourceFile(...given);
    },
    updateSourceFile: (...given) => {
      made.edited += 1;
      return parser.updateSourceFile(...given);
    },
  };
  return { made, counting };
};

const ours = (path: string): string => readFileSync(join(root, path), 'utf8');

// What a parser looks ahead for, and what it ends without a semicolon.
const unended = `
import { a } from 'a'
export class A<T> extends B<T>() implements C {
  static x = 1
  accessor y = (b) => b && c
  static
  async
  foo() { return 1 }
  get
  bar() { return 2 }
  static { this.q = /a[/]b/g.test('x') ? a?.b : c ?? d }
  @dec(() => a && b) m(a = 1, { b = 2, ...c }) { for (const x of y) { if (x) z() } }
  *gen() { yield
 1; yield* g }
  [k || (() => l && m)]() { return \`a\${b ? c : \`d\${() => e || f}\`}\` }
  constructor(private a?: string) { super(a) }
  h = function () { return 1 }
  async run() { for await (const x of y) { await x } }
}
let x = a < b, c > (d)
let y = (a) => (b)
let z = x ? (a) : b => { q(); r() }
async
function f(a = b || c) { switch (a) { case 1: g(); case 2: { break } default: h() } }
type
Foo = 1
declare
module
M
{}
let
[q] = [1, () => 2]
label: for (;;) { break label }
if (a) b; else if (c) d; else { try { e() } catch { f() } finally { g() } }
namespace N.M { export const z = { a() {}, get b() { return 1 }, ['c' + d]: () => e, f: async g => await g } }
enum E { A = 1, B, C = 'x' }
do i(); while (j)
export default abstract class { abstract k(): void }
`;

const jsx = `
export const Page = ({ open, items }) => {
  const x = open < 2 ? <div key={open} {...items}>text {open && <B/>} & more {/* a comment */}<></></div> : null
  if (open) return <A.B x="1" y='2'>{items.map((item) => item.a || item.b)}</A.B>
  return (<ul>{items.map(i => <li key={i}>don't // no comment</li>)}</ul>)
}
const r = a / b / c, s = /x<y>/g
`;

// Modules for the sake of `import.meta` alone, and texts where `await` stands outside of functions.
const modules = `
const here = import.meta.url
function one() { return two && three }
let four = one()
if (four) { five() }
`;
const awaiting = `
import six from 'six'
await six()
const seven = await import('seven')
for await (const eight of nine) { ten(eight || seven) }
`;

const long = (...texts: readonly string[]): string => {
  let text = '';
  while (text.length < 2_000) for (const each of texts) text += each;
  return text;
};

const sources = [
  { path: 'a.ts', text: ours('src/core/syntax/javascript/comments.ts') },
  { path: 'a.js', text: ours('src/core/syntax/javascript/source.ts') },
  { path: 'a.ts', text: ours('src/core/syntax/javascript/walk.ts') },
  { path: 'a.ts', text: `\uFEFF${long(unended)}` },
  { path: 'a.js', text: long(jsx, unended.replace(/^import.*|^declare[^]*?\{\}|<T>|export default abstract.*/gm, '')) },
  { path: 'a.tsx', text: long(jsx, unended) },
  { path: 'a.d.ts', text: long(unended) },
  { path: 'a.mts', text: long(modules) },
  { path: 'a.ts', text: long(modules, awaiting) },
];

/** Text that is put in: mostly what can stand anywhere, and what breaks things. */
const harmless = [
  '\n',
  ' ',
  '\n// if (a) {\n',
  ' /* `a */ ',
  ';',
  '\nfoo(a && b)\n',
  '\nfunction more(a = 1) { if (a) b }\n',
  '\nx\n',
  '\n[a]\n',
  '\n(a)\n',
  '\n`a`\n',
  '\n/a/g\n',
  '\n{}\n',
  '\nif (a)\n',
  '\nelse b\n',
  '\n+\n',
  '\nawait\n',
  '\nlet\n',
  '\ntype\n',
  '\nabstract\n',
  '\ndeclare\n',
  '\nstatic\n',
  '\nasync\n',
  '\nget\n',
  '\nyield\n',
  '\nnamespace\n',
  '\nusing\n',
  '\n=> a\n',
  '\n? b : c\n',
  '\nawait x\n',
  '\nimport.meta\n',
  '\nexport {}\n',
  '\nclass Other { m() { return a || b } }\n',
  '\n<a>b\n',
  '\n@dec(() => a || b)\n',
  '\r\n',
  '\u2028',
  '😀',
  'é',
  'a1',
];
const breaking = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '`',
  '"',
  "'",
  '/',
  '/*',
  '*/',
  '//',
  '${',
  '=',
  '=>',
  '?',
  '#',
  '0b',
];

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ put: fc.constantFrom(...harmless), behind: fc.constantFrom(/[;{}\n)]/g), at: share }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ put: fc.constantFrom(...breaking), behind: fc.constantFrom(/\b|\n/g), at: share }),
  },
  { weight: 2, arbitrary: fc.record({ take: fc.constantFrom(1, 1, 1, 2, 10, 40), at: share }) },
  {
    weight: 2,
    arbitrary: fc.record({ moveBy: fc.constantFrom(-3, -1, 1, 3), lines: fc.constantFrom(1, 1, 2, 5), at: share }),
  },
  { weight: 2, arbitrary: fc.record({ repeat: fc.constantFrom(1, 1, 2, 8), at: share }) },
  {
    weight: 1,
    arbitrary: fc.record({ rename: fc.constantFrom('a', 'await', 'yield', 'function', 'async', 'static'), at: share }),
  },
);

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[Math.floor(at * items.length)];

const apply = (text: string, given: Edit): string => {
  const { at } = given;
  const place = Math.floor(at * text.length);
  if ('put' in given) {
    const found = pick([...text.matchAll(given.behind)], at);
    const behind = found === undefined ? place : found.index + found[0].length;
    return text.slice(0, behind) + given.put + text.slice(behind);
  }
  if ('take' in given) return text.slice(0, place) + text.slice(place + given.take);
  if ('rename' in given) {
    const word = pick([...text.matchAll(/[\w$]+/g)], at);
    return word === undefined
      ? text
      : text.slice(0, word.index) + given.rename + text.slice(word.index + word[0].length);
  }
  const lines = text.split('\n');
  const line = Math.floor(at * lines.length);
  if ('repeat' in given) lines.splice(line, 0, ...lines.slice(line, line + given.repeat));
  else lines.splice(Math.max(0, line + given.moveBy), 0, ...lines.splice(line, given.lines));
  return lines.join('\n');
};

describe('JavaScript and TypeScript that is edited', function () {
  this.timeout(120_000);

  it('reads, edit after edit, as if each text were the first', () => {
    const { made, counting } = countTrees();
    const readers = openReaders(counting);
    let texts = 0;
    const followEdits = ({ path, text: first }: (typeof sources)[number], edits: readonly Edit[]): void => {
      let text = first;
      readers.functions(path, text);
      for (const each of edits) {
        const edited = apply(text, each);
        const told = readAll(readers, path, edited);
        // Readers of their own have nothing that they could go on from.
        const anew = readAll(openReaders({ ...parser }), path, edited);
        // Texts are compared in a tenth of the time.
        if (JSON.stringify(told) !== JSON.stringify(anew)) assert.deepEqual(told, anew);
        texts += 1;
        // A person takes back what does not parse. Left as it is, hardly another text would parse.
        if (told.plain?.flaw === undefined) text = edited;
        else readers.functions(path, text);
      }
    };
    const edits = fc.array(edit, { minLength: 9, maxLength: 13 });
    fc.assert(fc.property(fc.constantFrom(...sources), edits, followEdits), {
      seed: 20,
      numRuns: 190,
      endOnFailure: true,
    });
    assert.ok(texts >= 2_000, `${texts} edits`);
    assert.ok(made.edited > texts / 2, JSON.stringify({ texts, ...made }));
  });
});
