import type { Rule } from '../rule-kind.ts';

/** Names as a sentence lists them: `a`, `b` and `c`. */
export const listNames = (names: readonly string[], word: 'and' | 'or'): string =>
  names
    .map((name) => `\`${name}\``)
    .join(', ')
    .replace(/, (?=[^,]+$)/, ` ${word} `);

/** Where a rule holds, to stand at the beginning of a sentence. */
export const tellPlaces = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? 'Everywhere' : `In ${listNames(places, 'and')}`;
