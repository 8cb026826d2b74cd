// Prints what ESLint's `complexity` finds above 10 in the TypeScript files of a folder, with no other rule.
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { resolve } from 'node:path';

const eslint = new ESLint({
  cwd: resolve(process.argv[2] ?? '.'),
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.{ts,mts,cts}'],
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      languageOptions: { parser },
      rules: { complexity: ['error', 10] },
    },
  ],
});
for (const { filePath, messages } of await eslint.lintFiles(['**/*.ts']))
  for (const { line, message } of messages) process.stdout.write(`${filePath}:${line} ${message}\n`);
