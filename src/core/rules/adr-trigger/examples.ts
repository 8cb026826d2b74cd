import type { Example } from '../../rule-kind.ts';
import { decisionExamples } from './examples-decisions.ts';
import { definitionExamples } from './examples-definitions.ts';
import { triggerExamples } from './examples-triggers.ts';

export const examples: readonly Example[] = [...triggerExamples, ...definitionExamples, ...decisionExamples];
