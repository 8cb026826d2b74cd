import { alteredFunctions, rulesInForce, sortByWorst, type AlteredFunction, type ChangedFile } from '#core';
import type { Standard } from '#app';
import type { Sight } from '../sight.ts';

/** The functions that the change of a task wrote or altered, what got worst first; undefined where no change is seen. */
export type ListAltered = (sight: Sight | undefined) => readonly AlteredFunction[] | undefined;

/** Lists again and again: what is known of a file stays known until the file changes. */
export const rememberAltered = (): ListAltered => {
  const byStandard = new WeakMap<Standard, WeakMap<ChangedFile, readonly AlteredFunction[]>>();
  const knownBy = (standard: Standard): WeakMap<ChangedFile, readonly AlteredFunction[]> => {
    const known = byStandard.get(standard) ?? new WeakMap<ChangedFile, readonly AlteredFunction[]>();
    byStandard.set(standard, known);
    return known;
  };
  return (sight) => {
    if (sight?.state !== 'active') return undefined;
    const { standard, review } = sight;
    const known = knownBy(standard);
    const rules = rulesInForce(standard.policy, standard.mode, standard.scope);
    const listed = review.files.flatMap((file) => {
      const rows = known.get(file) ?? alteredFunctions(file, rules);
      known.set(file, rows);
      return rows;
    });
    return sortByWorst(listed);
  };
};
