import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Linter } from 'eslint';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions, type FunctionEntity } from '#core';
import { askEslint, complexityRule, root, sampleFiles } from './ask-eslint.ts';
import { javaScriptSnippets } from './javascript-snippets.ts';
import { demandSteps } from './snippet.ts';

const read = readFunctions({ typescript });

const kindOf = (message: string): string => {
  if (message.startsWith('Class field initializer ')) return 'initializer';
  return message.startsWith('Class static block ') ? 'static-block' : 'function';
};

// A rule can be run once in one go; the second variant is the same rule in a plugin of ours.
const again = { rules: { complexity: complexityRule } };

const numbers: Readonly<Record<string, (entity: FunctionEntity) => number | undefined>> = {
  complexity: ({ complexity }) => complexity,
  'again/complexity': ({ modified }) => modified,
};

const tellMessage = ({ message, line, column }: Linter.LintMessage): string => {
  const [, complexity = ''] = / has a complexity of (\d+)\./.exec(message) ?? [];
  return `${kindOf(message)} ${line}:${column} ${complexity}`;
};

const assertSame = (path: string, text: string): number => {
  const found = read(path, text)?.functions ?? [];
  const messages = askEslint(path, text, {
    plugins: { again },
    rules: { complexity: ['error', 0], 'again/complexity': ['error', { max: 0, variant: 'modified' }] },
  });
  for (const [rule, numberOf] of Object.entries(numbers)) {
    const told = found.map((entity) => `${entity.kind} ${entity.line}:${entity.column} ${numberOf(entity)}`);
    const wanted = messages.filter(({ ruleId }) => ruleId === rule).map(tellMessage);
    assert.deepEqual(told.toSorted(), wanted.toSorted(), `${path}, ${rule}`);
  }
  demandSteps(read, path, text);
  return found.length;
};

describe('functions of JavaScript and TypeScript texts, against ESLint', function () {
  this.timeout(120_000);

  it('equal what it reports of the snippets, in both variants, and are explained by steps that add up', () => {
    for (const { path, text } of javaScriptSnippets) assertSame(path, text);
  });

  for (const [folder, every, files, entries] of [
    ['src', 2, 30, 200],
    ['test/core', 3, 3, 50],
    ['node_modules', 10, 500, 4_000],
  ] as const) {
    it(`equal what it reports of files in ${folder}, entry by entry`, () => {
      const paths = sampleFiles(join(root, folder), every);
      const counted = paths.reduce((sum, path) => sum + assertSame(path, readFileSync(path, 'utf8')), 0);
      assert.ok(paths.length >= files && counted >= entries, `only ${paths.length} files with ${counted} entries`);
    });
  }
});
