import type { Example } from '../../rule-kind.ts';
import { decisionExamples } from './examples-decisions.ts';
import { definitionExamples } from './examples-definitions.ts';
import { fieldExamples } from './examples-fields.ts';
import { schemaExamples } from './examples-schema.ts';

export const examples: readonly Example[] = [
  ...schemaExamples,
  ...fieldExamples,
  ...definitionExamples,
  ...decisionExamples,
];
