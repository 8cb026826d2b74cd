import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const linter = new Linter();

export const complexityRule = builtinRules.get('complexity') ?? assert.fail('ESLint has no rule `complexity`');

type Language = NonNullable<Linter.Config['languageOptions']>;

/** As ESLint would be told to read the file; a `.js` file does not say what it is, so all are tried. */
const languagesOf = (path: string): readonly Language[] => {
  if (/\.[mc]?tsx?$/.test(path)) return [{ parser, parserOptions: { ecmaFeatures: { jsx: path.endsWith('x') } } }];
  const kinds = path.endsWith('.cjs') ? (['commonjs'] as const) : (['module', 'commonjs', 'script'] as const);
  return kinds.map((sourceType) => ({ sourceType, parserOptions: { ecmaFeatures: { jsx: true } } }));
};

/** What rules say of a text. */
export const askEslint = (
  path: string,
  text: string,
  config: Pick<Linter.Config, 'plugins' | 'rules'>,
): readonly Linter.LintMessage[] => {
  for (const languageOptions of languagesOf(path)) {
    const files = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
    const messages = linter.verify(
      text,
      { files, linterOptions: { noInlineConfig: true }, languageOptions, ...config },
      { filename: `file${path.slice(path.lastIndexOf('.'))}` },
    );
    if (!messages.some(({ fatal }) => fatal)) return messages;
  }
  return assert.fail(`ESLint cannot read ${path}`);
};

const largest = 100_000;

/** Source files below a folder, in the order of their paths; every so manieth is taken. */
export const sampleFiles = (folder: string, every: number): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:[mc]?[jt]s|[jt]sx)$/.test(path) && !/\.d\.[mc]?ts$/.test(path))
    .map((path) => join(folder, path))
    .sort((one, other) => (one < other ? -1 : 1))
    .filter((_, index) => index % every === 0)
    .filter((path) => statSync(path).isFile() && statSync(path).size < largest);
