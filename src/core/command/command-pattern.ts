import type { Call, Word } from './command-line.ts';
import { programOf } from './started-by.ts';

/* Commands as a mode lists them: words, where `*` alone stands for any words, also none, and within one for any part of it. */

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const matchesWord = (token: string, word: string): boolean =>
  token === word || (token.includes('*') && new RegExp(`^${token.split('*').map(escape).join('.*')}$`, 's').test(word));

/** Whether words fit a pattern. Where `mayBe`, a word that nobody knows fits anything, and stands for any number of them. */
const fits = (tokens: readonly string[], words: readonly Word[], mayBe: boolean): boolean => {
  const [token, ...later] = tokens;
  if (token === undefined) return words.every((word) => word === undefined && mayBe);
  if (token === '*') return fits(later, words, mayBe) || (words.length > 0 && fits(tokens, words.slice(1), mayBe));
  if (words.length === 0) return false;
  const [word] = words;
  if (word === undefined) return mayBe && (fits(later, words, mayBe) || fits(tokens, words.slice(1), mayBe));
  return matchesWord(token, word) && fits(later, words.slice(1), mayBe);
};

// Where git works and whether it pages is no part of what it does; other options before its command may be.
const plainGit = (words: readonly Word[]): readonly Word[] => {
  const [program, ...rest] = words;
  let at = 0;
  for (; at < rest.length; at += 1) {
    if (rest[at] === '-C') at += 1;
    else if (rest[at] !== '--no-pager' && rest[at] !== '-P') break;
  }
  return [program, ...rest.slice(at)];
};

// For what is forbidden, whatever stands between `git` and its command is looked through.
const bareGit = (words: readonly Word[]): readonly Word[] => {
  const [program, ...rest] = words;
  let at = 0;
  for (; at < rest.length; at += 1) {
    const word = rest[at];
    if (word?.startsWith('-') !== true) break;
    if (/^(?:-C|-c|--git-dir|--work-tree|--namespace|--exec-path|--super-prefix|--config-env)$/.test(word)) at += 1;
  }
  return [program, ...rest.slice(at)];
};

const wordsOf = ({ words, more }: Call): readonly Word[] => (more === true ? [...words, undefined] : words);

const tokensOf = (pattern: string): readonly string[] => pattern.trim().split(/\s+/);

/** True where a call is surely one that the pattern names. */
export const isListed = (pattern: string, call: Call): boolean => {
  const words = wordsOf(call);
  return fits(tokensOf(pattern), programOf(words) === 'git' ? plainGit(words) : words, false);
};

/** Whether a call is one that the pattern names: surely, perhaps, as not all of its words are known, or not. */
export const findsDenied = (pattern: string, call: Call): 'yes' | 'perhaps' | 'no' => {
  const words = wordsOf(call);
  const program = programOf(words);
  const forms = [
    words,
    [program, ...words.slice(1)],
    ...(program === 'git' ? [bareGit([program, ...words.slice(1)])] : []),
  ];
  const tokens = tokensOf(pattern);
  if (forms.some((form) => fits(tokens, form, false))) return 'yes';
  return forms.some((form) => fits(tokens, form, true)) ? 'perhaps' : 'no';
};
