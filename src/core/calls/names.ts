/*
 * Names as rules write them: `rights.ensure_allowed` means whatever ends in these two names, however it is reached. `*`
 * stands for any part of one name.
 */

/** The names of a dotted name, without calls and elements: `rights` and `check` of `../rights().check`. */
const partsOf = (name: string): readonly string[] => name.split(/[^\w$*]+/).filter((part) => part !== '');

type NameTest = (name: string) => boolean;

const compile = (pattern: string): ((part: string) => boolean) => {
  if (!pattern.includes('*')) return (part) => part === pattern;
  const escaped = pattern.split('*').map((piece) => piece.replaceAll('$', String.raw`\$`));
  const test = new RegExp(`^${escaped.join('.*')}$`);
  return (part) => test.test(part);
};

const endsInOne = (pattern: string): NameTest => {
  const tests = partsOf(pattern).map(compile);
  return (name) => {
    const parts = partsOf(name);
    const first = parts.length - tests.length;
    return first >= 0 && tests.every((test, index) => test(parts[first + index] ?? ''));
  };
};

/** A test that holds for a dotted name that ends in one of the patterns. */
export const endsInAny = (patterns: readonly string[]): NameTest => {
  const tests = patterns.map(endsInOne);
  return (name) => tests.some((test) => test(name));
};

/** The last of the names of a dotted name. */
export const lastName = (name: string): string => partsOf(name).at(-1) ?? '';

/** The words that a name is made of, in small letters: of `userEmail`, `USER_EMAIL` and `user-email` the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d*]+/)
    .filter((word) => word !== '');

/** A test that holds for a name that ends in the words of one of the names: `user_email` in those of `email`. */
export const endsInWordsOfAny = (names: readonly string[]): NameTest => {
  const all = names.map(wordsOf);
  return (name) => {
    const words = wordsOf(name);
    return all.some((ending) => ending.every((word, index) => words[words.length - ending.length + index] === word));
  };
};
