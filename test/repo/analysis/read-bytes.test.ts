import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readFunctions, type FunctionReading } from '#core';
import { textOf } from '../../../src/repo/analysis/file-text.ts';
import { startLineCutter } from '../../../src/repo/analysis/line-cutter.ts';
import { readBytes } from '../../../src/repo/analysis/read-bytes.ts';
import { pythonPieces } from '../../core/syntax/python-pieces.ts';
import { pythonProgram } from '../../core/syntax/python-programs.ts';
import { pythonSnippets } from '../../core/syntax/python-snippets.ts';

const readText = readFunctions({});

const read = (text: string | Buffer): FunctionReading | undefined => readBytes('a.py', Buffer.from(text), {});

/** That bytes say what their text says, or nothing; tells whether they said something. */
const isTold = (given: string | Buffer): boolean => {
  const bytes = Buffer.from(given);
  const reading = read(bytes);
  if (reading === undefined) return false;
  const text = textOf(bytes);
  assert.deepEqual(reading, readText('a.py', text), text.length < 3_000 ? JSON.stringify(text) : '');
  return true;
};

const told: readonly (readonly [what: string, text: string | Buffer])[] = [
  ['an empty file', ''],
  ['a mark alone', '\ufeff'],
  ['a mark before an f-string', '\ufefff"{"a"}"\ndef f(): pass\n'],
  ['names that are not ASCII', 'class Größe:\n    def ﬁnd_𝒳(ä):\n        if ä: pass\n'],
  ['a byte that is no UTF-8, in a name and in a comment', Buffer.from('def a\xe4b(): pass # \xff\n', 'latin1')],
  ['line ends of Windows', 'def f():\r\n    if a:\r\n        x = """\r\n"""\r\n    y = \\\r\n1\r\n\r\nx = 1\r\n'],
  ['line ends of two carriage returns', 'def f():\r\r    if a: pass\r\r\nx = 1\r'],
  ['a form feed', 'def f():\n    pass\n\f\nif a:\n  \f  pass\n'],
  ['a comment of other line ends behind a joined line', 'def f():\n  a = 1 + \\\n# b\u2028\n  2\nx = 1\n'],
  ['a comment behind a joined line', 'def f():\n  a = 1 + \\\n  # b ä\n\nx = 1\n'],
  ['a comment behind a match', 'match x: # ä\u2028\n  case 1:\n    def f(): pass\nmatch y: # ä\n  case 2: pass\n'],
  ['fields in strings', `def f():\n  if f'{a["b"]:{c}}' + f"{{def" + F'''{\n1}''' + rf"\\{d!r:>{e}}": pass\n`],
  ['letters that are no prefix', `def f():\n  if a if"{"else of"{": pass\n`],
  ['words that begin with others', 'define = 1\nif_ = 2\nmatching: int = 3\nforeach()\nasync_def = 1\nasynchronous\n'],
  ['async', 'async def f():\n  async for a in b: pass\nasync \\\n  def g(): pass\nasync\ndef h(): pass\n'],
  [
    'groups of exceptions',
    'try: pass\nexcept *A: pass\ntry: pass\nexcept(*a,): pass\ntry: pass\nexcept \\\n  * B: pass\n',
  ],
];

const left: readonly (readonly [what: string, text: string | Buffer])[] = [
  ['UTF-16', Buffer.from('\ufeffdef f(): pass\n', 'utf16le')],
  ['UTF-16 the other way round', Buffer.from('\ufeffdef f(): pass\n', 'utf16le').swap16()],
  ['a zero where nothing is found', 'a\0b'],
  ['a bracket that is not closed', 'def f(:\n  pass\n'],
  ['a bracket in which a statement begins', 'def f(\n  return\n)\n'],
  ['a quote that is not closed', `def f():\n  a = 'b\n`],
  ['three quotes that are not closed', 'def f():\n  """\n'],
  ['a field that is not closed', 'f"{a'],
  ['a field in which a statement begins', 'f"""{a\nreturn\n}"""'],
  ['fields in many fields', `${'f"{'.repeat(5)}${`f'{`.repeat(5)}`],
  ['more than a megabyte', `def f(): pass\n#${'-'.repeat(1 << 20)}`],
  ['more lines that matter than there is room for', 'if a: pass\n'.repeat(40_000)],
];

/** What starts where Node has something else in place of what runs machine code. */
const startWith = (replaced: unknown): unknown => {
  const { WebAssembly: before } = globalThis as { WebAssembly?: unknown };
  Reflect.set(globalThis, 'WebAssembly', replaced);
  try {
    return startLineCutter();
  } finally {
    Reflect.set(globalThis, 'WebAssembly', before);
  }
};

const failing = (error: Error) => ({
  Module: Object,
  Instance: function fail() {
    throw error;
  },
});

describe('functions of Python that are read off bytes', function () {
  this.timeout(60_000);

  for (const [what, text] of told) it(`are those of the text: ${what}`, () => assert.ok(isTold(text)));

  for (const [what, text] of left) it(`are left to the text: ${what}`, () => assert.equal(read(text), undefined));

  it('are left to the text where more than their numbers is wanted, and of other languages', () => {
    const bytes = Buffer.from('def f(): pass\n');
    assert.ok(readBytes('a.py', bytes, { once: true }));
    assert.equal(readBytes('a.py', bytes, { steps: true }), undefined);
    assert.equal(readBytes('a.py', bytes, { cognitive: true }), undefined);
    assert.equal(readBytes('a.ipynb', bytes, {}), undefined);
  });

  it('are left to the text where no machine code runs, or no memory is given to it', () => {
    assert.equal(startWith(undefined), undefined);
    assert.equal(startWith(failing(new RangeError('no memory'))), undefined);
    assert.throws(() => startWith(failing(new TypeError('a bug'))), /a bug/);
    assert.ok(startLineCutter());
  });

  it('are those of the text in every snippet, most of which are told', () => {
    const all = pythonSnippets.filter(({ text }) => isTold(text));
    assert.ok(all.length > pythonSnippets.length * 0.9, `${all.length} of ${pythonSnippets.length}`);
  });

  it('know nothing of an earlier text', () => {
    assert.deepEqual(read(`def f():\n  if a: '''${'x'.repeat(5_000)}'''\n`)?.functions.length, 1);
    assert.equal(read(`'''`), undefined);
    assert.deepEqual(read('def g'), readText('a.py', 'def g'));
  });

  it('are those of the text in programs that no formatter would leave alone, most of which are told', () => {
    let all = 0;
    fc.assert(
      fc.property(pythonProgram, ({ newer }) => {
        all += Number(isTold(newer));
      }),
      { numRuns: 1_000 },
    );
    assert.ok(all > 600, `${all} of 1,000`);
  });

  it('are those of the text, or left to it, wherever it is cut or mixed up', () => {
    const part = fc.oneof(
      fc.constantFrom(...pythonPieces()),
      fc.constantFrom(...Array.from('\n\r\t\f\\:#"\'{}()[]@!é\0\u2028\ufeff'), '\r\n', '"""', "f'{", 'f"""', '\n  '),
    );
    fc.assert(
      fc.property(pythonProgram, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), part)), ({ newer }, edits) => {
        isTold(
          edits.reduce((text, [place, out, part]) => {
            const at = place % (text.length + 1);
            return text.slice(0, at) + part + text.slice(at + out);
          }, newer),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
