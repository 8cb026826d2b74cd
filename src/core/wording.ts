import { code } from './markdown-write.ts';
import type { Rule } from './rule-kind.ts';

/** Names as a sentence lists them, each as code: `a`, `b` and `c`. */
export const listNames = (names: readonly string[], word: 'and' | 'or'): string => {
  const written = names.map(code);
  const last = written.pop() ?? '';
  return written.length === 0 ? last : `${written.join(', ')} ${word} ${last}`;
};

/** Where a rule holds, to stand behind a sentence: ` in …`; empty for one that holds everywhere. */
export const inPlace = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? '' : ` in ${listNames(places, 'and')}`;

/** The same, to stand at its beginning. */
export const tellPlaces = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? 'Everywhere' : `In ${listNames(places, 'and')}`;
