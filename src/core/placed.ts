import { isInside } from './calls/places.ts';
import type { Place } from './lines.ts';
import { byPlace, firstNotBefore } from './order.ts';

/*
 * What stands in a text, in its order, looked for by places: a text has tens of thousands of names and strings, and who asks
 * for each which others stand in it must not go through them all.
 */

/** Something that stands somewhere in a text. */
export interface Placed {
  readonly place: Place;
}

/** The index of the first item that begins at a place or behind it; their count where none does. */
const firstAt = (sorted: readonly Placed[], place: Place): number =>
  firstNotBefore(sorted, (item) => byPlace(item.place, place) < 0);

/** The items that stand in a place. */
export function* itemsIn<Item extends Placed>(sorted: readonly Item[], place: Place): Iterable<Item> {
  const end = { line: place.endLine, column: place.endColumn };
  for (let index = firstAt(sorted, place); index < sorted.length; index += 1) {
    const item = sorted[index];
    if (item === undefined || byPlace(item.place, end) > 0) return;
    if (isInside(item.place, place)) yield item;
  }
}

/** The items that stand in no other one. */
export const outermostOf = <Item extends Placed>(sorted: Iterable<Item>): readonly Item[] => {
  const outer: Item[] = [];
  for (const item of sorted) {
    const last = outer.at(-1);
    if (last !== undefined && isInside(item.place, last.place)) continue;
    // Of two that begin together the longer one holds the other.
    if (last !== undefined && isInside(last.place, item.place)) outer.pop();
    outer.push(item);
  }
  return outer;
};

/** The one of such items that a place stands in. */
export const itemAround = <Item extends Placed>(outermost: readonly Item[], place: Place): Item | undefined => {
  const at = firstAt(outermost, place);
  // One may begin at the same place, or the one before it may reach so far.
  return [outermost[at], outermost[at - 1]].find((item) => item !== undefined && isInside(place, item.place));
};
