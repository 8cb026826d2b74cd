import { closest, distance } from 'fastest-levenshtein';

// `lvel` is `level` and `titel` is `title` (two swapped letters are two changes); `cat` is not `dog`.
const mayDiffer = (word: string): number => (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)));

const longest = 100;

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

/** The words that may stand in a place, for a message: `a, b or c`; long lists are cut and say so. */
export const listWords = (words: readonly string[], most = 12): string => {
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  if (words.length > most) return `${shown.join(', ')} and ${words.length - most} more`;
  const last = shown.pop();
  if (last === undefined) return 'none';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
};
