import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factParsersFor, hasFacts, readFacts, type Facts } from '#core';
import { loadParsers } from '#repo';
import { tellFacts } from './tell-facts.ts';

const read = readFacts(await loadParsers(factParsersFor(['a.ipynb', 'a.vue'])));
const factsOf = (path: string, text: string): Facts => read(path, text) ?? assert.fail(`${path} was not read`);

const notebook = (...cells: readonly string[]): string =>
  JSON.stringify(
    {
      cells: cells.map((source) => ({ cell_type: 'code', source: source.split(/(?<=\n)/) })),
      metadata: {},
      nbformat: 4,
    },
    undefined,
    1,
  );

describe('the facts of a notebook', () => {
  it('follow names from one cell to the next', () => {
    const facts = factsOf(
      'a.ipynb',
      notebook('%matplotlib inline\nimport os as o', '%%bash\nimport no', 'o.getenv("A")'),
    );
    assert.deepEqual(tellFacts(facts, 'imports'), ['import os as o']);
    assert.deepEqual(tellFacts(facts, 'uses'), ["call o.getenv('A') = os.getenv import"]);
  });

  it('stand at the places of the file, also behind escapes', () => {
    const text = notebook('x = "é\\"\t"\nimport os', 'f(os)');
    const lines = text.split('\n');
    const facts = factsOf('a.ipynb', text);
    const [{ place } = assert.fail('nothing is imported')] = facts.imports;
    assert.equal(lines[place.line - 1]?.slice(place.column - 1, place.endColumn - 1), 'os');
    const [{ place: call, arguments: [given] = [] } = assert.fail('nothing is called')] = facts.uses;
    assert.equal(lines[call.line - 1]?.slice(call.column - 1, call.endColumn - 1), 'f(os)');
    assert.equal(given?.place.line, call.line);
  });

  it('tell the line that does not parse, and where the JSON ends', () => {
    const text = notebook('x = 1', 'if (');
    assert.deepEqual(factsOf('a.ipynb', text).flaw, {
      line: text.split('\n').findIndex((line) => line.includes('if (')) + 1,
    });
    const cut = notebook('x = 1').replace(/\}\s*$/, '');
    assert.deepEqual(factsOf('a.ipynb', cut).flaw, { line: cut.split('\n').length });
  });

  it('are none in another language, and not known where nobody can tell the language', () => {
    const r = '{"cells": [{"cell_type": "code", "source": "x <- 1"}], "metadata": {"language_info": {"name": "R"}}}';
    assert.deepEqual(factsOf('a.ipynb', r).uses, []);
    assert.equal(read('a.ipynb', r.slice(0, -1)), undefined);
    assert.equal(read('a.ipynb', '{}'), undefined);
  });
});

describe('the facts of a component', () => {
  it('are those of all its scripts, where they stand', () => {
    const text =
      '<template>\n<p>{{ fetch("/a") }}</p></template><script>import a from "a"</script><script setup>\n(a.go("x"))</script>\n<style>import b</style>';
    const facts = factsOf('a.vue', text);
    assert.deepEqual(tellFacts(facts, 'imports'), ['from a default as a']);
    assert.deepEqual(tellFacts(facts, 'uses'), ["call a.go('x') import"]);
    const [{ place } = assert.fail('nothing is called')] = facts.uses;
    assert.deepEqual([place.line, place.column], [3, 2]);
  });

  it('are read as TypeScript where a script is', () => {
    const facts = factsOf('a.svelte', '<script lang="ts">import type { A } from "a"; let b = <A>c;</script>');
    assert.deepEqual(tellFacts(facts, 'imports'), ['type a A']);
    assert.equal(facts.flaw, undefined);
  });

  it('are none without a script, and not known of a script in another language', () => {
    assert.deepEqual(factsOf('a.vue', '<template/>').imports, []);
    assert.equal(read('a.vue', '<script lang="coffee">x</script>'), undefined);
    assert.ok(hasFacts('a.vue') && hasFacts('a.svelte') && hasFacts('a.ipynb'));
  });

  it('come with the line of what is never closed, or does not parse', () => {
    assert.deepEqual(factsOf('a.vue', '\n<script>let a;').flaw, { line: 2 });
    assert.deepEqual(factsOf('a.vue', '\n<script>\nif (</script>').flaw, { line: 3 });
  });
});
