import { code } from './markdown-write.ts';
import type { Rule } from './rule-kind.ts';

/** Names as an agent is told them: `a`, `b` or `c`, each as code. */
export const eitherOf = (names: readonly string[]): string =>
  names
    .map(code)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ');

/** The place of a rule behind a sentence: ` in …`; empty for one that holds everywhere. */
export const inPlace = ({ in: globs }: Pick<Rule, 'in'>): string =>
  globs.length === 0 ? '' : ` in ${globs.map(code).join(', ')}`;
