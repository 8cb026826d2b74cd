/*
 * Where lines stand in a file, as Codex 0.169 looks for them (codex-rs/apply-patch): first the very same lines, then without
 * what blanks stand at their ends, then without those at their beginnings, and last with typographic signs read as the plain
 * ones. test/core/patch/oracle.test.ts holds it to the real program.
 */

// What Rust takes for white space is not what JavaScript does: U+0085 is, and the byte order mark is not.
const blank = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leading = new RegExp(`^${blank}+`);
const trailing = new RegExp(`${blank}+$`);

/** A text without the white space at its end, as Codex sees white space. */
export const trimEnd = (text: string): string => text.replace(trailing, '');

/** A text without the white space on both sides. */
export const trim = (text: string): string => trimEnd(text).replace(leading, '');

const plain = (text: string): string =>
  trim(text)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/[\u00a0\u2002-\u200a\u202f\u205f\u3000]/g, ' ');

const ways: readonly ((line: string) => string)[] = [(line) => line, trimEnd, trim, plain];

const findWithin = (
  lines: readonly string[],
  wanted: readonly string[],
  first: number,
  last: number,
): number | undefined => {
  for (const way of ways) {
    const looked = wanted.map(way);
    for (let at = first; at <= last; at += 1)
      if (looked.every((line, index) => way(lines[at + index] ?? '') === line)) return at;
  }
  return undefined;
};

/** The first place from `start` on where the wanted lines stand; where `atEnd`, they have to be the last of all, too. */
export const seekLines = (
  lines: readonly string[],
  wanted: readonly string[],
  start: number,
  atEnd: boolean,
): number | undefined => {
  if (wanted.length === 0) return start;
  const last = lines.length - wanted.length;
  return findWithin(lines, wanted, atEnd ? Math.max(last, start) : start, last);
};
