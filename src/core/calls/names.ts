import { isLike } from '../name-pattern.ts';
import { rememberUpTo } from '../remember.ts';

/*
 * Names as rules write them: `rights.ensure_allowed` means whatever ends in these two names, however it is reached. `*`
 * stands for any part of one name. A text has the same names again and again, and so have the texts of one repository.
 */

const mostNames = 10_000;

/** The names of a dotted name, without calls and elements: `rights` and `check` of `../rights().check`. */
const partsOf = rememberUpTo(mostNames, (name: string): readonly string[] =>
  name.split(/[^\w$*]+/).filter((part) => part !== ''),
);

type NameTest = (name: string) => boolean;

/** True for names that end in others, each of which may hold `*`. */
export const endIn = (parts: readonly string[], ending: readonly string[]): boolean => {
  const first = parts.length - ending.length;
  return first >= 0 && ending.every((part, index) => isLike(part, parts[first + index] ?? ''));
};

const endsInOne = (pattern: string): NameTest => {
  const ending = partsOf(pattern);
  // Nearly every name that is asked about is another one: that is told before it is taken apart.
  const [longest = ''] = pattern.split(/[^\w$]+/).sort((one, other) => other.length - one.length);
  return (name) => name.includes(longest) && endIn(partsOf(name), ending);
};

/** A test that holds for a dotted name that ends in one of the patterns. */
export const endsInAny = (patterns: readonly string[]): NameTest => {
  const tests = patterns.map(endsInOne);
  return rememberUpTo(mostNames, (name) => tests.some((test) => test(name)));
};

/** Names for people, each of which says something of its own: `*.check` is `check`, which means `rights.check`, too. */
export const tellableNames = (patterns: readonly string[]): readonly string[] => {
  const names = [...new Set(patterns.map((pattern) => pattern.replace(/^(?:\*\.)+(?=.)/, '')))];
  return names.filter((name) => !names.some((other) => other !== name && endIn(partsOf(name), partsOf(other))));
};

/** The last of the names of a dotted name. */
export const lastName = (name: string): string => partsOf(name).at(-1) ?? '';

/** The words that a name is made of, in small letters: of `userEmail`, `USER_EMAIL` and `user-email` the same. */
export const wordsOf = rememberUpTo(mostNames, (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d*]+/)
    .filter((word) => word !== ''),
);

/** A test that holds for a name that ends in the words of one of the names: `user_email` in those of `email`. */
export const endsInWordsOfAny = (names: readonly string[]): NameTest => {
  const all = names.map(wordsOf);
  return (name) => {
    const words = wordsOf(name);
    return all.some((ending) => ending.every((word, index) => words[words.length - ending.length + index] === word));
  };
};

/** A name in one spelling: `next_step` of `nextStep`. */
export const spelled = (name: string): string => wordsOf(name).join('_');

/** A test that holds for a name that is one of the patterns, in whatever spelling. */
export const spelledLike = (patterns: readonly string[]): NameTest => {
  const known = patterns.map(spelled);
  return (name) => known.some((pattern) => isLike(pattern, spelled(name)));
};
