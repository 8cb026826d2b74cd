import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { factParsersFor, readFacts } from '#core';
import { loadParsers } from '#repo';

const read = readFacts(await loadParsers(factParsersFor(['a.py', 'a.ts'])));

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What Python's own parser finds in a file: the lines of imports, functions and classes, and how many names are called. */
const reference = `
import ast, json, sys
for path in sys.stdin.read().split('\\n'):
    try:
        tree = ast.parse(open(path, 'rb').read())
    except (SyntaxError, ValueError):
        print('null')
        continue
    nodes = list(ast.walk(tree))
    of = lambda *kinds: [n for n in nodes if isinstance(n, kinds)]
    print(json.dumps({
        'imports': sorted([a.name for n in of(ast.Import) for a in n.names] + [('.' * n.level + (n.module or '')) + ' ' + a.name for n in of(ast.ImportFrom) for a in n.names]),
        'functions': sorted(n.name for n in of(ast.FunctionDef, ast.AsyncFunctionDef)),
        'classes': sorted(n.name for n in of(ast.ClassDef)),
        'calls': len(of(ast.Call)),
        'yields': len(of(ast.Yield, ast.YieldFrom)),
        'returns': len(of(ast.Return, ast.Lambda)),
        'dictionaries': len(of(ast.Dict)),
    }))
`;

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const standardLibrary = (): string =>
  execFileSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' }).trim();

describe('the facts of the standard library of Python', () => {
  it('are those that Python itself finds', () => {
    const folder = standardLibrary();
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name) => join(folder, name));
    const input = files.join('\n');
    const told = execFileSync('python3', ['-c', reference], { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();
    assert.ok(files.length > 100);
    told.split('\n').forEach((line, index) => {
      const path = files[index] ?? assert.fail('a file is missing');
      const expected: unknown = JSON.parse(line);
      const facts = read(path, readFileSync(path, 'utf8')) ?? assert.fail(path);
      if (expected === null || facts.flaw !== undefined) return;
      const found = {
        imports: facts.imports
          .filter(({ how }) => how !== 'dynamic')
          .map(({ module, name }) => (name === undefined ? module : `${module} ${name}`))
          .sort(),
        functions: facts.functions
          .filter(({ kind }) => kind !== 'lambda')
          .map(({ name }) => lastName(name))
          .sort(),
        classes: facts.classes.map(({ name }) => lastName(name)).sort(),
        calls: facts.uses.filter(({ how, written }) => how === 'call' && written !== 'yield').length,
        yields: facts.uses.filter(({ written }) => written === 'yield').length,
        returns: facts.exits.filter(({ how }) => how === 'return').length,
        dictionaries: facts.objects.length,
      };
      assert.deepEqual(found, expected, path);
    });
  });
});

describe('the facts of our own sources', () => {
  it('have every import and every export that begins a line', () => {
    const root = fileURLToPath(new URL('../../../src', import.meta.url));
    for (const path of filesIn(root, /\.ts$/)) {
      const text = readFileSync(path, 'utf8');
      const facts = read(path, text) ?? assert.fail(path);
      const modules = Array.from(text.matchAll(/^(?:import|export) [^;'`]*? from '([^']+)'/gm), ([, module]) => module);
      assert.deepEqual(
        [...new Set(facts.imports.filter(({ how }) => how !== 'dynamic').map(({ module }) => module))],
        [...new Set(modules)],
        path,
      );
      const names = Array.from(
        text.matchAll(/^export (?:const|(?:async )?function\*?|class|interface|type|enum) (\w+)/gm),
        ([, name = '']) => name,
      );
      const told = new Set(
        [...facts.functions, ...facts.classes].filter(({ exported }) => exported).map(({ name }) => name),
      );
      for (const name of names.filter((name) =>
        new RegExp(`^export (?:async )?(?:class|interface|type|function\\*?) ${name}\\b`, 'm').test(text),
      )) {
        assert.ok(told.has(name), `${path}: ${name}`);
      }
      assert.equal(facts.flaw, undefined, path);
    }
  });
});
