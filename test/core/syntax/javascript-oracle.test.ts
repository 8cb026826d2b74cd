import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions, type FunctionEntity } from '#core';
import { javaScriptSnippets } from './javascript-snippets.ts';
import { demandSteps } from './snippet.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const linter = new Linter();
const read = readFunctions({ typescript });

type Language = NonNullable<Linter.Config['languageOptions']>;

/** As ESLint would be told to read the file; a `.js` file does not say what it is, so all are tried. */
const languagesOf = (path: string): readonly Language[] => {
  if (/\.[mc]?tsx?$/.test(path)) return [{ parser, parserOptions: { ecmaFeatures: { jsx: path.endsWith('x') } } }];
  const kinds = path.endsWith('.cjs') ? (['commonjs'] as const) : (['module', 'commonjs', 'script'] as const);
  return kinds.map((sourceType) => ({ sourceType, parserOptions: { ecmaFeatures: { jsx: true } } }));
};

const kindOf = (message: string): string => {
  if (message.startsWith('Class field initializer ')) return 'initializer';
  return message.startsWith('Class static block ') ? 'static-block' : 'function';
};

// A rule can be run once in one go; the second variant is the same rule in a plugin of ours.
const complexityRule = builtinRules.get('complexity') ?? assert.fail('ESLint has no rule `complexity`');
const again = { rules: { complexity: complexityRule } };

const numbers: Readonly<Record<string, (entity: FunctionEntity) => number | undefined>> = {
  complexity: ({ complexity }) => complexity,
  'again/complexity': ({ modified }) => modified,
};

const askEslint = (path: string, text: string): readonly Linter.LintMessage[] => {
  for (const languageOptions of languagesOf(path)) {
    const messages = linter.verify(
      text,
      {
        files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
        linterOptions: { noInlineConfig: true },
        languageOptions,
        plugins: { again },
        rules: { complexity: ['error', 0], 'again/complexity': ['error', { max: 0, variant: 'modified' }] },
      },
      { filename: `file${path.slice(path.lastIndexOf('.'))}` },
    );
    if (!messages.some(({ fatal }) => fatal)) return messages;
  }
  return assert.fail(`ESLint cannot read ${path}`);
};

const tellMessage = ({ message, line, column }: Linter.LintMessage): string => {
  const [, complexity = ''] = / has a complexity of (\d+)\./.exec(message) ?? [];
  return `${kindOf(message)} ${line}:${column} ${complexity}`;
};

const assertSame = (path: string, text: string): number => {
  const found = read(path, text)?.functions ?? [];
  const messages = askEslint(path, text);
  for (const [rule, numberOf] of Object.entries(numbers)) {
    const told = found.map((entity) => `${entity.kind} ${entity.line}:${entity.column} ${numberOf(entity)}`);
    const wanted = messages.filter(({ ruleId }) => ruleId === rule).map(tellMessage);
    assert.deepEqual(told.toSorted(), wanted.toSorted(), `${path}, ${rule}`);
  }
  demandSteps(read, path, text);
  return found.length;
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

  it('equal what it reports of the snippets, in both variants, and are explained by steps that add up', () => {
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
