import { fail, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { code } from './signs.ts';

/* Words: names and keywords. One with an escape, or a sign outside of ASCII, is left to the parser. */

const partOfWord = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$0123456789')
  partOfWord[code(character)] = 1;

const backslash = code('\\');

/** True where a word goes on; a sign outside of ASCII counts, as nobody here knows. */
export const goesOn = (text: string, at: number): boolean => {
  const character = text.charCodeAt(at);
  return character > 127 || partOfWord[character] === 1 || character === backslash;
};

/** True for what a word may begin with. */
export const beginsWord = (character: number): boolean =>
  partOfWord[character] === 1 && (character < code('0') || character > code('9'));

// Words by a digest of their signs, which is counted while they are read. No two of them have the same slot.
const slots = 2048;
const words: (string | undefined)[] = Array.from({ length: slots });
const wordKinds = new Uint8Array(slots);
for (const [word, kind] of Object.entries(kinds)) {
  if (kind < kinds.break) continue;
  let digest = 0;
  for (const character of word) digest = (digest * 37 + code(character)) | 0;
  words[digest & (slots - 1)] = word;
  wordKinds[digest & (slots - 1)] = kind;
}

/** Reads a word; at its first sign. */
export const readWord = (skim: Skim, start: number): void => {
  const { text } = skim;
  let at = start;
  let digest = 0;
  let character = text.charCodeAt(at);
  while (character < 128 && partOfWord[character] === 1) {
    digest = (digest * 37 + character) | 0;
    at++;
    character = text.charCodeAt(at);
  }
  skim.at = at;
  skim.kind = kinds.name;
  if (character > 127 || character === backslash) return fail(skim);
  const word = words[digest & (slots - 1)];
  if (word !== undefined && word.length === at - start && text.startsWith(word, start))
    skim.kind = wordKinds[digest & (slots - 1)] ?? kinds.name;
};
