import type { Place } from '../lines.ts';
import type { Facts, UseFact } from '../syntax/facts.ts';

/** True for a place inside of another. */
export const isInside = (inner: Place, outer: Place): boolean => {
  const begins = inner.line - outer.line || inner.column - outer.column;
  const ends = outer.endLine - inner.endLine || outer.endColumn - inner.endColumn;
  return begins >= 0 && ends >= 0;
};

/** `email` of `user["email"]`: the text that ends where the element ends; undefined for a key that is computed. */
export const elementKey = ({ strings }: Facts, { place }: UseFact): string | undefined => {
  const key = strings.find(
    (one) =>
      isInside(one.place, place) && one.place.endLine === place.endLine && one.place.endColumn === place.endColumn - 1,
  );
  const [text] = key?.parts ?? [];
  return typeof text === 'string' ? text : undefined;
};
