import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import { readFacts, readFunctions, readLeaves } from '#core';
import { openTrees } from '../../src/repo/trees.ts';
import { factSnippets } from '../core/syntax/fact-snippets.ts';

const { resolve } = createRequire(import.meta.url);
await Parser.init({ wasmBinary: await readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')) });
const python = await Language.load(await readFile(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')));

/** What was done with trees: parsed from nothing, parsed on an earlier tree, copied, deleted. */
interface Ledger {
  full: number;
  incremental: number;
  readonly alive: Set<Tree>;
}

/** A grammar of Python that counts what it does with trees, and fails where one is deleted twice. */
const countedGrammar = () => {
  const ledger: Ledger = { full: 0, incremental: 0, alive: new Set() };
  const watch = (tree: Tree): Tree => {
    const [copy, drop] = [tree.copy.bind(tree), tree.delete.bind(tree)];
    ledger.alive.add(tree);
    return Object.assign(tree, {
      copy: () => watch(copy()),
      delete: () => {
        assert.ok(ledger.alive.delete(tree), 'a tree was deleted twice');
        drop();
      },
    });
  };
  const create = () => {
    const parser = new Parser().setLanguage(python);
    return {
      parse: (text: string, old?: Tree | null): Tree | null => {
        if (old) ledger.incremental += 1;
        else ledger.full += 1;
        const tree = parser.parse(text, old);
        return tree && watch(tree);
      },
    };
  };
  const grammar = { parse: openTrees({ create, Edit }), query: () => assert.fail('no query was expected') };
  return { ledger, grammar };
};

describe('the trees of a grammar', () => {
  it('are parsed once for the facts and the leaves of a text', () => {
    const { ledger, grammar } = countedGrammar();
    const [facts, leaves] = [readFacts({ python: grammar }), readLeaves({ python: grammar })];
    for (const text of ['import os\n', 'x = "a" + b\n']) {
      assert.ok(facts('a.py', text) && leaves('a.py', text) && facts('b.py', text));
    }
    assert.deepEqual([ledger.full, ledger.incremental, ledger.alive.size], [2, 0, 2], 'two are kept');
  });

  it('are each deleted once, when there is no room for them any more or nobody keeps them', () => {
    const { ledger, grammar } = countedGrammar();
    const facts = readFacts({ python: grammar });
    for (let at = 0; at < 5; at += 1) facts('a.py', `a${at} = ${at}\n`.repeat(40_000));
    assert.ok(ledger.alive.size <= 3, `${ledger.alive.size} are kept`);
    const alive = ledger.alive.size;
    facts('a.py', 'x = 1\n'.repeat(200_000));
    assert.equal(ledger.alive.size, alive, 'what is larger than the room is not kept');
  });

  it('are parsed only where an edit changed the text', () => {
    const { ledger, grammar } = countedGrammar();
    const facts = readFacts({ python: grammar });
    const text = 'import os\n\ndef f(a):\n    return os.environ.get(a)\n';
    facts('a.py', text);
    assert.equal(facts('a.py', text.replace('get', 'pop'))?.uses.at(-2)?.target, 'os.environ.pop');
    assert.deepEqual([ledger.full, ledger.incremental], [1, 1]);
    facts('a.py', 'print("nothing of the kind")\n');
    assert.deepEqual([ledger.full, ledger.incremental], [2, 1]);
  });

  it('give the same facts after edits as from nothing', () => {
    const fresh = readFacts({
      python: {
        ...countedGrammar().grammar,
        parse: (text) => new Parser().setLanguage(python).parse(text) ?? undefined,
      },
    });
    const { ledger, grammar } = countedGrammar();
    const facts = readFacts({ python: grammar });
    const whole = factSnippets.filter(({ path }) => path === 'a.py').map(({ text }) => text);
    const piece = fc.oneof(
      fc.constantFrom(
        'x = 1\n',
        '\n',
        ' ',
        'é😀',
        '# c\n',
        'def g():\n  pass\n',
        '"',
        ')',
        '(',
        ':',
        'f"{a}"',
        '\\',
        '',
      ),
      fc.string({ maxLength: 3 }),
    );
    const edits = fc.array(fc.record({ at: fc.nat(), cut: fc.nat({ max: 6 }), piece }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.shuffledSubarray(whole, { minLength: 3 }), edits, (texts, edits) => {
        let text = texts.join('');
        for (const { at, cut, piece } of edits) {
          assert.deepEqual(facts('a.py', text), fresh('a.py', text));
          const start = at % (text.length + 1);
          text = text.slice(0, start) + piece + text.slice(start + cut);
        }
        assert.deepEqual(facts('a.py', text), fresh('a.py', text));
      }),
      { numRuns: 150 },
    );
    assert.ok(ledger.incremental > 50, `${ledger.incremental} were parsed on an earlier tree`);
  });
});

describe('the tree of a TypeScript text', () => {
  it('is parsed once for its functions and its facts', () => {
    let parses = 0;
    const counted = {
      ...typescript,
      createSourceFile: (...given: Parameters<typeof typescript.createSourceFile>) => {
        parses += 1;
        return typescript.createSourceFile(...given);
      },
    };
    const [functions, facts] = [readFunctions({ typescript: counted }), readFacts({ typescript: counted })];
    for (const text of ['const a = () => b();', 'const a = () => c();']) {
      assert.equal(functions('a.ts', text)?.functions.length, 1);
      assert.equal(facts('a.ts', text)?.functions.length, 1);
      assert.ok(facts('b.ts', `\ufeff${text}`));
    }
    assert.equal(parses, 2);
    assert.ok(facts('a.d.ts', 'const a = () => b();'), 'another ending may mean another language');
    assert.equal(parses, 3);
  });
});
