import { isInside } from '../../calls/places.ts';
import { byPlace } from '../../order.ts';
import type { Place } from '../../lines.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { givesNothing } from '../guard-parts/exits.ts';
import type { Part } from '../guard-parts/parts.ts';

const isInLoop = ({ blocks }: Facts, { block }: UseFact): boolean => {
  for (let at = blocks[block ?? -1]; at !== undefined; at = blocks[at.block ?? -1]) if (at.kind === 'loop') return true;
  return false;
};

/** True for a guard that is asked where nothing comes of it: what stands behind the question does nothing, and gives nothing. */
export const isIdle = ({ facts, index, place }: Part, use: UseFact): boolean => {
  if (index === undefined || use.tested !== true || isInLoop(facts, use)) return false;
  const isBehind = (item: { readonly place: Place }): boolean =>
    byPlace(item.place, use.place) > 0 && isInside(item.place, place) && !isInside(item.place, use.place);
  return ![...facts.uses, ...facts.assignments].some(isBehind) && facts.exits.filter(isBehind).every(givesNothing);
};
