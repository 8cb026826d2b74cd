import { keepAnchored } from './anchors.ts';
import {
  countEqual,
  diagonalsOf,
  farRun,
  grow,
  heightOf,
  pointOf,
  unreached,
  widthOf,
  type Box,
  type Point,
  type Search,
  type Side,
} from './paths.ts';

/*
 * The edits between two sequences, after E. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1,
 * 1986), section 4b: paths grow from both ends until they meet, which splits the problem in two and needs memory for one
 * step only. Sequences that have little in common would take the square of their length; where the paths have not met
 * after many edits, the search settles for a split that is good but not known to be the best. It does so at the points
 * where git does, so that the numbers are git's there too; and what is too much work even so
 * is cut short.
 */

/** What has to go from the sequence before and to come in after; 1 at every such index. */
export interface Edits {
  readonly deleted: Uint8Array;
  readonly added: Uint8Array;
  /** False where the search was cut short: the edits lead from one to the other, but fewer might. */
  readonly finished: boolean;
}

/** Where a box falls in two, and which of the parts are easy then. */
interface Split extends Point {
  readonly easyBefore: boolean;
  readonly easyAfter: boolean;
}

/** Fewer edits than these are always searched for the best. */
const fewestEdits = 256;

const withoutCommonEnds = ({ before, after }: Search, { easy, ...box }: Box): Box => {
  let { left, right, top, bottom } = box;
  while (left < right && top < bottom && before[left] === after[top]) {
    left++;
    top++;
  }
  while (left < right && top < bottom && before[right - 1] === after[bottom - 1]) {
    right--;
    bottom--;
  }
  return { left, right, top, bottom, easy };
};

/** The power of two next to the square root, as git takes it; 1 for nothing. */
export const roughRoot = (number: number): number => {
  let root = 1;
  for (let rest = number; rest > 0; rest >>= 2) root *= 2;
  return root;
};

/** True when a path came to a point along many equal elements. */
const hasRun = (search: Search, side: Side, x: number, y: number): boolean =>
  x >= farRun && y >= farRun && countEqual(search, side, x - farRun, y - farRun, farRun) === farRun;

/**
 * The point furthest off that a path of one side reached with few edits for its length, in a run of equal elements: what
 * lies before it is most likely done.
 */
const findPromising = (search: Search, box: Box, side: Side, distance: number): Point | undefined => {
  let best: Point | undefined;
  let most = 4 * distance;
  const { from, until, by } = diagonalsOf(box, side, distance);
  for (let diagonal = from; diagonal !== until; diagonal += by) {
    const x = side.reach[search.middle + diagonal] ?? unreached;
    const y = x - diagonal;
    const gain = x + y - Math.abs(diagonal);
    if (gain <= most || x >= widthOf(box) || y >= heightOf(box) || !hasRun(search, side, x, y)) continue;
    most = gain;
    best = pointOf(side, x, y);
  }
  search.steps -= distance;
  return best;
};

/** The point that the paths of one side have got furthest to, and how far that is. */
const findFurthest = (search: Search, box: Box, side: Side, distance: number): Point & { readonly far: number } => {
  let best = { x: 0, y: 0, far: 0 };
  const { from, until, by } = diagonalsOf(box, side, distance);
  for (let diagonal = from; diagonal !== until; diagonal += by) {
    const x = side.reach[search.middle + diagonal] ?? unreached;
    const far = x + x - diagonal;
    if (far > best.far) best = { x, y: x - diagonal, far };
  }
  return { ...pointOf(side, best.x, best.y), far: best.far };
};

const splitAt = ({ x, y }: Point, easyBefore: boolean, easyAfter: boolean): Split => ({ x, y, easyBefore, easyAfter });

/** A split of a box whose paths have not met after many edits; undefined where they should go on. */
const giveUp = (search: Search, box: Box, sides: readonly [Side, Side], distance: number): Split | undefined => {
  if (box.easy && search.steps > 0) return undefined;
  const [near, far] = sides;
  if (search.ranFar && distance > fewestEdits) {
    const first = findPromising(search, box, near, distance);
    if (first !== undefined) return splitAt(first, true, false);
    const last = findPromising(search, box, far, distance);
    if (last !== undefined) return splitAt(last, false, true);
  }
  if (distance < search.mostEdits && search.steps > 0) return undefined;
  const [one, other] = [findFurthest(search, box, near, distance), findFurthest(search, box, far, distance)];
  return one.far > other.far ? splitAt(one, true, false) : splitAt(other, false, true);
};

/** A point on a path through a box whose ends have nothing in common: the shortest path, if that is not too long. */
const splitBox = (search: Search, box: Box): Split => {
  const { forward, backward, middle } = search;
  forward[middle] = backward[middle] = 0;
  const near: Side = { reach: forward, facing: backward, before: box.left, after: box.top, step: 1 };
  const far: Side = { reach: backward, facing: forward, before: box.right - 1, after: box.bottom - 1, step: -1 };
  for (let distance = 1; ; distance++) {
    search.ranFar = false;
    const met = grow(search, box, near, distance) ?? grow(search, box, far, distance);
    if (met !== undefined) return splitAt(met, true, true);
    const split = giveUp(search, box, [near, far], distance);
    if (split !== undefined) return split;
  }
};

/**
 * The edits that turn one sequence of numbers into the other: the fewest, or few where the fewest are too far to find.
 * Once about so many points were looked at, the search is cut short.
 */
export const findEdits = (before: Int32Array, after: Int32Array, steps: number): Edits => {
  const deleted = new Uint8Array(before.length);
  const added = new Uint8Array(after.length);
  const mostEdits = Math.max(fewestEdits, roughRoot(before.length + after.length + 3));
  const middle = mostEdits + 2;
  const reaches = { forward: new Int32Array(2 * middle + 1), backward: new Int32Array(2 * middle + 1), middle };
  const search: Search = { before, after, ...reaches, mostEdits, steps, ranFar: false };
  let finished = true;
  const boxes: Box[] = [{ left: 0, right: before.length, top: 0, bottom: after.length, easy: false }];
  for (let next = boxes.pop(); next !== undefined; next = boxes.pop()) {
    const box = withoutCommonEnds(search, next);
    const { left, right, top, bottom } = box;
    if (left < right && top < bottom && search.steps > 0) {
      const { x, y, easyBefore, easyAfter } = splitBox(search, box);
      boxes.push({ left, right: x, top, bottom: y, easy: easyBefore });
      boxes.push({ left: x, right, top: y, bottom, easy: easyAfter });
      continue;
    }
    deleted.fill(1, left, right);
    added.fill(1, top, bottom);
    if (left === right || top === bottom) continue;
    finished = false;
    keepAnchored(before, after, box, (x, y) => (deleted[x] = added[y] = 0));
  }
  return { deleted, added, finished };
};
