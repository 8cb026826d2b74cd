import { backslash, byteAt, formFeed, newline, space, tab } from './cursor';

/*
 * Words of at most eight small letters, which are all that mean anything to the scan. Each is one number: its letters, the
 * first one lowest.
 */

/** Writes words that spaces part as numbers, one behind the other, and a 0 behind them; gives back where. */
function listOf(words: string, address: usize): usize {
  let word: u64 = 0;
  let letters: u64 = 0;
  let place = address;
  for (let index = 0; index <= words.length; index++) {
    const letter = index === words.length ? space : words.charCodeAt(index);
    if (letter === space) {
      store<u64>(place, word);
      place += sizeof<u64>();
      word = letters = 0;
    } else word |= (letter as u64) << (8 * letters++);
  }
  store<u64>(place, 0);
  return address;
}

const roomForWords = 32 * 8;

// In the order of `firstWords` in src/core/syntax/python/blocks.ts.
const heads = listOf('def class if for while elif else try except finally match', memory.data(roomForWords));

// Those of `statementStart` in src/core/syntax/python/strings.ts.
const statements = listOf(
  'def class while try with return raise pass break continue global nonlocal del assert except finally elif import async',
  memory.data(roomForWords),
);

const asyncWord = load<u64>(listOf('async', memory.data(roomForWords)));

/** Which word of a list it is, 1-based; 0 when it is none of them. */
function placeIn(list: usize, word: u64): i32 {
  let address = list;
  for (let known = load<u64>(address); known !== 0; known = load<u64>(address)) {
    address += sizeof<u64>();
    if (known === word) return ((address - list) / sizeof<u64>()) as i32;
  }
  return 0;
}

function isLetter(byte: u32): bool {
  return byte - 0x61 < 26;
}

/** True for what names are made of: letters, digits, the underscore, and all that is not ASCII. */
export function isNamePart(byte: u32): bool {
  return byte > 0x7f || isLetter(byte | 0x20) || byte - 0x30 < 10 || byte === 0x5f;
}

/** The address behind the letters that were read last. */
let wordEnd: usize = 0;

/** The word at an address; 0 when there is none, or it is longer, or no word alone. */
function wordAt(address: usize): u64 {
  let word: u64 = 0;
  let at = address;
  for (let letter = byteAt(at); isLetter(letter); letter = byteAt(at)) {
    if (at === address + 8) return 0;
    word |= (letter as u64) << (8 * ((at - address) as u64));
    at++;
  }
  wordEnd = at;
  return isNamePart(byteAt(at)) ? 0 : word;
}

/**
 * True when a statement seems to begin at the address, the start of a physical line: its first word is a keyword that no
 * expression can go on with.
 */
export function beginsStatement(address: usize): bool {
  let at = address;
  while (byteAt(at) === space || byteAt(at) === tab) at++;
  if (!isLetter(byteAt(at))) return false;
  const word = wordAt(at);
  return word !== 0 && placeIn(statements, word) !== 0;
}

/** True for what may stand between two words of a logical line; a line end only behind a backslash. */
function isBlankAt(address: usize): bool {
  const byte = byteAt(address);
  return byte === space || byte === tab || byte === formFeed || (byte === backslash && byteAt(address + 1) === newline);
}

/** The address of the next word of a logical line. */
export function passBlanks(address: usize): usize {
  let at = address;
  while (isBlankAt(at)) at += byteAt(at) === backslash ? 2 : 1;
  return at;
}

/** The address behind the word that `headAt` found. */
export function behindHead(): usize {
  return wordEnd;
}

/** What begins at the address, by its place in `firstWords`; 0 for anything else. */
export function headAt(address: usize): i32 {
  if (!isLetter(byteAt(address))) return 0;
  const word = wordAt(address);
  if (word === 0) return 0;
  if (word !== asyncWord) return placeIn(heads, word);
  const second = passBlanks(wordEnd);
  return second === wordEnd ? 0 : placeIn(heads, wordAt(second));
}
