import { fail, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { readDot, readNumber, readString, readTemplate } from './literals.ts';
import { code, firstSigns, readLess, readMark, readQuestion } from './signs.ts';
import { passTrivia } from './trivia.ts';
import { beginsWord, readWord } from './words.ts';

/*
 * Cuts a text into tokens as TypeScript's scanner does. A `>` is a token of its own, and a `/` divides, until whoever knows
 * better asks for them anew. Signs outside of ASCII stand in strings, templates and comments alone: a text with other ones
 * is left to the parser.
 */

const classes = { other: 0, word: 1, single: 2 } as const;
const classOf = new Uint8Array(128);
for (let character = 0; character < 128; character++) if (beginsWord(character)) classOf[character] = classes.word;

/** Signs that are a token wherever they stand. */
const singles = new Uint8Array(128);
for (const [character, kind] of [
  ['{', kinds.openBrace],
  ['}', kinds.closeBrace],
  ['(', kinds.open],
  [')', kinds.close],
  ['[', kinds.openBracket],
  [']', kinds.closeBracket],
  [';', kinds.semicolon],
  [',', kinds.comma],
  [':', kinds.colon],
  ['@', kinds.at],
  ['~', kinds.tilde],
  ['>', kinds.greater],
] as const) {
  classOf[code(character)] = classes.single;
  singles[code(character)] = kind;
}

const readPrivateName = (skim: Skim, start: number): void => {
  if (classOf[skim.text.charCodeAt(start + 1)] !== classes.word) return fail(skim);
  readWord(skim, start + 1);
  if (!skim.failed) skim.kind = kinds.privateName;
};

type ReadToken = (skim: Skim, start: number, character: number) => void;

const readers: ReadToken[] = Array.from({ length: 128 }, () => fail);
for (const character of firstSigns) readers[character] = readMark;
readers[code('?')] = readQuestion;
readers[code('<')] = readLess;
readers[code('#')] = readPrivateName;
readers[code('.')] = readDot;
readers[code('"')] = readString;
readers[code("'")] = readString;
readers[code('`')] = readTemplate;
for (let digit = 48; digit < 58; digit++) readers[digit] = readNumber;

const readOther = (skim: Skim, start: number, character: number): void => {
  if (character < 0) {
    skim.kind = kinds.end;
    return;
  }
  const read = character < 128 ? readers[character] : undefined;
  if (read === undefined) fail(skim);
  else read(skim, start, character);
};

/** Goes on to the next token. */
export const next = (skim: Skim): void => {
  skim.lastEnd = skim.at;
  skim.newline = false;
  const character = passTrivia(skim);
  const start = skim.at;
  skim.start = start;
  const kind = character >= 0 && character < 128 ? classOf[character] : classes.other;
  if (kind === classes.word) readWord(skim, start);
  else if (kind === classes.single) {
    skim.kind = singles[character] ?? kinds.end;
    skim.at = start + 1;
  } else readOther(skim, start, character);
};

/** The kind of the next token, without going there; `newline` says whether it stands in another line. */
export const peek = (skim: Skim): { readonly kind: number; readonly newline: boolean } => {
  const { at, kind, start, newline, lastEnd, failed } = skim;
  next(skim);
  const seen = { kind: skim.kind, newline: skim.newline };
  skim.at = at;
  skim.kind = kind;
  skim.start = start;
  skim.newline = newline;
  skim.lastEnd = lastEnd;
  skim.failed = failed;
  return seen;
};
