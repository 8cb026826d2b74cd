import { fail, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';

/* Signs and operators: the longest that is spelled out holds, save for a `>`, which is a token of its own until asked for. */

export const code = (character: string): number => character.charCodeAt(0);

const spelled: readonly (readonly [kind: number, signs: string])[] = [
  [kinds.exclamation, '!'],
  [kinds.operator, '!= !== == === <= % ^'],
  [kinds.assignment, '%= &= *= **= += -= <<= ^= |='],
  [kinds.logicalAssignment, '&&= ||= ??='],
  [kinds.slashAssignment, '/='],
  [kinds.equals, '='],
  [kinds.arrow, '=>'],
  [kinds.and, '&&'],
  [kinds.or, '||'],
  [kinds.coalesce, '??'],
  [kinds.question, '?'],
  [kinds.ampersand, '&'],
  [kinds.bar, '|'],
  [kinds.star, '*'],
  [kinds.power, '**'],
  [kinds.plus, '+'],
  [kinds.plusPlus, '++'],
  [kinds.minus, '-'],
  [kinds.minusMinus, '--'],
  [kinds.slash, '/'],
  [kinds.less, '<'],
  [kinds.shiftLeft, '<<'],
];

/** What begins with a sign, by the signs behind it, the longest first. */
const marks = new Map<number, { readonly rest: string; readonly kind: number }[]>();
// Most signs stand alone, which the one behind them tells.
const plainMarks = new Uint8Array(128);
const mayGoOn = new Uint8Array(128);
for (const [kind, signs] of spelled) {
  for (const sign of signs.split(' ')) {
    const first = code(sign);
    marks.set(first, [...(marks.get(first) ?? []), { rest: sign.slice(1), kind }]);
    if (sign.length === 1) plainMarks[first] = kind;
    else mayGoOn[sign.charCodeAt(1)] = 1;
  }
}
for (const rests of marks.values()) rests.sort((one, other) => other.rest.length - one.rest.length);

/** The signs that `readMark` reads. */
export const firstSigns: readonly number[] = [...marks.keys()];

export const readMark = (skim: Skim, start: number, character: number): void => {
  const after = skim.text.charCodeAt(start + 1);
  if (after > 127 || mayGoOn[after] === 0) {
    skim.kind = plainMarks[character] ?? kinds.end;
    skim.at = start + 1;
    return;
  }
  for (const { rest, kind } of marks.get(character) ?? []) {
    if (!skim.text.startsWith(rest, start + 1)) continue;
    skim.kind = kind;
    skim.at = start + 1 + rest.length;
    return;
  }
  fail(skim);
};

const isDigit = (character: number): boolean => character >= 48 && character <= 57;

/** `?.`, unless a number follows: then the `?` asks. */
export const readQuestion = (skim: Skim, start: number, character: number): void => {
  if (skim.text.charCodeAt(start + 1) !== code('.') || isDigit(skim.text.charCodeAt(start + 2))) {
    readMark(skim, start, character);
    return;
  }
  skim.kind = kinds.optional;
  skim.at = start + 2;
};

/** `</` of JSX. */
export const readLess = (skim: Skim, start: number, character: number): void => {
  const { text } = skim;
  if (!skim.isJsx || text.charCodeAt(start + 1) !== code('/') || text.charCodeAt(start + 2) === code('*')) {
    readMark(skim, start, character);
    return;
  }
  skim.kind = kinds.lessSlash;
  skim.at = start + 2;
};

/** Reads a `>` with what belongs to it as an operator. */
export const readGreater = (skim: Skim): void => {
  const { text, start } = skim;
  let at = start + 1;
  while (at < start + 3 && text.charCodeAt(at) === code('>')) at++;
  const assigns = text.charCodeAt(at) === code('=');
  if (at === start + 1) {
    if (!assigns) return;
    skim.kind = kinds.operator;
    skim.at = at + 1;
    return;
  }
  skim.kind = assigns ? kinds.assignment : kinds.operator;
  skim.at = assigns ? at + 1 : at;
};

/** Takes the first `<` of a `<<` for itself. */
export const splitLess = (skim: Skim): void => {
  if (skim.kind !== kinds.shiftLeft) return;
  skim.kind = kinds.less;
  skim.at = skim.start + 1;
};
