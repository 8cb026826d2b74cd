/*
 * The shape of a regular expression: what follows what, what repeats. What one character may be is left as source, for
 * the engine itself to answer. Only called with patterns that compile in Unicode mode, whose syntax is strict.
 */

export type PatternNode =
  /** One character, such as `a`, `\d`, `[^x]` or `.`, as it is written. */
  | { readonly kind: 'character'; readonly source: string }
  /** Any text: what a reference to a group may stand for. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly least: number; readonly most: number };

export interface PatternTree {
  readonly root: PatternNode;
  /** What looks ahead or behind: matched by itself, apart from the characters around it. */
  readonly looks: readonly PatternNode[];
}

interface Reader {
  readonly source: string;
  at: number;
  readonly looks: PatternNode[];
}

// The next part of the source that a pattern of ours, anchored where it is, matches; the reader moves past it.
const take = (reader: Reader, expected: RegExp): RegExpExecArray | undefined => {
  expected.lastIndex = reader.at;
  const found = expected.exec(reader.source);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return found;
};

const nothing: PatternNode = { kind: 'sequence', parts: [] };

const readGroup = (reader: Reader): PatternNode => {
  const look = take(reader, /\(\?<?[=!]/uy) !== undefined;
  if (!look) take(reader, /\((?:\?(?:<[^>]*>|[a-z-]*:))?/uy);
  const body = readChoice(reader);
  take(reader, /\)/uy);
  if (!look) return body;
  reader.looks.push(body);
  return nothing;
};

// A pair of surrogate escapes is one character in Unicode mode.
const escape =
  /\\(?:[pPu]\{[^}]*\}|u[Dd][89AaBb][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|[^])/uy;

const readAtom = (reader: Reader): PatternNode => {
  if (reader.source[reader.at] === '(') return readGroup(reader);
  if (take(reader, /[\^$]|\\[bB]/uy) !== undefined) return nothing;
  if (take(reader, /\\(?:[1-9]\d*|k<[^>]*>)/uy) !== undefined) return { kind: 'anything' };
  const character = take(reader, /\[(?:\\[^]|[^\\\]])*\]/uy) ?? take(reader, escape) ?? take(reader, /[^]/uy);
  return { kind: 'character', source: character?.[0] ?? '' };
};

const symbols: Readonly<Record<string, readonly [number, number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
};

const readRepeat = (reader: Reader, part: PatternNode): PatternNode => {
  const found = take(reader, /([*+?]|\{(\d+)(,?)(\d*)\})\??/uy);
  if (found === undefined) return part;
  const [, sign = '', first, comma, last] = found;
  const fixed = symbols[sign];
  if (fixed !== undefined) return { kind: 'repeat', part, least: fixed[0], most: fixed[1] };
  const least = Number(first);
  if (comma === '') return { kind: 'repeat', part, least, most: least };
  return { kind: 'repeat', part, least, most: last === '' ? Infinity : Number(last) };
};

const readSequence = (reader: Reader): PatternNode => {
  const parts: PatternNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? ''))
    parts.push(readRepeat(reader, readAtom(reader)));
  return { kind: 'sequence', parts };
};

const readChoice = (reader: Reader): PatternNode => {
  const parts = [readSequence(reader)];
  while (take(reader, /\|/uy) !== undefined) parts.push(readSequence(reader));
  return parts.length === 1 ? (parts[0] ?? nothing) : { kind: 'choice', parts };
};

/** The shape of a pattern that compiles in Unicode mode. */
export const readPattern = (source: string): PatternTree => {
  const reader: Reader = { source, at: 0, looks: [] };
  return { root: readChoice(reader), looks: reader.looks };
};
