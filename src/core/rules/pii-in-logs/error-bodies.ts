import { endsInAny, lastName } from '../../calls/names.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';

/** The argument that is a status: by its name, or the second one; an answer begins with its body. */
const statusIn = (given: readonly ArgumentFact[]): ArgumentFact | undefined =>
  given.find(({ name = '' }) => /^status(?:_?code)?$/i.test(name)) ?? given.filter(({ name }) => name === undefined)[1];

const good = /(?:^|\D)[1-3]\d\d(?:\D|$)|\.(?:OK|CREATED|ACCEPTED|NO_CONTENT)$/;

/** Tells calls that answer with an error, of those that a rule names: by its name, or by a status that is no good one. */
export const errorBodies = (named: readonly string[]): ((use: UseFact) => boolean) => {
  const isNamed = endsInAny(named);
  return ({ written, target = written, arguments: given = [] }) => {
    if (![written, target].some(isNamed)) return false;
    if (/(?:Exception|Error)$/.test(lastName(written))) return true;
    const { literal, written: status = literal } = statusIn(given) ?? { literal: '200' };
    return !good.test(status ?? '');
  };
};
