import { contexts, fail, type Skim } from './cursor.ts';
import { isNameLike, isWord, kinds, modifiers } from './kinds.ts';
import { next, peek } from './tokens.ts';

/* Small steps that the parts of the grammar are made of. */

/** Takes a token of this kind; without one there is nothing more to be told. */
export const expect = (skim: Skim, kind: number): void => {
  if (skim.kind === kind) next(skim);
  else fail(skim);
};

/** Takes a token of this kind if there is one. */
export const accept = (skim: Skim, kind: number): boolean => {
  if (skim.kind !== kind) return false;
  next(skim);
  return true;
};

/** True at a word that may be a name here. */
export const isName = ({ kind, context }: Skim): boolean => {
  if (kind === kinds.name) return true;
  if (kind === kinds.await) return false;
  return isNameLike(kind) && !(kind === kinds.yield && (context & contexts.yields) !== 0);
};

export const expectName = (skim: Skim): void => {
  if (isName(skim)) next(skim);
  else fail(skim);
};

export const expectWord = (skim: Skim): void => {
  if (isWord(skim.kind)) next(skim);
  else fail(skim);
};

export const canEndStatement = ({ kind, newline }: Skim): boolean =>
  kind === kinds.semicolon || kind === kinds.closeBrace || kind === kinds.end || newline;

/** Takes the end of a statement, which may be left out at the end of a line. */
export const endStatement = (skim: Skim): void => {
  if (!canEndStatement(skim)) fail(skim);
  else if (skim.kind === kinds.semicolon) next(skim);
};

/** True at what may name a property; `#` and `[` included where that is said. */
export const isPropertyName = (kind: number): boolean =>
  isWord(kind) || kind === kinds.string || kind === kinds.number || kind === kinds.privateName;

const follows = (kind: number): boolean => kind === kinds.openBracket || isPropertyName(kind);

const followsModifier = (kind: number): boolean =>
  follows(kind) || kind === kinds.openBrace || kind === kinds.star || kind === kinds.dots;

const isModifier = (skim: Skim): boolean => {
  const { kind, newline } = peek(skim);
  if (skim.kind === kinds.get || skim.kind === kinds.set) return follows(kind);
  return (skim.kind === kinds.static || !newline) && followsModifier(kind);
};

/** Takes a modifier of a member or a parameter; gives its kind, or 0 where there is none. */
export const takeModifier = (skim: Skim): number => {
  const { kind } = skim;
  if (modifiers[kind] === 0 || !isModifier(skim)) return 0;
  // Those are modifiers of declarations; in front of a member they are faults.
  if (kind === kinds.const || kind === kinds.export || kind === kinds.default) fail(skim);
  else next(skim);
  return kind;
};

/** Takes `get` or `set` in front of a property name. */
export const takeAccessor = (skim: Skim): boolean => {
  if ((skim.kind !== kinds.get && skim.kind !== kinds.set) || !isModifier(skim)) return false;
  next(skim);
  return true;
};

/** Reads elements with commas between them, up to what closes them; a comma may stand behind the last. Takes the close. */
export const readList = (skim: Skim, close: number, read: (skim: Skim) => void): void => {
  while (skim.kind !== close && skim.kind !== kinds.end) {
    read(skim);
    if (skim.kind !== kinds.comma) break;
    next(skim);
  }
  expect(skim, close);
};
