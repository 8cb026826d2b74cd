import type { Example } from '../../rule-kind.ts';
import { fileExamples } from './examples-files.ts';
import { filledExamples } from './examples-filled.ts';
import { joinExamples } from './examples-joins.ts';
import { keyExamples } from './examples-keys.ts';
import { programExamples } from './examples-programs.ts';
import { settingExamples } from './examples-settings.ts';

export const examples: readonly Example[] = [
  ...programExamples,
  ...filledExamples,
  ...joinExamples,
  ...keyExamples,
  ...fileExamples,
  ...settingExamples,
];
