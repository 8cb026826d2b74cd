import { byPlace } from '../../order.ts';
import { remember } from '../../remember.ts';
import type { ExitFact, UseFact } from '../../syntax/facts.ts';
import { givesNothing } from '../guard-parts/exits.ts';
import { isTelling } from '../guard-parts/names.ts';
import type { Part } from '../guard-parts/parts.ts';
import { describeExit, exitsOf } from './hollow.ts';

/** True where something was done already: a call that stands for itself, and does not merely tell somebody. */
const isDoneBefore = ({ uses }: Part, exit: ExitFact): boolean =>
  uses.some(({ alone, written, place }) => alone === true && !isTelling(written) && byPlace(place, exit.place) < 0);

/**
 * True for a guard clause: nothing was done, and nothing is given, where something is behind the guard. Who is let go there
 * has got nothing by it.
 */
const isClause = (part: Part, exit: ExitFact, given: readonly ExitFact[]): boolean =>
  givesNothing(exit) && given.length > 0 && !isDoneBefore(part, exit);

/**
 * Tells the ways out of a part before it comes to a call. Of those that give nothing only how many there are: one that takes
 * the place of another says what that said.
 */
export const leavesBefore = (part: Part): ((use: UseFact) => readonly string[]) => {
  const returnsOf = remember((index: number | undefined) => exitsOf({ facts: part.facts, index }, 'return'));
  return ({ place, in: index }) => {
    const exits = returnsOf(index);
    const given = exits.filter((exit) => exit.place.line >= place.line && !givesNothing(exit));
    const before = exits.filter((exit) => exit.place.line < place.line && !isClause(part, exit, given));
    const nothing = before.filter(givesNothing);
    const told = before.map((exit) =>
      givesNothing(exit) ? `nothing ${nothing.indexOf(exit)}` : describeExit(part.facts, exit),
    );
    return [...new Set(told)];
  };
};
