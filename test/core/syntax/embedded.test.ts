import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { changeOfSyntax, languageOf, leafParsersFor, parsersFor, readFunctions, readLeaves } from '#core';
import { loadParsers } from '#repo';
import { demandSteps, tellEntity, tellStep } from './snippet.ts';

const paths = ['a.ipynb', 'a.vue', 'a.svelte'];
const parsers = await loadParsers(new Set([...parsersFor(paths, { cognitive: true }), ...leafParsersFor(paths)]));
const read = readFunctions(parsers);
const leavesOf = readLeaves(parsers);
const tell = (path: string, text: string): readonly string[] | undefined => read(path, text)?.functions.map(tellEntity);
const cost = (path: string, before: string, after: string): readonly number[] => {
  const { added, deleted } = changeOfSyntax(leavesOf(path, before), leavesOf(path, after));
  return [added, deleted];
};

const python = { kernelspec: { language: 'python', name: 'python3' } };
const notebookOf = (cells: readonly object[], metadata: object = python): string =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
const code = (source: string | readonly string[], rest: object = {}): object => ({
  cell_type: 'code',
  metadata: {},
  outputs: [],
  source,
  ...rest,
});
const names = (text: string) => read('a.ipynb', text)?.functions.map(({ name }) => name);
const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/);

describe('functions of a notebook', () => {
  const whole = notebookOf([
    { cell_type: 'markdown', metadata: {}, source: ['def not_me():\n', '  if a: pass'] },
    code(linesOf('%matplotlib inline\ndef f(a):\n\tif a == "\\\\":\n\t\t!ls "it\'s\n\treturn a')),
    code('def f(é):\n    for x in é: pass\nif f: pass'),
    code(linesOf('%%bash\nif [ 1 ]; then')),
  ]);

  it('are those of its cells, at the lines and columns of the file', () => {
    assert.equal(languageOf('a.ipynb'), 'notebook');
    assert.deepEqual(tell('a.ipynb', whole), ['f 17:6-20 = 2', 'f 27:15-27 = 2', 'block If 27 27:48-27 = 2']);
    const steps = read('a.ipynb', whole, { steps: true })?.functions.map((entity) => entity.steps?.map(tellStep));
    assert.deepEqual(steps, [['if 18:8'], ['for 27:30'], ['if 27:48']]);
    assert.equal(read('a.ipynb', whole, { cognitive: true })?.functions[0]?.cognitive, 1);
    demandSteps(read, 'a.ipynb', whole);
  });

  const cells: readonly (readonly [what: string, source: string, entities: readonly string[]])[] = [
    ['timed', '%%time\nif a: pass', ['If 8 = 2']],
    ['captured and timed', '%%capture out\n%%timeit -n 1\nif a: pass', ['If 9 = 2']],
    ['in HTML', '%%html\n<b>\nif a: pass', []],
    ['in JavaScript', '%%javascript\nif (a) {', []],
    ['of help alone', '?f', []],
    ['with an installation', '!pip install "a\n%matplotlib inline\nif a: pass', ['If 9 = 2']],
    ['with help', 'f?\n?f(\nf.g??\nif a: pass', ['If 10 = 2']],
    ['with commands', 'x = !ls (\ny = %sql select "\nif a:\n    !ls (\\\n "\n    %cd (', ['If 9 = 2']],
    ['with a percent sign in front of a line', 'x = ("%d"\n% y)\nif a: pass', ['If 9 = 2']],
    ['with a percent sign in a string', 'x = """\n%d (\n"""\nif a: pass', ['If 10 = 2']],
    ['with comments and empty lines', '\n# (\n\n  # "\n%cd (\nif a: pass', ['If 12 = 2']],
  ];
  for (const [what, source, entities] of cells) {
    it(`know what IPython adds: a cell ${what}`, () => {
      const reading = read('a.ipynb', notebookOf([code(linesOf(source), { outputs: undefined })]));
      assert.equal(reading?.flaw, undefined);
      assert.deepEqual(
        reading?.functions.map(({ name, complexity }) => `${name} = ${complexity}`),
        entities,
      );
    });
  }

  it('are those of a foreign language where the kernel runs another one', () => {
    const cell = code('f <- function() 1');
    const foreign = { functions: [], foreign: true };
    for (const kernel of [{ language: 'R' }, { name: 'ir', display_name: 'R' }, { language: 'julia' }])
      assert.deepEqual(read('a.ipynb', notebookOf([cell], { kernelspec: kernel })), foreign);
    const told = notebookOf([cell], { language_info: { name: 'R' } });
    assert.deepEqual(read('a.ipynb', told), foreign);
    const sheets = { worksheets: [{ cells: [{ cell_type: 'code', language: 'ruby', input: 'def f' }] }] };
    assert.deepEqual(read('a.ipynb', JSON.stringify(sheets)), foreign);
    assert.equal(read('a.ipynb', `${told},`), undefined, 'what is broken may hide anything');
  });

  it('are not those of cells that say that they are in another language', () => {
    const shell = code('if a: pass', { metadata: { vscode: { languageId: 'shellscript' } } });
    const same = code('if a: pass', { metadata: { vscode: { languageId: 'python' }, tags: ['language'] } });
    const text = notebookOf([shell, code('def f(): pass'), same]);
    const last = text.slice(0, text.lastIndexOf('if a')).split('\n').length;
    assert.deepEqual(names(text), ['f', `If ${last}`]);
    const cells = ['python', 'ruby', undefined].map((language) => ({
      cell_type: 'code',
      language,
      input: `def ${language}(): pass`,
    }));
    assert.deepEqual(names(JSON.stringify({ worksheets: [{ cells }] })), ['python', 'undefined']);
  });

  it('are not known where there are no cells', () => {
    assert.equal(read('a.ipynb', '{}'), undefined);
    for (const metadata of [{}, { kernelspec: { name: 'python3', display_name: 'Python 3' } }])
      assert.deepEqual(read('a.ipynb', notebookOf([code('')], metadata)), { functions: [] });
  });

  it('are read of the third version of the format', () => {
    const cell = { cell_type: 'code', language: 'python', input: ['def f():\n', ' if a: pass'], outputs: [] };
    const text = JSON.stringify({ metadata: { name: '' }, nbformat: 3, worksheets: [{ cells: [cell] }] });
    assert.deepEqual(
      read('a.ipynb', text)?.functions.map(({ name, complexity }) => `${name} ${complexity}`),
      ['f 2'],
    );
  });

  it('end where they begin, or behind, where a line of a cell stands in several lines of the file', () => {
    assert.deepEqual(tell('a.ipynb', notebookOf([code(['\f', 'def f(): pass'])])), ['f 9:6-9 = 1']);
  });

  it('come with the line of the first flaw, be it of the JSON or of a cell', () => {
    assert.deepEqual(read('a.ipynb', whole.replace('"outputs": [],', '"outputs": [,'))?.flaw, { line: 14 });
    const open = notebookOf([code(linesOf('def f():\n    x = (\ndef g(): pass'))]);
    assert.deepEqual(read('a.ipynb', open)?.flaw, { line: 9 });
    assert.doesNotThrow(() => read('a.ipynb', '['.repeat(200_000)));
  });

  it('change nothing of the syntax by outputs and metadata', () => {
    const run = notebookOf([code('f(1)', { outputs: [{ text: ['if a'] }], execution_count: 3, metadata: { x: 'y' } })]);
    assert.deepEqual(cost('a.ipynb', notebookOf([code('f(1)')]), run), [0, 0]);
    assert.deepEqual(cost('a.ipynb', notebookOf([code('f(1) # a')]), notebookOf([code(['f(\n', '2)'])])), [1, 1]);
  });
});

