import { passBraces, passParentheses } from './brackets.ts';
import { kinds, nextCharacter, nextToken, noteFlaw, putBack, type CScan } from './tokens.ts';

/*
 * What stands between the parameters of a function and its body. pmccabe knows the parameters of a K&R definition, `const`,
 * `volatile`, `throw(…)`, initialisers, and one word with or without arguments, as macros are.
 */

const passTo = (scan: CScan, wanted: number): number => {
  for (;;) {
    const character = nextCharacter(scan);
    if (character === wanted || character === kinds.end) return character;
  }
};

/** Initialisers end at the first brace, also where that is one of theirs. */
const passInitialisers = (scan: CScan): number => {
  for (;;) {
    const character = nextCharacter(scan);
    if (character === kinds.open) passParentheses(scan);
    else if (character === kinds.openBrace || character === kinds.end) return character;
  }
};

const isDeclaration = (kind: number): boolean => kind === kinds.word || kind === kinds.struct || kind === kinds.union;

/** What comes first behind the parameters, up to where a qualifier of C++ may stand. */
const passFirst = (scan: CScan, isCpp: boolean): number => {
  const kind = nextToken(scan);
  if (kind === kinds.const && isCpp) return nextToken(scan);
  if (kind === kinds.word && isCpp) return kind;
  if (kind === kinds.const || isDeclaration(kind)) return passTo(scan, kinds.openBrace);
  if (kind === kinds.colon) return passInitialisers(scan);
  if (kind !== kinds.open) return kind;
  passParentheses(scan);
  return nextToken(scan);
};

const passThrow = (scan: CScan): number => {
  if (nextToken(scan) !== kinds.open) {
    noteFlaw(scan, scan.start);
    return kinds.semicolon;
  }
  passParentheses(scan);
  return nextToken(scan);
};

/** One more word, with or without arguments, and the token behind it; a brace right behind a mere word is lost. */
const passAnnotation = (scan: CScan): number => {
  if (nextToken(scan) === kinds.open) passParentheses(scan);
  return nextToken(scan);
};

const passPlainHead = (scan: CScan, isCpp: boolean): number => {
  let kind = passFirst(scan, isCpp);
  if (kind === kinds.volatile) kind = nextToken(scan);
  if (kind === kinds.throw) kind = passThrow(scan);
  return kind === kinds.word ? passAnnotation(scan) : kind;
};

/** Initialisers as C++ has them: a brace behind a name or a template's arguments is one of theirs. */
const passModernInitialisers = (scan: CScan): number => {
  for (let last: number = kinds.comma; ;) {
    const kind = nextToken(scan);
    if (kind === kinds.end || kind === kinds.semicolon) return kind;
    if (kind === kinds.open) passParentheses(scan);
    else if (kind === kinds.openBrace) {
      if (last !== kinds.word && last !== kinds.greater) return kind;
      passBraces(scan);
    }
    last = kind;
  }
};

const endsDeclaration = new Set<number>([
  kinds.semicolon,
  kinds.equals,
  kinds.comma,
  kinds.close,
  kinds.closeBrace,
  kinds.openBrace,
  kinds.end,
]);

/** Whatever C++ lets stand there: `override`, `noexcept(…)`, `-> type`, attributes, `requires`. */
const passModernHead = (scan: CScan): number => {
  for (;;) {
    const kind = nextToken(scan);
    if (kind === kinds.open) passParentheses(scan);
    else if (kind === kinds.colon) {
      const next = nextToken(scan);
      if (next === kinds.colon) continue;
      putBack(scan);
      return passModernInitialisers(scan);
    } else if (endsDeclaration.has(kind)) return kind;
  }
};

/** True when the body of a function begins behind the parameters that were just opened; moves behind its brace. */
export const passHead = (scan: CScan, isCpp: boolean): boolean => {
  passParentheses(scan);
  const kind = scan.manner !== 'exact' && isCpp ? passModernHead(scan) : passPlainHead(scan, isCpp);
  if (kind === kinds.closeBrace) putBack(scan);
  return kind === kinds.openBrace;
};
