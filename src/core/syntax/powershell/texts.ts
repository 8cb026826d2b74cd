/*
 * Passing the strings and comments of PowerShell, as about_Quoting_Rules and about_Comments describe them. Typographic
 * quotes are quotes. A string in double quotes may hold code in `$( … )`.
 */

/** A scan over the tokens of a text, and the one it read last. */
export interface PowershellScan {
  readonly text: string;
  /** True when quotes or brackets are known not to pair up: then both also end where a declaration begins a line. */
  readonly wary: boolean;
  /** Where comments stand: the offsets of each and behind it. */
  readonly comments: (readonly [from: number, to: number])[];
  /** Offset of what is read next. */
  at: number;
  kind: string;
  /** Offset of the token, its line and its line's first character. */
  start: number;
  line: number;
  lineStart: number;
  /** The lines of quotes and brackets that are never closed. */
  readonly flaws: number[];
  /** True when a quote or bracket was not closed. */
  unclosed: boolean;
}

/** A kind of string that may hold code. */
export type Quote = 'line' | 'block';

const doubles = '"\u201C\u201D\u201E';
const singles = "'\u2018\u2019\u201A\u201B";

const specials: Readonly<Record<Quote, RegExp>> = { line: new RegExp(`[\`$\\n${doubles}]`, 'g'), block: /[`$\n]/g };
const declaration = /(?:function|filter|workflow|class)[ \t]+[\w:-]+[ \t\r]*(?:[({:\n]|$)/iy;

/** Keeps where something is wrong with the text. */
export const noteFlaw = (scan: PowershellScan, line: number): void => {
  scan.flaws.push(line);
};

/** True when a function or class is declared at the offset, the start of a line. */
export const beginsDeclaration = (text: string, at: number): boolean => {
  declaration.lastIndex = at;
  return declaration.test(text);
};

const leaveOpen = (scan: PowershellScan, at: number): void => {
  noteFlaw(scan, scan.line);
  scan.unclosed = true;
  scan.at = at;
};

/** How many characters at the offset close the string; 0 where none do. */
const closing = (text: string, at: number, quote: Quote): number => {
  if (quote === 'block') return text.startsWith('\n"@', at) ? 3 : 0;
  return doubles.includes(text.charAt(at)) ? 1 : 0;
};

/** How many characters at the offset stand for themselves. */
const escaped = (text: string, at: number, quote: Quote): number => {
  if (text.charAt(at) === '`') return 2;
  const next = text.charAt(at + 1);
  return quote === 'line' && closing(text, at, quote) > 0 && next !== '' && doubles.includes(next) ? 2 : 0;
};

/** True where a string has to end without a quote. */
const isCutShort = ({ text, wary }: PowershellScan, at: number): boolean =>
  at === text.length || (wary && text.charAt(at) === '\n' && beginsDeclaration(text, at + 1));

/** Moves on inside of a string that may hold code: behind its end, or behind a `$(` in it. True for the latter. */
export const passText = (scan: PowershellScan, quote: Quote): boolean => {
  const { text } = scan;
  const special = specials[quote];
  for (special.lastIndex = scan.at; ;) {
    const at = special.exec(text)?.index ?? text.length;
    if (isCutShort(scan, at)) {
      leaveOpen(scan, at);
      return false;
    }
    const skipped = escaped(text, at, quote);
    const closed = closing(text, at, quote);
    if (skipped > 0) special.lastIndex = at + skipped;
    else if (closed > 0 || text.startsWith('$(', at)) {
      scan.at = at + (closed || 2);
      return closed === 0;
    }
  }
};

/** Where a declaration begins a line between two offsets: the end of the line before. */
const declaredIn = ({ text, wary }: PowershellScan, from: number, to: number): number | undefined => {
  if (!wary) return undefined;
  for (let end = text.indexOf('\n', from); end !== -1 && end < to; end = text.indexOf('\n', end + 1)) {
    if (beginsDeclaration(text, end + 1)) return end;
  }
  return undefined;
};

const passTo = (scan: PowershellScan, from: number, end: number, closed: number): void => {
  const last = end === -1 ? scan.text.length : end;
  const declared = declaredIn(scan, from, last);
  if (end === -1 || declared !== undefined) leaveOpen(scan, declared ?? last);
  else scan.at = end + closed;
};

const single = new RegExp(`[${singles}]`, 'g');

/** Moves behind a string in single quotes, from behind its first one; two in a row stand for one. */
const passSingle = (scan: PowershellScan): void => {
  const { text, at: from } = scan;
  for (single.lastIndex = from; ;) {
    const at = single.exec(text)?.index ?? -1;
    const next = text.charAt(at + 1);
    if (at === -1 || next === '' || !singles.includes(next)) return passTo(scan, from, at, 1);
    single.lastIndex = at + 2;
  }
};

const heading = /@(["'])[ \t]*\r?(?=\n)/y;

/** Moves past a string in whatever quotes; undefined where none begins. Gives the quote of one that code stands in next. */
export const passString = (scan: PowershellScan): { readonly hole?: Quote } | undefined => {
  const { text, at } = scan;
  const character = text.charAt(at);
  heading.lastIndex = at;
  const head = heading.exec(text);
  if (head !== null) {
    scan.at = heading.lastIndex;
    if (head[1] === '"') return passText(scan, 'block') ? { hole: 'block' } : {};
    passTo(scan, scan.at, text.indexOf("\n'@", scan.at), 3);
    return {};
  }
  if (character === '') return undefined;
  if (singles.includes(character)) {
    scan.at++;
    passSingle(scan);
    return {};
  }
  if (!doubles.includes(character)) return undefined;
  scan.at++;
  return passText(scan, 'line') ? { hole: 'line' } : {};
};

/** Moves past a comment; false where none begins. A line comment ends before its line end. */
export const passComment = (scan: PowershellScan): boolean => {
  const { text, at } = scan;
  if (text.charAt(at) === '#') {
    const end = text.indexOf('\n', at);
    scan.at = end === -1 ? text.length : end;
  } else if (text.startsWith('<#', at)) passTo(scan, at, text.indexOf('#>', at + 2), 2);
  else return false;
  scan.comments.push([at, scan.at]);
  return true;
};
