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

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).toLowerCase();

/**
 * The file that was probably meant: the only one of the same name elsewhere, else one beside it with a name that is
 * nearly the same. Undefined when none is near enough to offer, and when several are.
 */
export const nearestFile = (path: string, files: readonly string[]): string | undefined => {
  const alike = files.filter((file) => nameOf(file) === nameOf(path));
  if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return nearestWord(
    path,
    files.filter((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/')),
  );
};

/** Words in a message: ``a`, `b` and `c``, or with `or` where one of them is to be chosen; long lists are cut and say so. */
export const listWords = (words: readonly string[], join: 'and' | 'or', most = 12): string => {
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  if (words.length > most) return `${shown.join(', ')} ${join} ${words.length - most} more`;
  const last = shown.pop();
  if (last === undefined) return 'none';
  return shown.length === 0 ? last : `${shown.join(', ')} ${join} ${last}`;
};

/** Which words there are, as a sentence of its own. */
export const tellThere = (words: readonly string[]): string =>
  words.length === 1 ? `There is ${listWords(words, 'and')}.` : `There are ${listWords(words, 'and')}.`;
