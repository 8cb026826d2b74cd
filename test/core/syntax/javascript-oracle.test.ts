import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions } from '#core';
import { askEslint } from '../../oracle/references/eslint.ts';
import { javaScriptSnippets } from './javascript-snippets.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = readFunctions({ typescript });

const assertSame = (path: string, text: string): number => {
  const found = read(path, text)?.functions.map(
    (entity) => `${entity.kind} ${entity.line}:${entity.column} ${entity.complexity}`,
  );
  const asked = askEslint(path, text) ?? assert.fail(`ESLint cannot read ${path}`);
  const wanted = asked.map(({ kind, line, column, complexity }) => `${kind} ${line}:${column} ${complexity}`);
  assert.deepEqual(found?.toSorted(), wanted.toSorted(), path);
  return wanted.length;
};

const largest = 100_000;

/** Source files below a folder, in the order of their paths; every so manieth is taken. */
const sample = (folder: string, every: number): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:[mc]?[jt]s|[jt]sx)$/.test(path) && !/\.d\.[mc]?ts$/.test(path))
    .map((path) => join(folder, path))
    .sort((one, other) => (one < other ? -1 : 1))
    .filter((_, index) => index % every === 0)
    .filter((path) => statSync(path).isFile() && statSync(path).size < largest);

describe('functions of JavaScript and TypeScript texts, against ESLint', function () {
  this.timeout(120_000);

  it('equal what it reports of the snippets', () => {
    for (const { path, text } of javaScriptSnippets) assertSame(path, text);
  });

  for (const [folder, every, files, entries] of [
    ['src', 2, 30, 200],
    ['test/core', 3, 3, 50],
    ['node_modules', 10, 500, 4_000],
  ] as const) {
    it(`equal what it reports of files in ${folder}, entry by entry`, () => {
      const paths = sample(join(root, folder), every);
      const counted = paths.reduce((sum, path) => sum + assertSame(path, readFileSync(path, 'utf8')), 0);
      assert.ok(paths.length >= files && counted >= entries, `only ${paths.length} files with ${counted} entries`);
    });
  }
});
