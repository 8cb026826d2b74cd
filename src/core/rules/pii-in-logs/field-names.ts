import { endsInAny, endsInWordsOfAny, wordsOf } from '../../calls/names.ts';

// What begins with one of these asks or does something: `has_password`, `reset_email`.
const asks = new Set(
  (
    'is has had should can need needs require requires use uses with without no not show hide allow enable enabled ' +
    'disable send sends sent reset change verify verified validate check num n count max min total any'
  ).split(' '),
);

// What has one of these words was taken care of.
const cleaned = new Set(
  'hashed masked redacted scrubbed encrypted anonymized anonymised pseudonymized sanitized obfuscated hidden'.split(
    ' ',
  ),
);

/** Names of types and their members: `Email`, `Scope.EMAIL`. */
const isOfType = (parts: readonly string[]): boolean =>
  parts.slice(-2).some((part) => /^[A-Z]/.test(part) && /[a-z]/.test(part));

const singular = (name: string): string => name.replace(/s$/, '');

/** What a rule knows of names. */
export interface FieldNames {
  /** True for the name of a value that does not belong in a log, however it is reached: `user.email`, `row.userEmail`. */
  readonly isSensitive: (name: string) => boolean;
  /** True for what makes a value fit to be logged. */
  readonly isScrubber: (name: string) => boolean;
}

export const fieldNames = (fields: readonly string[], scrubbers: readonly string[]): FieldNames => {
  const isField = endsInWordsOfAny(fields);
  const isScrubber = endsInAny(scrubbers);
  return {
    isScrubber,
    isSensitive: (name) => {
      const parts = name.split(/[^\w$]+/).filter((part) => part !== '');
      const last = parts.at(-1) ?? '';
      const words = wordsOf(last);
      if (isOfType(parts) || parts.slice(0, -1).some(isScrubber)) return false;
      if (words.some((word) => cleaned.has(word)) || (words.length > 1 && asks.has(words[0] ?? ''))) return false;
      return isField(last) || isField(singular(last));
    },
  };
};
