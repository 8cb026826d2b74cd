import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

/** What ESLint reports of one entity: a function, the initializer of a class field, or a static block. */
export interface Complained {
  readonly kind: 'function' | 'initializer' | 'static-block';
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly complexity: number;
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

/** Every complexity that ESLint's rule counts in a text; undefined for a text that it refuses to read. */
export function askEslint(path: string, text: string): readonly Complained[] | undefined {
  for (const languageOptions of languagesOf(path)) {
    const messages = linter.verify(
      text,
      {
        files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
        linterOptions: { noInlineConfig: true },
        languageOptions,
        rules: { complexity: ['error', 0] },
      },
      { filename: `file${path.slice(path.lastIndexOf('.'))}` },
    );
    if (messages.some(({ fatal }) => fatal)) continue;
    return messages
      .filter(({ ruleId }) => ruleId === 'complexity')
      .map(({ message, line, column }) => {
        const [, complexity] = / has a complexity of (\d+)\./.exec(message) ?? [];
        return { kind: kindOf(message), line, column, complexity: Number(complexity) };
      });
  }
  return undefined;
}

export const eslintVersion = `ESLint ${Linter.version} with @typescript-eslint/parser ${parser.version}`;
