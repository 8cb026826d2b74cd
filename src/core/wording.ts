import type { Rule } from './rule-kind.ts';

/** Names as a sentence lists them: a, b and c. */
export const listPlain = (names: readonly string[], word: 'and' | 'or'): string =>
  names.join(', ').replace(/, (?=[^,]+$)/, ` ${word} `);

/** Names as a sentence lists them that stands in a document: `a`, `b` and `c`. */
export const listNames = (names: readonly string[], word: 'and' | 'or'): string =>
  listPlain(
    names.map((name) => `\`${name}\``),
    word,
  );

/** Where a rule holds, to stand at the beginning of a sentence. */
export const tellPlaces = ({ in: places }: Pick<Rule, 'in'>): string =>
  places.length === 0 ? 'Everywhere' : `In ${listNames(places, 'and')}`;
