import type { Span } from '../lines.ts';
import { failure, success, type Result } from '../result.ts';
import type { Fault } from './find.ts';

/** A piece of a build script. `text` is a word, a sign, or what a string holds; a computed part of it reads as a NUL. */
export interface Token {
  /** A symbol is Ruby's or Elixir's `:name`, a key the `name:` of an argument. */
  readonly kind: 'word' | 'string' | 'symbol' | 'key' | 'sign' | 'newline';
  readonly text: string;
  /** Of a string without its quotes, of a symbol or key without its colon. */
  readonly at: Span;
}

interface StringForm {
  readonly open: RegExp;
  /** What closes it, given what opened it. */
  readonly close: (opened: string) => string;
  /** What begins a computed part: one that ends with a brace runs up to the closing one. */
  readonly hole?: RegExp;
  /** False for strings in which a backslash stands for itself. */
  readonly escapes?: false;
  /** Brackets of its own kind may nest within. */
  readonly nests?: true;
  /** A list of words or a pattern: no name is read from it. */
  readonly opaque?: true;
}

/** How a language writes what we have to tell apart. Every pattern is sticky, and matches something where it matches. */
export interface ScriptLanguage {
  readonly skipped: RegExp;
  readonly word: RegExp;
  /** Their first groups are the names. */
  readonly symbol?: RegExp;
  readonly key?: RegExp;
  /** The longest first. */
  readonly strings: readonly StringForm[];
  /** The first line of a text that ends with a line of its own; its first group is what that line holds. */
  readonly document?: RegExp;
  /** False for a piece that tells a reader nothing; left out, every piece does. */
  readonly keeps?: (token: Token, before: Token | undefined) => boolean;
}

/** A build script in pieces, without blanks and comments. */
export interface Script {
  readonly tokens: readonly Token[];
  /** For every opening bracket the index of the one that closes it; the end of the list when none does. */
  readonly brackets: ReadonlyMap<number, number>;
}

/** Pieces: no call that names packages is longer, and a hostile one shall not be walked from each of its pieces. */
export const longestCall = 400;

/** What stands in the place of a computed part. No name of a package holds it. */
export const computed = '\0';

const match = (pattern: RegExp | undefined, text: string, at: number): RegExpExecArray | null => {
  if (pattern === undefined) return null;
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const opposite: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where a hole ends that a bracket has opened; brackets of its kind nest within. */
const skipHole = (text: string, from: number, open: string): number => {
  const close = closing[open];
  if (close === undefined) return from;
  let at = from;
  for (let depth = 1; at < text.length && depth > 0; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
  }
  return at;
};

const plainEscapes = new Set(['\\', '"', "'", '$', '#']);

interface Chunk {
  readonly text: string;
  readonly next: number;
}

const readChunk = ({ hole, escapes }: StringForm, text: string, at: number): Chunk => {
  const opened = match(hole, text, at)?.[0];
  if (opened !== undefined) return { text: computed, next: skipHole(text, at + opened.length, opened.at(-1) ?? '') };
  const sign = text[at] ?? '';
  if (sign !== '\\' || escapes === false) return { text: sign, next: at + 1 };
  // What an escape stands for is no part of a name: nobody writes one there who wants to be read.
  const escaped = text[at + 1] ?? '';
  return { text: plainEscapes.has(escaped) ? escaped : computed, next: at + 2 };
};

const nesting = (chunk: string, close: string): number => {
  if (chunk === opposite[close]) return 1;
  return chunk === close ? -1 : 0;
};

/** What a string holds, and where it ends; no end when it is never closed. */
const readBody = (form: StringForm, text: string, from: number, close: string): { text: string; end?: number } => {
  let body = '';
  let depth = 0;
  for (let at = from; at < text.length;) {
    if (depth === 0 && text.startsWith(close, at)) return { text: body, end: at };
    const chunk = readChunk(form, text, at);
    if (form.nests === true) depth += nesting(chunk.text, close);
    body += chunk.text;
    at = chunk.next;
  }
  return { text: body };
};

interface Piece {
  readonly token?: Token;
  /** Undefined for a string that is never closed. */
  readonly next: number | undefined;
}

const readString = (language: ScriptLanguage, text: string, at: number): Piece | undefined => {
  for (const form of language.strings) {
    const opened = match(form.open, text, at)?.[0];
    if (opened === undefined) continue;
    const start = at + opened.length;
    const close = form.close(opened);
    const { text: body, end } = readBody(form, text, start, close);
    if (end === undefined) return { next: undefined };
    const content = form.opaque === true ? computed : body;
    return { token: { kind: 'string', text: content, at: { start, end } }, next: end + close.length };
  }
  return undefined;
};

const readNamed = (language: ScriptLanguage, text: string, at: number): Piece | undefined => {
  for (const kind of ['symbol', 'key'] as const) {
    const [whole, name] = match(language[kind], text, at) ?? [];
    if (whole === undefined || name === undefined) continue;
    const start = at + whole.indexOf(name);
    return { token: { kind, text: name, at: { start, end: start + name.length } }, next: at + whole.length };
  }
  return undefined;
};

const readPiece = (language: ScriptLanguage, text: string, at: number): Piece => {
  const skipped = match(language.skipped, text, at)?.[0];
  if (skipped !== undefined) return { next: at + skipped.length };
  const piece = readString(language, text, at) ?? readNamed(language, text, at);
  if (piece !== undefined) return piece;
  const word = match(language.word, text, at)?.[0];
  const written = word ?? text[at] ?? '';
  const kind = word === undefined ? 'sign' : 'word';
  const next = at + written.length;
  return { token: { kind: written === '\n' ? 'newline' : kind, text: written, at: { start: at, end: next } }, next };
};

/** Finds the end of a text that a line of its own closes; the last such line is looked up, so that no search is in vain. */
const documentsIn = (text: string, first: RegExp | undefined): ((at: number) => number | undefined) => {
  if (first === undefined) return () => undefined;
  const last = new Map([...text.matchAll(/^[ \t]*(\w+)[ \t]*\r?$/gm)].map(({ 1: word = '', index }) => [word, index]));
  return (at) => {
    const [opened, word = ''] = match(first, text, at) ?? [];
    if (opened === undefined || (last.get(word) ?? -1) < at + opened.length) return undefined;
    const close = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'gm');
    return match(close, text, at + opened.length)?.index;
  };
};

