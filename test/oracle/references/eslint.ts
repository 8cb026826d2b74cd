import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';

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

/** As ESLint would be told to read the file; a `.js` file does not say what it is, so all are tried. */
const languagesOf = (path: string): readonly Language[] => {
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
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  linterOptions: { noInlineConfig: true },
} satisfies Linter.Config;
const config = {
  plugins: { also: { rules: { complexity: rule } } },
  rules: {
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

/** Every complexity that ESLint's rule counts in a text; undefined for a text that it refuses to read. */
export function askEslint(path: string, text: string): readonly Complained[] | undefined {
  const messages = runEslint(path, text, config);
  // Both list the same places in the same order.
  const modified = messages?.filter(({ ruleId }) => ruleId === 'also/complexity');
  return messages
    ?.filter(({ ruleId }) => ruleId === 'complexity')
    .map(({ message, line, column }, at) => ({
      kind: kindOf(message),
      line,
      column,
      complexity: complexityIn(message),
      modified: complexityIn(modified?.[at]?.message ?? ''),
    }));
}

export const eslintVersion = `ESLint ${Linter.version} with @typescript-eslint/parser ${parser.version}`;
