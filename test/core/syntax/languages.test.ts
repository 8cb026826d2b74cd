import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { languageOf, parsersFor, readFunctions } from '#core';
import { isProgram } from '../../../src/core/syntax/language-files.ts';

describe('the language of a file', () => {
  it('is told by the ending of its path', () => {
    for (const path of ['a.py', 'src/a.pyi', 'a.pyw', 'A.PY', '.py']) assert.equal(languageOf(path), 'python', path);
    for (const path of ['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs', 'a.d.ts', 'A.TS'])
      assert.equal(languageOf(path), 'javascript', path);
  });

  it('is told by the whole name of a file that has no ending', () => {
    for (const path of ['Rakefile', 'src/Gemfile', 'a.rake', 'config.ru']) assert.equal(languageOf(path), 'ruby', path);
    for (const path of ['Rakefile/a', 'a.Rakefile', 'Gemfile.lock', 'makefile'])
      assert.equal(languageOf(path), undefined, path);
  });

  it('is not known for any other file', () => {
    for (const path of ['a', 'a.pyc', 'py', 'ts', 'a.json', 'a.ts.md', 'a.mjsx', 'a.lua', '', 'a.py/b', 'a.css'])
      assert.equal(languageOf(path), undefined, path);
  });
});

describe('a program', () => {
  it('is a file with functions, whether or not they are read', () => {
    for (const path of ['a.py', 'a.tsx', 'a.go', 'src/a.RS', 'a.kts', 'a.cs']) assert.ok(isProgram(path), path);
    for (const path of ['a', 'a.sql', 'a.json', 'go', 'a.go/b', 'a.md', '']) assert.ok(!isProgram(path), path);
  });

  it('needs its parser loaded only where one reads it', () => {
    assert.deepEqual([...parsersFor(['a.py', 'a.lua', 'b.md'])], []);
    assert.deepEqual([...parsersFor(['a.py', 'a.ts', 'b.jsx', 'c.go'])], ['typescript']);
  });
});

describe('a reader of functions', () => {
  it('reads each file by the rules of its language', () => {
    const read = readFunctions({ typescript });
    const told = ['a.py', 'a.tsx', 'a.js'].map((path) =>
      read(path, path === 'a.py' ? 'def f(): x' : 'function f() { return a && <b/>; }'),
    );
    assert.deepEqual(
      told.map((reading) => reading?.functions.map(({ name, complexity }) => `${name} ${complexity}`)),
      [['f 1'], ['f 2'], ['f 2']],
    );
  });

  it('knows nothing of a file in another language, and of JavaScript without its parser', () => {
    assert.equal(readFunctions({ typescript })('a.lua', 'function f() end'), undefined);
    assert.equal(readFunctions({})('a.js', 'function f() {}'), undefined);
    assert.deepEqual(readFunctions({})('a.py', ''), { functions: [] });
  });
});
