/*
 * What is likely the same in two sequences for which there is no time to find the fewest edits, after Bram Cohen's
 * patience difference: the elements that occur once in each, as many as stand in the same order, and what is equal around
 * them. The work grows with the length alone, near enough.
 */

/** A part of both sequences. */
interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Pair {
  readonly x: number;
  readonly y: number;
  readonly previous: Pair | undefined;
}

/** By number: 0 for none, -1 for many, otherwise where the only one stands, counted from 1. */
const findSingles = (sequence: Int32Array, from: number, until: number): Int32Array => {
  let largest = -1;
  for (let at = from; at < until; at++) largest = Math.max(largest, sequence[at] ?? -1);
  const places = new Int32Array(largest + 1);
  for (let at = from; at < until; at++) {
    const number = sequence[at] ?? 0;
    places[number] = places[number] === 0 ? at + 1 : -1;
  }
  return places;
};

/** How many of the last pairs, of which each stands further along than the one before, stand before `x`. */
const countBefore = (lasts: readonly Pair[], x: number): number => {
  let [low, high] = [0, lasts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lasts[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The most pairs of single elements that stand in the same order, first to last. */
const findAnchors = (before: Int32Array, after: Int32Array, { left, right, top, bottom }: Part): readonly Pair[] => {
  const singles = findSingles(before, left, right);
  const others = findSingles(after, top, bottom);
  const lasts: Pair[] = [];
  for (let y = top; y < bottom; y++) {
    const number = after[y] ?? 0;
    const x = (number < singles.length ? (singles[number] ?? 0) : 0) - 1;
    if (x < 0 || others[number] !== y + 1) continue;
    const rank = countBefore(lasts, x);
    lasts[rank] = { x, y, previous: lasts[rank - 1] };
  }
  const anchors: Pair[] = [];
  for (let pair = lasts.at(-1); pair !== undefined; pair = pair.previous) anchors.push(pair);
  return anchors.toReversed();
};

/** Calls `keep` for every two elements, in order, that stay; all others of the part are edits. */
export const keepAnchored = (
  before: Int32Array,
  after: Int32Array,
  part: Part,
  keep: (x: number, y: number) => void,
): void => {
  let [x, y] = [part.left, part.top];
  const follow = (): void => {
    while (x < part.right && y < part.bottom && before[x] === after[y]) keep(x++, y++);
  };
  for (const anchor of findAnchors(before, after, part)) {
    // What was kept after the last one may reach beyond it.
    if (anchor.x < x || anchor.y < y) continue;
    let above = 0;
    while (anchor.x - above > x && anchor.y - above > y && before[anchor.x - above - 1] === after[anchor.y - above - 1])
      above++;
    [x, y] = [anchor.x - above, anchor.y - above];
    follow();
  }
};
