/*
 * The text of a C or C++ file without what pmccabe does not look at: comments, preprocessor directives (macro definitions
 * too), what stands behind `#else` and `#elif` up to their `#endif`, all of an `#if 0`, and the insides of literals. Of other
 * branches the first is taken. What is taken out leaves gaps of the same length, so every offset is that of the file.
 */

/** Stands for a character that was taken out. It is nothing at all: words on both sides of a gap are one. */
export const gap = '\u0000';
/** Stand for a string and a character literal. pmccabe reads each as a word of its own making. */
export const stringMark = '\u0001';
export const characterMark = '\u0002';

export interface PlainText {
  readonly text: string;
  /** Offset of the first literal, comment or condition that is never closed. */
  readonly unclosedAt: number | undefined;
}

interface Cleaning {
  readonly text: string;
  /** True to end a literal with its line, as it does in any text that compiles, and to know C++'s newer literals. */
  readonly lenient: boolean;
  readonly parts: string[];
  at: number;
  /** Offset up to which the text has been handed on. */
  done: number;
  /** True to look for raw strings; no longer once one was not closed, so that the text is not searched again and again. */
  knowsRaw: boolean;
  /** True in a branch that is not looked at, and where that began. */
  skips: boolean;
  skipsFrom: number;
  /** Conditions that are open since then. */
  conditions: number;
  unclosedAt: number | undefined;
}

const code = (character: string): number => character.charCodeAt(0);
const newline = code('\n');
const backslash = code('\\');
const slash = code('/');
const star = code('*');
const hash = code('#');
const doubleQuote = code('"');
const quote = code("'");

const isSpecial = new Uint8Array(128);
for (const character of [hash, doubleQuote, quote, slash]) isSpecial[character] = 1;

const gaps = (length: number): string => gap.repeat(length);
const emptied = (text: string): string => text.replace(/[^\n]+/g, ({ length }) => gaps(length));

/** Hands on the text up to the offset as it is, or as a gap where it is not looked at. */
const handOn = (cleaning: Cleaning, to: number): void => {
  const { text, parts, done, skips } = cleaning;
  const part = text.slice(done, to);
  parts.push(skips ? emptied(part) : part);
  cleaning.done = to;
};

/** Takes out all from the offset to where the scan goes on. */
const takeOut = (cleaning: Cleaning, from: number, to: number, mark = ''): void => {
  handOn(cleaning, from);
  const { text, parts, skips } = cleaning;
  parts.push(skips ? gaps(mark.length) : mark, emptied(text.slice(from + mark.length, to)));
  cleaning.at = cleaning.done = Math.min(to, text.length);
};

const noteUnclosed = (cleaning: Cleaning, at: number): void => {
  if (!cleaning.skips || !cleaning.lenient) cleaning.unclosedAt ??= at;
};

const takeOutLineComment = (cleaning: Cleaning, from: number): void => {
  const end = cleaning.text.indexOf('\n', from);
  takeOut(cleaning, from, end === -1 ? cleaning.text.length : end);
};

const isBlockComment = (text: string, at: number): boolean =>
  text.charCodeAt(at) === slash && text.charCodeAt(at + 1) === star;

/** Where the comment ends that opens at the offset, behind its closing mark. */
const blockCommentEnd = (cleaning: Cleaning, from: number): number => {
  const end = cleaning.text.indexOf('*/', from + 2);
  if (end === -1) noteUnclosed(cleaning, from);
  return end === -1 ? cleaning.text.length : end + 2;
};

const passSlash = (cleaning: Cleaning): void => {
  const { text, at } = cleaning;
  const next = text.charCodeAt(at + 1);
  if (next === slash) takeOutLineComment(cleaning, at);
  else if (next === star) takeOut(cleaning, at, blockCommentEnd(cleaning, at));
  else cleaning.at++;
};

/**
 * Where the literal ends that opens at the offset, behind its closing quote. For pmccabe that may be any number of lines
 * further on; it does not say so when it is confused by a lone quote, so a text like that is read again here.
 */
const literalEnd = (cleaning: Cleaning, from: number): number => {
  const { text, lenient } = cleaning;
  const closing = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === closing) return at + 1;
    if (character === backslash) at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (character === newline) {
      noteUnclosed(cleaning, from);
      if (lenient) return at;
    }
  }
  noteUnclosed(cleaning, from);
  return text.length;
};

const rawString = /(?<=(?:^|\W)(?:u8|[LuU])?R)"([^\s()\\]{0,16})\(/y;

