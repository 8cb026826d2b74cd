import { alteredFunctions, rulesInForce, sortByWorst, type AlteredFunction } from '#core';
import type { Sight } from '../sight.ts';

/** The functions that the change of a task wrote or altered, what got worst first; undefined where no change is seen. */
export const listAltered = (sight: Sight | undefined): readonly AlteredFunction[] | undefined => {
  if (sight?.state !== 'active') return undefined;
  const { standard, review } = sight;
  const rules = rulesInForce(standard.policy, standard.mode, standard.scope);
  return sortByWorst(alteredFunctions(review.files, { rules, judgement: review.judgement }));
};
