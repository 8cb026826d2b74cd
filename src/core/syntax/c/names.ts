import { isWord, kinds, nextCharacter, nextToken, noteFlaw, putBack, wordOf, type CScan } from './tokens.ts';

/*
 * Names of C++ as pmccabe writes them: `ns::Class::method`, `Class::~Class`, `Class::operator==`, `Class::operator_bool()`.
 */

/** What a token of a declaration is, and the name that it brings along. */
export interface Part {
  readonly kind: number;
  /** Undefined for a token that leaves the last name as it was. */
  readonly name?: string;
  /** Offset of the token. */
  readonly start: number;
}

const whiteSpace = new Set(Array.from(' \t\r\n', (character) => character.charCodeAt(0)));

/** The characters up to one of these, without white space. The one that ends them is read too if it is `taken`. */
const charactersUntil = (scan: CScan, last: ReadonlySet<number>, taken: boolean): string => {
  let characters = '';
  for (;;) {
    const before = scan.at;
    const character = nextCharacter(scan);
    if (character === kinds.end) return characters;
    if (last.has(character)) {
      if (!taken) scan.at = before;
      return taken ? characters + String.fromCharCode(character) : characters;
    }
    if (!whiteSpace.has(character)) characters += String.fromCharCode(character);
  }
};

const closing = new Set<number>([kinds.close]);
const opening = new Set<number>([kinds.open, kinds.semicolon]);

/** What stands behind the word `operator`. A conversion to a type with `const` before it is named with a blank instead. */
const readOperator = (scan: CScan): string => {
  const kind = nextToken(scan);
  if (kind === kinds.end) return '';
  if (kind === kinds.open) return `(${charactersUntil(scan, closing, true)}`;
  if (kind === kinds.word) return `_${wordOf(scan)}()`;
  return (isWord(kind) ? ' ' : String.fromCharCode(kind)) + charactersUntil(scan, opening, false);
};

/** True for the second colon of a `::`; where it is none, pmccabe takes the character behind the first for read. */
const isDoubled = (scan: CScan): boolean => {
  const before = scan.at;
  if (nextCharacter(scan) === kinds.colon) return true;
  if (scan.manner !== 'exact') scan.at = before;
  return false;
};

/** What follows `Name::`, and whether the name may go on behind it. */
const readQualified = (scan: CScan): { readonly name: string; readonly goesOn: boolean } => {
  const kind = nextToken(scan);
  if (kind === kinds.word) return { name: wordOf(scan), goesOn: true };
  if (kind === kinds.operator) return { name: `operator${readOperator(scan)}`, goesOn: false };
  if (kind === kinds.tilde) return { name: `~${isWord(nextToken(scan)) ? wordOf(scan) : ''}`, goesOn: false };
  putBack(scan);
  return { name: '', goesOn: false };
};

/** Reads on behind a word: the whole of its qualified name, or a colon that ends a label. */
const readName = (scan: CScan, start: number): Part => {
  let name = wordOf(scan);
  for (let goesOn = true; goesOn;) {
    if (nextToken(scan) !== kinds.colon) {
      putBack(scan);
      break;
    }
    if (!isDoubled(scan)) return { kind: kinds.colon, name, start };
    const qualified = readQualified(scan);
    name += `::${qualified.name}`;
    ({ goesOn } = qualified);
  }
  return { kind: kinds.word, name, start };
};

const readDestructor = (scan: CScan, start: number): Part => {
  if (nextToken(scan) === kinds.word) return { kind: kinds.word, name: `~${wordOf(scan)}`, start };
  // pmccabe gives up here, on an initialiser such as `= ~0`.
  if (scan.manner === 'exact') noteFlaw(scan, start);
  putBack(scan);
  return { kind: kinds.tilde, start };
};

/** Reads the next part of a declaration: a name, a keyword or a character. */
export const nextPart = (scan: CScan, inClass: boolean): Part => {
  const kind = nextToken(scan);
  const { start } = scan;
  if (kind === kinds.word) return readName(scan, start);
  const word = isWord(kind) ? wordOf(scan) : '';
  if (kind === kinds.enum && nextToken(scan) !== kinds.class) putBack(scan);
  if (inClass && kind === kinds.operator) return { kind, name: word + readOperator(scan), start };
  if (inClass && kind === kinds.tilde) return readDestructor(scan, start);
  return isWord(kind) ? { kind, name: word, start } : { kind, start };
};

const inner = /[\s\0]*\*[\s\0*]*(\w+)[\s\0]*\(/y;

/**
 * The name of a function that returns a pointer to a function, `void (*name(int))(int)`, behind its first parenthesis;
 * undefined for any other. pmccabe takes the type for the name.
 */
export const innerName = ({ text, at }: CScan): { readonly name: string; readonly nameStart: number } | undefined => {
  inner.lastIndex = at;
  const [all = '', name] = inner.exec(text) ?? [];
  return name === undefined ? undefined : { name, nameStart: at + all.lastIndexOf(name) };
};