/** Where a raw string of C++ ends that opens at the offset; undefined when none does. */
const rawStringEnd = (cleaning: Cleaning, from: number): number | undefined => {
  const { text } = cleaning;
  rawString.lastIndex = from;
  const delimiter = rawString.exec(text)?.[1];
  if (delimiter === undefined) return undefined;
  const end = text.indexOf(`)${delimiter}"`, from);
  if (end === -1) cleaning.knowsRaw = false;
  return end === -1 ? undefined : end + delimiter.length + 2;
};

const isBetweenDigits = (text: string, at: number): boolean =>
  /^[\da-fA-F]'[\da-fA-F]/.test(text.slice(at - 1, at + 2));

const passQuote = (cleaning: Cleaning): void => {
  const { text, at, lenient } = cleaning;
  const isString = text.charCodeAt(at) === doubleQuote;
  if (lenient && !isString && isBetweenDigits(text, at)) {
    cleaning.at++;
    return;
  }
  const end = (cleaning.knowsRaw && isString ? rawStringEnd(cleaning, at) : undefined) ?? literalEnd(cleaning, at);
  takeOut(cleaning, at, end, isString ? stringMark : characterMark);
};

type Condition = 'if' | 'if 0' | 'else' | 'endif' | 'none';

/**
 * What the directive does to branches. As pmccabe reads it, a condition is an `#if 0` when it begins with `0` or `false`, and
 * none at all when it begins with another word in `d` or `f` than `defined`.
 */
const conditionOf = (text: string, hashAt: number): Condition => {
  const directive = /#[ \t]*(if(?:n|d|(?=[ \t(]))|el|en)/y;
  directive.lastIndex = hashAt;
  const word = directive.exec(text)?.[1];
  if (word === 'el') return 'else';
  if (word === 'en') return 'endif';
  if (word !== 'if') return word === undefined ? 'none' : 'if';
  const condition = /[ \t]*\(*(?:(0|fals)|(?!defin)[df])?/y;
  condition.lastIndex = directive.lastIndex;
  const [all = '', never] = condition.exec(text) ?? [];
  if (never !== undefined) return 'if 0';
  return /[df]$/.test(all) ? 'none' : 'if';
};

/** Begins or ends a stretch that is not looked at, and counts the conditions inside of one. */
const enterBranch = (cleaning: Cleaning, condition: Condition): void => {
  if (condition === 'if 0' || (condition === 'else' && !cleaning.skips)) {
    if (!cleaning.skips) cleaning.skipsFrom = cleaning.at;
    cleaning.skips = true;
    cleaning.conditions++;
  } else if (cleaning.skips && condition === 'if') cleaning.conditions++;
  else if (cleaning.skips && condition === 'endif') cleaning.conditions--;
  if (cleaning.conditions === 0) cleaning.skips = false;
};

/**
 * Where the directive's last line ends; a backslash right before the line end joins the next line. Comments that go on over
 * lines are passed too, and backslashes before any line end, but pmccabe knows neither.
 */
const directiveEnd = (cleaning: Cleaning, from: number): number => {
  const { text, lenient } = cleaning;
  for (let at = from; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === newline) return at;
    if (character === backslash) at += lenient && text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (lenient && isBlockComment(text, at)) at = blockCommentEnd(cleaning, at) - 1;
  }
  return text.length;
};

/** A directive begins behind any white space. */
const passHash = (cleaning: Cleaning): void => {
  const { text, at } = cleaning;
  if (at > 0 && !' \t\r\n'.includes(text.charAt(at - 1))) {
    cleaning.at++;
    return;
  }
  takeOut(cleaning, at, directiveEnd(cleaning, at + 1));
  enterBranch(cleaning, conditionOf(text, at));
};

const passSpecial = (cleaning: Cleaning): void => {
  const special = cleaning.text.charCodeAt(cleaning.at);
  if (special === slash) passSlash(cleaning);
  else if (special === hash) passHash(cleaning);
  else passQuote(cleaning);
};

/** Takes out what does not count. */
export const plainText = (text: string, lenient: boolean): PlainText => {
  const cleaning: Cleaning = {
    text,
    lenient,
    parts: [],
    at: 0,
    done: 0,
    knowsRaw: lenient,
    skips: false,
    skipsFrom: 0,
    conditions: 0,
    unclosedAt: undefined,
  };
  while (cleaning.at < text.length) {
    const character = text.charCodeAt(cleaning.at);
    if (character < 128 && isSpecial[character] === 1) passSpecial(cleaning);
    else cleaning.at++;
  }
  handOn(cleaning, text.length);
  if (cleaning.skips) cleaning.unclosedAt ??= cleaning.skipsFrom;
  return { text: cleaning.parts.join(''), unclosedAt: cleaning.unclosedAt };
};