const tokensOf = (language: ScriptLanguage, text: string): Result<readonly Token[], Fault> => {
  const tokens: Token[] = [];
  const documentEnd = documentsIn(text, language.document);
  for (let at = 0; at < text.length;) {
    const { token, next } = readPiece(language, text, at);
    if (next === undefined) return failure({ at, message: 'The text that begins here is never closed.' });
    const end = isSign(token, '<') ? documentEnd(at) : undefined;
    if (token !== undefined && end === undefined) tokens.push(token);
    at = end ?? next;
  }
  return success(tokens);
};

const pairBrackets = (tokens: readonly Token[]): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'sign') continue;
    if (text in closing) open.push(index);
    else if (closing[tokens[open.at(-1) ?? -1]?.text ?? ''] === text) pairs.set(open.pop() ?? index, index);
  }
  for (const index of open) pairs.set(index, tokens.length);
  return pairs;
};

/** Reads a build script; a text or comment in it that is never closed is a fault. */
export const readScript = (language: ScriptLanguage, text: string): Result<Script, Fault> => {
  const read = tokensOf(language, text);
  if (!read.ok) return read;
  const { keeps } = language;
  const tokens = keeps === undefined ? read.value : read.value.filter((token, at, all) => keeps(token, all[at - 1]));
  return success({ tokens, brackets: pairBrackets(tokens) });
};

export const isSign = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'sign' && token.text === text;

/** The `:` behind a key. */
export const endsKey = (token: Token, before: Token | undefined): boolean =>
  isSign(token, ':') && before?.kind === 'key';

export const isWord = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'word' && token.text === text;

/** The value behind a key, `key: value`, `key = value`, `:key => value`, among the arguments of a call. */
export const argument = (args: readonly Token[], key: string): Token | undefined => {
  const index = args.findIndex(
    ({ kind, text }, at) =>
      text === key && (kind === 'key' || ((kind === 'word' || kind === 'symbol') && isSign(args[at + 1], '='))),
  );
  if (index < 0) return undefined;
  if (args[index]?.kind === 'key') return args[index + 1];
  return args[index + (isSign(args[index + 2], '>') ? 3 : 2)];
};
