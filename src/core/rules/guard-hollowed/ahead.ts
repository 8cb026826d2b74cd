import { isInside } from '../../calls/places.ts';
import { byPlace } from '../../order.ts';
import type { UseFact } from '../../syntax/facts.ts';
import { handsOut } from '../../syntax/facts/use-names.ts';
import type { Part } from '../guard-parts/parts.ts';

// What reaches out, or keeps something for good. Of `load` or `validate` nobody can tell that it had to wait.
const reaching =
  /(?:^|\.)(?:post|put|patch|delete|publish|enqueue|execute|commit|save|store|send\w*|(?:delete|insert|update|save|store|write)_?[A-Za-z]\w*)$/;

const isReaching = (use: UseFact): boolean => reaching.test(use.written) || handsOut(use);

/** What a part does for others before a call, and what behind it, as it is written. */
export interface Done {
  readonly ahead: readonly string[];
  readonly behind: readonly string[];
}

export const doneAround = ({ uses }: Part, { place, in: index }: UseFact): Done => {
  const done = uses.filter(
    (use) => use.how === 'call' && use.in === index && isReaching(use) && !isInside(place, use.place),
  );
  const isAhead = (use: UseFact): boolean => byPlace(use.place, place) < 0;
  return {
    ahead: done.filter(isAhead).map(({ written }) => written),
    behind: done.filter((use) => !isAhead(use)).map(({ written }) => written),
  };
};

/** What is done before a call now, and was only done behind it. */
export const doneTooEarly = (was: Done, now: Done): string | undefined =>
  now.ahead.find((written) => was.behind.includes(written) && !was.ahead.includes(written));
