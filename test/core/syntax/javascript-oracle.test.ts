import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions } from '#core';
import { askEslint } from '../../oracle/references/eslint.ts';
import { javaScriptSnippets } from './javascript-snippets.ts';
import { root, sampleFiles } from './sample-files.ts';
import { demandSteps } from './snippet.ts';

const read = readFunctions({ typescript });

const assertSame = (path: string, text: string): number => {
  const found = read(path, text)?.functions.map(
    ({ kind, line, column, complexity, modified }) => `${kind} ${line}:${column} ${complexity} ${modified}`,
  );
  const asked = askEslint(path, text) ?? assert.fail(`ESLint cannot read ${path}`);
  const wanted = asked.map(
    ({ kind, line, column, complexity, modified }) => `${kind} ${line}:${column} ${complexity} ${modified}`,
  );
  assert.deepEqual(found?.toSorted(), wanted.toSorted(), path);
  demandSteps(read, path, text);
  return wanted.length;
};

describe('functions of JavaScript and TypeScript texts, against ESLint', function () {
  this.timeout(120_000);

  it('equal what it reports of the snippets, in both variants, and are explained by steps that add up', () => {
    for (const { path, text } of javaScriptSnippets) assertSame(path, text);
  });

  for (const [folder, every, files, entries] of [
    ['src', 2, 30, 200],
    ['test/core', 3, 3, 50],
    ['node_modules', 60, 160, 1_300],
  ] as const) {
    it(`equal what it reports of files in ${folder}, entry by entry`, () => {
      const paths = sampleFiles(join(root, folder), every);
      const counted = paths.reduce((sum, path) => sum + assertSame(path, readFileSync(path, 'utf8')), 0);
      assert.ok(paths.length >= files && counted >= entries, `only ${paths.length} files with ${counted} entries`);
    });
  }
});
