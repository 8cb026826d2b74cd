import { closest, distance } from 'fastest-levenshtein';

// `lvel` is `level` and `langauge` is `language`; `cat` is not `dog`.
const mayDiffer = (word: string): number => (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)));

const longest = 100;

// Two neighbouring letters in each other's place are one slip, which Levenshtein counts as two.
const areSwapped = (word: string, other: string): boolean => {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word.charAt(at) === other.charAt(at)) at += 1;
  return (
    at < word.length && `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}` === other
  );
};

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_.-]/g, '');

/**
 * The valid word that was probably meant: equal but for case or separators, else the nearest by Levenshtein distance.
 * Undefined when none is near enough to offer. The first of equally near candidates wins.
 */
export const nearestWord = (word: string, candidates: Iterable<string>): string | undefined => {
  const valid = [...candidates];
  if (valid.length === 0 || word.length === 0 || word.length > longest) return undefined;
  const same = valid.find((candidate) => plain(candidate) === plain(word));
  if (same !== undefined) return same;
  const lower = word.toLowerCase();
  const swapped = valid.find((candidate) => areSwapped(lower, candidate.toLowerCase()));
  if (swapped !== undefined) return swapped;
  const near = closest(
    lower,
    valid.map((candidate) => candidate.toLowerCase()),
  );
  const found = valid.find((candidate) => candidate.toLowerCase() === near);
  if (found === undefined || distance(lower, near) > mayDiffer(word)) return startingWith(lower, valid);
  return found;
};

// `spec` for `spec-required` is too far by distance, and still plain.
const startingWith = (word: string, valid: readonly string[]): string | undefined => {
  const begun = valid.filter((candidate) => candidate.toLowerCase().startsWith(word));
  return word.length >= 3 && begun.length === 1 ? begun[0] : undefined;
};

/** Words for a message: `a, b or c`, or joined by `and`; lists of more than `most` are cut and say so. */
export const listWords = (words: readonly string[], most = 12, join: 'and' | 'or' = 'or'): string => {
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  if (words.length > most) return `${shown.join(', ')} and ${words.length - most} more`;
  const last = shown.pop();
  if (last === undefined) return 'none';
  return shown.length === 0 ? last : `${shown.join(', ')} ${join} ${last}`;
};
