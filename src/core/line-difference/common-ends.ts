const newline = 10;

/** True where a line starts, or where one would. */
export const startsLine = (text: string, place: number): boolean =>
  place === 0 || text.charCodeAt(place - 1) === newline;

const largestPiece = 4096;

/** How many units two texts have in common from their starts or ends on. Pieces are compared in one go. */
export const countCommon = (one: string, other: string, end: 'start' | 'end', most: number): number => {
  const piece = (text: string, from: number, size: number): string =>
    end === 'start' ? text.slice(from, from + size) : text.slice(text.length - from - size, text.length - from);
  let common = 0;
  for (let size = Math.min(largestPiece, most); size > 0;) {
    if (common + size <= most && piece(one, common, size) === piece(other, common, size)) common += size;
    else size >>= 1;
  }
  return common;
};

const isInPair = (text: string, place: number): boolean => /^[\uDC00-\uDFFF]/.test(text.charAt(place));

/** The one stretch in which a text differs from an old one, in units: what is before and behind it is the same. */
export interface EditedStretch {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The stretch in which two texts differ. No character is cut in two. */
export const findEditedStretch = (old: string, text: string): EditedStretch => {
  const shorter = Math.min(old.length, text.length);
  const same = countCommon(old, text, 'start', shorter);
  const start = isInPair(old, same) || isInPair(text, same) ? same - 1 : same;
  const rest = countCommon(old, text, 'end', shorter - start);
  const tail = isInPair(text, text.length - rest) ? rest - 1 : rest;
  return { start, oldEnd: old.length - tail, newEnd: text.length - tail };
};

/** How many lines end in a part of a text, or with it. */
const countLines = (text: string, from: number, until: number): number => {
  let count = 0;
  for (let at = from; at < until; at++) if (text.charCodeAt(at) === newline) count++;
  return until > from && !startsLine(text, until) ? count + 1 : count;
};

/** Two different texts, cut in three by whole lines: how many are common at both ends, and how many are between. */
export interface CommonEnds {
  readonly head: number;
  readonly before: number;
  readonly after: number;
  readonly tail: number;
}

/** What two different texts have in common at their ends, for when it would take too long to see more. */
export const findCommonEnds = (before: string, after: string): CommonEnds => {
  const shorter = Math.min(before.length, after.length);
  const from = before.slice(0, countCommon(before, after, 'start', shorter)).lastIndexOf('\n') + 1;
  const kept = countCommon(before, after, 'end', shorter - from);
  const isCut = startsLine(before, before.length - kept) && startsLine(after, after.length - kept);
  const newlineAfter = before.indexOf('\n', before.length - kept);
  const tail = isCut ? kept : newlineAfter === -1 ? 0 : before.length - newlineAfter - 1;
  return {
    head: countLines(before, 0, from),
    before: countLines(before, from, before.length - tail),
    after: countLines(after, from, after.length - tail),
    tail: countLines(before, before.length - tail, before.length),
  };
};
