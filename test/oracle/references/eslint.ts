import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import * as svelteParser from 'svelte-eslint-parser';
import * as vueParser from 'vue-eslint-parser';
import type { FunctionEntity } from '#core';
import type { Entry } from '../reference.ts';

/** What ESLint reports of one entity: a function, the initializer of a class field, or a static block. */
export interface Complained {
  readonly kind: 'function' | 'initializer' | 'static-block';
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** In the variant `classic`, which is the default. */
  readonly complexity: number;
  /** In the variant `modified`. */
  readonly modified: number;
}

type Language = NonNullable<Linter.Config['languageOptions']>;

const linter = new Linter();

/** How the scripts of a component are read, by their `lang`: without JSX, or else with it. */
const inComponents = (component: Linter.Parser): readonly Language[] =>
  [false, true].map((jsx) => ({
    parser: component,
    parserOptions: { parser: { ts: parser, tsx: parser }, ecmaFeatures: { jsx } },
  }));

/** As ESLint would be told to read the file; a `.js` file does not say what it is, so all are tried. */
const languagesOf = (path: string): readonly Language[] => {
  if (path.endsWith('.vue')) return inComponents(vueParser);
  if (path.endsWith('.svelte')) return inComponents(svelteParser);
  if (/\.[mc]?tsx?$/.test(path)) return [{ parser, parserOptions: { ecmaFeatures: { jsx: path.endsWith('x') } } }];
  const kinds = path.endsWith('.cjs') ? (['commonjs'] as const) : (['module', 'commonjs', 'script'] as const);
  return kinds.map((sourceType) => ({ sourceType, parserOptions: { ecmaFeatures: { jsx: true } } }));
};

const kindOf = (message: string): Complained['kind'] => {
  if (message.startsWith('Class field initializer ')) return 'initializer';
  return message.startsWith('Class static block ') ? 'static-block' : 'function';
};

// One run reads a text once and counts twice: the rule is there under a second name.
const rule = builtinRules.get('complexity');
if (rule === undefined) throw new Error('ESLint has no rule named complexity');
export const complexityRule = rule;
const everywhere = {
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}'],
  linterOptions: { noInlineConfig: true },
} satisfies Linter.Config;
// ESLint reads templates of Svelte as well. What stands in a script is told by the parser itself.
const script: Rule.RuleModule = {
  create: (context) => ({ SvelteScriptElement: (node: Rule.Node) => context.report({ node, message: 'script' }) }),
};
const config = {
  plugins: { also: { rules: { complexity: rule, script } } },
  rules: {
    'also/script': 'error',
    complexity: ['error', { max: 0, variant: 'classic' }],
    'also/complexity': ['error', { max: 0, variant: 'modified' }],
  },
} satisfies Linter.Config;

const complexityIn = (message: string): number => Number(/ has a complexity of (\d+)\./.exec(message)?.[1]);

/** What rules say of a text; undefined for a text that ESLint refuses to read. */
export function runEslint(
  path: string,
  text: string,
  config: Pick<Linter.Config, 'plugins' | 'rules'>,
): readonly Linter.LintMessage[] | undefined {
  const filename = `file${path.slice(path.lastIndexOf('.'))}`;
  for (const languageOptions of languagesOf(path)) {
    const messages = linter.verify(text, { ...everywhere, ...config, languageOptions }, { filename });
    if (!messages.some(({ fatal }) => fatal)) return messages;
  }
  return undefined;
}

const isWithin = (line: number, column: number, outer: Linter.LintMessage): boolean => {
  const { endLine = outer.line, endColumn = outer.column } = outer;
  const isBehindStart = line > outer.line || (line === outer.line && column >= outer.column);
  return isBehindStart && (line < endLine || (line === endLine && column < endColumn));
};

/** Every complexity that ESLint's rule counts in a text, or in the scripts of a component; undefined when it refuses to read it. */
export function askEslint(path: string, text: string): readonly Complained[] | undefined {
  const messages = runEslint(path, text, config);
  if (messages === undefined) return undefined;
  const [told = [], modified = [], scripts = []] = ['complexity', 'also/complexity', 'also/script'].map((id) =>
    messages.filter(({ ruleId }) => ruleId === id),
  );
  // Both variants list the same places in the same order.
  const counted = told.map(({ message, line, column }, at) => ({
    kind: kindOf(message),
    line,
    column,
    complexity: complexityIn(message),
    modified: complexityIn(modified[at]?.message ?? ''),
  }));
  return path.endsWith('.svelte')
    ? counted.filter(({ line, column }) => scripts.some((script) => isWithin(line, column, script)))
    : counted;
}

/** What ESLint says of files, by their paths. Its names are words for people; which kind of entity it means is compared. */
export async function runOnFiles(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const entries = new Map<string, readonly Entry[]>();
  for (const path of paths) {
    const found = askEslint(path, readFileSync(join(folder, path), 'utf8'));
    if (found !== undefined)
      entries.set(
        path,
        found.map(({ kind, ...rest }) => ({ ...rest, name: kind })),
      );
  }
  return entries;
}

/** How ESLint would report an entity of ours. */
export const inEslintsWords = (entity: FunctionEntity): Entry => ({ ...entity, name: entity.kind });

export const eslintVersion = `ESLint ${Linter.version} with @typescript-eslint/parser ${parser.version}`;
export const vueVersion = `${eslintVersion} and ${vueParser.meta.name} ${vueParser.meta.version}`;
export const svelteVersion = `${eslintVersion} and ${svelteParser.meta.name} ${svelteParser.meta.version}`;
