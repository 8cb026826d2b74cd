/*
 * Paths of edits through two sequences, which grow from both ends of a part of them; see `line-difference-search.ts`.
 */

/** A part of both sequences: `before[left..right)` against `after[top..bottom)`. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** True where a path with few edits is known to lead through it, so that the shortest will soon be found. */
  readonly easy: boolean;
}

/** The paths of one end of a box; everything counts from that end. */
export interface Side {
  /** How far the paths of a number of edits reach along `before`, by diagonal. */
  readonly reach: Int32Array;
  /** The same of the other end. */
  readonly facing: Int32Array;
  /** Index of the first element on this side. */
  readonly before: number;
  readonly after: number;
  readonly step: 1 | -1;
}

export interface Search {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  /** Index of diagonal 0 in what the paths reach. */
  readonly middle: number;
  /** After so many edits from either end a box is split where it looks best. */
  readonly mostEdits: number;
  /** How many more points may be looked at. */
  steps: number;
  /** True when a path of the present distance ran along many equal elements. */
  ranFar: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const unreached = -(2 ** 30);
/** So many equal elements in a row are no chance. */
export const farRun = 20;

/** The number nearest to `-distance` or `distance` that a path inside the box can have as its diagonal. */
const clip = (distance: number, length: number): number =>
  distance <= length ? distance : length - ((distance - length) & 1);

/** How far one more edit leads on a diagonal: a deletion from the one below it, or an addition from the one above. */
const furthest = (reach: Int32Array, at: number, diagonal: number, width: number, height: number): number => {
  const deletion = (reach[at - 1] ?? unreached) + 1;
  const addition = reach[at + 1] ?? unreached;
  return Math.max(deletion > width ? unreached : deletion, addition - diagonal > height ? unreached : addition);
};

/** How many elements are equal from a point on, which counts from the side's end. */
export const countEqual = ({ before, after }: Search, side: Side, x: number, y: number, most: number): number => {
  const { step } = side;
  let one = side.before + step * x;
  let other = side.after + step * y;
  let equal = 0;
  for (; equal < most && before[one] === after[other]; equal++) {
    one += step;
    other += step;
  }
  return equal;
};

export const pointOf = (side: Side, x: number, y: number): Point =>
  side.step === 1 ? { x: side.before + x, y: side.after + y } : { x: side.before + 1 - x, y: side.after + 1 - y };

export const widthOf = (box: Box): number => box.right - box.left;
export const heightOf = (box: Box): number => box.bottom - box.top;

/** The diagonals of a number of edits, from the last of the whole box to the first, whichever side they count from. */
export const diagonalsOf = (
  box: Box,
  { step }: Side,
  distance: number,
): { readonly from: number; readonly until: number; readonly by: number } => {
  const lowest = -clip(distance, heightOf(box));
  const highest = clip(distance, widthOf(box));
  return step === 1 ? { from: highest, until: lowest - 2, by: -2 } : { from: lowest, until: highest + 2, by: 2 };
};

/** How far a path that got to `x` could run on along its diagonal. */
const farthest = (x: number, diagonal: number, width: number, height: number): number =>
  x < 0 ? unreached : Math.min(width, height + diagonal);

/** Lets all paths of one side grow by one edit; the point where one of them meets a path of the other side. */
export const grow = (search: Search, box: Box, side: Side, distance: number): Point | undefined => {
  const { before, after, middle } = search;
  const { reach, facing, step } = side;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const delta = width - height;
  // The first side has taken one step more than the other; they can only meet when all their edits make up the delta.
  const facingDistance = step === 1 ? distance - 1 : distance;
  const meeting = (delta + distance + facingDistance) % 2 === 0 ? facingDistance : -1;
  let looked = distance;
  reach[middle - distance - 1] = reach[middle + distance + 1] = unreached;
  const { from, until, by } = diagonalsOf(box, side, distance);
  for (let diagonal = from; diagonal !== until; diagonal += by) {
    let x = furthest(reach, middle + diagonal, diagonal, width, height);
    // The inmost loop of all: two indices that go along with each other, no calls.
    let one = side.before + step * x;
    let other = side.after + step * (x - diagonal);
    const start = x;
    const most = farthest(x, diagonal, width, height);
    while (x < most && before[one] === after[other]) {
      x++;
      one += step;
      other += step;
    }
    reach[middle + diagonal] = x;
    looked += x - start;
    if (x - start > farRun) search.ranFar = true;
    const opposite = delta - diagonal;
    if (Math.abs(opposite) <= meeting && x + (facing[middle + opposite] ?? unreached) >= width)
      return pointOf(side, x, x - diagonal);
  }
  search.steps -= looked;
  return undefined;
};