const vue = `<!-- <script>function no() {}</script> -->
<template lang='html'>
  <a :b="c > d"><template #e><script>no()</script></template>{{ f ? g : h }}</a>
</template>
<script generic="A extends B<'x'>" lang="ts">
export const one = <T,>(a?: T) => a?.b;
</script><script setup
  lang="ts">
  function two() { if (a) b(); }
</script>
<docs><script>no(() => 1)</script></docs>
<script src="./x.js">function no() {}</script>
<style>a > b {}</style>
`;
const svelte = `<script context="module">export function one() { return a && b; }</script>
<script lang='ts'>
  let a: number = 1;
  $: b = (() => a ?? 2)();
</script>
{#if a < b}<p on:click={() => a && b}>x</p>{/if}
<script type="application/ld+json">{ "a": 1 }</script>
<style>a { content: "<script>"; }</style>
`;

describe('functions of a component', () => {
  it('are those of its script blocks, where they stand in the file', () => {
    assert.deepEqual(tell('a.vue', vue), ['one 6:32-6 = 2', 'two 9:3-9 = 2']);
    assert.deepEqual(tell('a.svelte', svelte), ['one 1:33-1 = 2', 'arrow function 4:14-4 = 2']);
    for (const [path, text] of [
      ['a.vue', vue],
      ['a.svelte', svelte],
    ] as const) {
      assert.equal(read(path, text)?.flaw, undefined);
      demandSteps(read, path, text);
    }
  });

  it('are not known where a script is in a language that is not read', () => {
    assert.equal(read('a.vue', '<script lang="coffee">f = -> 1</script>'), undefined);
    assert.deepEqual(read('a.vue', '<template/>'), { functions: [] });
    assert.equal(readFunctions({})('a.vue', vue), undefined);
  });

  it('come with the line of the first flaw', () => {
    assert.deepEqual(read('a.vue', '<template>\n</template>\n<script>\nfunction f() {}\n'), {
      functions: read('a.vue', '\n\n<script>\nfunction f() {}\n</script>')?.functions,
      flaw: { line: 3 },
    });
    assert.deepEqual(read('a.svelte', '<p>\n<script>\nfunction f( {}\n</script>')?.flaw, { line: 4 });
  });

  it('cost what their leaves do, templates what their words do', () => {
    assert.deepEqual(cost('a.vue', vue, vue.replace('if (a) b();', 'if (a)\n b() /* c */;')), [0, 0]);
    assert.deepEqual(cost('a.vue', vue, vue.replace('f ? g', 'i ? g').replace('a?.b', 'a?.c')), [2, 2]);
  });
});

describe('embedded code', () => {
  it('is read whatever was cut out of the text', () => {
    const notebook = notebookOf([code(linesOf('def f():\n if a: pass\n%cd "')), code('"""\nif b: pass\n\\')]);
    const texts = [
      ['a.ipynb', notebook],
      ['a.vue', vue],
      ['a.svelte', svelte],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), ([path, whole], from, to) => {
        const text = whole.slice(0, from % whole.length) + whole.slice(to % whole.length);
        const lines = text.split('\n').length;
        for (const { line, column, endLine } of read(path, text)?.functions ?? [])
          assert.ok(line >= 1 && column >= 1 && endLine >= line && endLine <= lines, text);
        leavesOf(path, text);
      }),
      { numRuns: 300 },
    );
  });
});
