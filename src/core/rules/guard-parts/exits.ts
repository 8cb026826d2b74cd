import type { ExitFact } from '../../syntax/facts.ts';

/** True for a `return` that gives nothing: no value, or one that is written out and counts as none. */
export const givesNothing = ({ how, value, holds }: ExitFact): boolean =>
  how === 'return' && (value === undefined || holds === false);
