import { failure, type Result } from '#core';
import { fail, type Failure } from './failure.ts';
import type { CountTokens } from './ports.ts';

/** Counts the tokens of texts, each by itself, where that holds nobody up; undefined where it could not be done. */
export type CountElsewhere = (texts: readonly string[]) => Promise<readonly number[] | undefined>;

// Each document that has to be cut asks once more. More would be a count that asks for something else each time.
const mostRounds = 50;

const uncounted = fail(
  'too-large',
  'The tokens of the context pack could not be counted: that takes more memory than the editor may take for it.',
  'Check it in a terminal: codex-governor pack',
);

/**
 * Does a work that counts tokens as it goes, where they cannot be counted at once: it is done with what is known, what it asked for is counted,
 * and it is done again, until all was known. `known` is kept from one time to the next, and holds only what was asked for last.
 */
export const countElsewhere = async <T>(
  work: (countTokens: CountTokens) => Promise<Result<T, Failure>>,
  count: CountElsewhere,
  known: Map<string, number>,
): Promise<Result<T, Failure>> => {
  for (let round = 0; round < mostRounds; round++) {
    const asked = new Set<string>();
    const done = await work((text) => {
      asked.add(text);
      return known.get(text) ?? 0;
    });
    const unknown = [...asked].filter((text) => !known.has(text));
    if (!done.ok || unknown.length === 0) {
      for (const text of known.keys()) if (!asked.has(text)) known.delete(text);
      return done;
    }
    const counts = await count(unknown);
    if (counts === undefined) return failure(uncounted);
    for (const [index, text] of unknown.entries()) known.set(text, counts[index] ?? 0);
  }
  return failure(uncounted);
};
