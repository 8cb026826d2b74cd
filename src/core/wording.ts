import { code } from './markdown/write.ts';
import type { Rule } from './rule-kind.ts';

/** Words as a sentence lists them: a, b and c. */
export const listPlain = (words: readonly string[], word: 'and' | 'or'): string => {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${word} ${last}`;
};

/** Names as a sentence lists them, each as code: `a`, `b` and `c`. */
export const listNames = (names: readonly string[], word: 'and' | 'or'): string => listPlain(names.map(code), word);

/** Where a rule holds, to stand behind a sentence: ` in …`; empty for one that holds everywhere. */
export const inPlace = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? '' : ` in ${listNames(places, 'and')}`;

/** The same, to stand at its beginning. */
export const tellPlaces = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? 'Everywhere' : `In ${listNames(places, 'and')}`;

/** Names as a choice: `a or b`. */
export const either = (names: readonly string[]): string => names.join(' or ');
