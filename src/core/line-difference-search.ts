/*
 * The shortest edits between two sequences, after E. Myers, "An O(ND) Difference Algorithm and Its Variations"
 * (Algorithmica 1, 1986), section 4b: paths grow from both ends until they meet, which splits the problem in two and needs
 * memory for one step only. Sequences that have next to nothing in common would take the square of their length; there the
 * search settles for a split that is good but not known to be the best, and in the end for none.
 */

/** What has to go from the sequence before and to come in after; 1 at every such index. */
export interface Edits {
  readonly deleted: Uint8Array;
  readonly added: Uint8Array;
  /** False when there may be fewer edits. */
  readonly shortest: boolean;
}

/** A part of both sequences: `before[left..right)` against `after[top..bottom)`. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The paths of one end of a box; everything counts from that end. */
interface Side {
  /** How far the paths of a number of edits reach along `before`, by diagonal. */
  readonly reach: Int32Array;
  /** The same of the other end. */
  readonly facing: Int32Array;
  /** Index of the first element on this side. */
  readonly before: number;
  readonly after: number;
  readonly step: 1 | -1;
}

interface Search {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  /** Index of diagonal 0 in what the paths reach. */
  readonly middle: number;
  /** How many more points may be looked at. */
  steps: number;
  shortest: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const unreached = -(2 ** 30);
/** Some 60 ms of work. */
const allSteps = 6_000_000;
/** Beyond this many edits from one end, or the square root of the length, git stops looking for the shortest path too. */
const fewestEdits = 256;

const withoutCommonEnds = ({ before, after }: Search, box: Box): Box => {
  let { left, right, top, bottom } = box;
  while (left < right && top < bottom && before[left] === after[top]) {
    left++;
    top++;
  }
  while (left < right && top < bottom && before[right - 1] === after[bottom - 1]) {
    right--;
    bottom--;
  }
  return { left, right, top, bottom };
};

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
const countEqual = ({ before, after }: Search, side: Side, x: number, y: number, most: number): number => {
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

const pointOf = (side: Side, x: number, y: number): Point =>
  side.step === 1 ? { x: side.before + x, y: side.after + y } : { x: side.before + 1 - x, y: side.after + 1 - y };

/** Lets all paths of one side grow by one edit; the point where one of them meets a path of the other side. */
const grow = (search: Search, box: Box, side: Side, distance: number): Point | undefined => {
  const { middle } = search;
  const { reach, facing } = side;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const delta = width - height;
  // The first side has taken one step more than the other; they can only meet when all their edits make up the delta.
  const facingDistance = side.step === 1 ? distance - 1 : distance;
  const canMeet = (delta + distance + facingDistance) % 2 === 0;
  const last = clip(distance, width);
  let equal = 0;
  reach[middle - distance - 1] = reach[middle + distance + 1] = unreached;
  for (let diagonal = -clip(distance, height); diagonal <= last; diagonal += 2) {
    let x = furthest(reach, middle + diagonal, diagonal, width, height);
    if (x >= 0) {
      const moved = countEqual(search, side, x, x - diagonal, Math.min(width - x, height - x + diagonal));
      x += moved;
      equal += moved;
    }
    reach[middle + diagonal] = x;
    const opposite = delta - diagonal;
    if (canMeet && Math.abs(opposite) <= facingDistance && x + (facing[middle + opposite] ?? unreached) >= width)
      return pointOf(side, x, x - diagonal);
  }
  search.steps -= distance + equal;
  return undefined;
};

/** The point that the paths of one side have got furthest to, and how far that is. */
const bestPoint = (search: Search, box: Box, side: Side, distance: number): Point & { readonly far: number } => {
  const last = clip(distance, box.right - box.left);
  let best = { x: 0, y: 0, far: 0 };
  for (let diagonal = -clip(distance, box.bottom - box.top); diagonal <= last; diagonal += 2) {
    const x = side.reach[search.middle + diagonal] ?? unreached;
    const far = x + x - diagonal;
    if (far > best.far) best = { x, y: x - diagonal, far };
  }
  return { ...pointOf(side, best.x, best.y), far: best.far };
};

/** A point on the shortest path through a box whose ends have nothing in common, or on a short one where that is too far. */
const splitBox = (search: Search, box: Box): Point => {
  const { forward, backward, middle } = search;
  forward[middle] = backward[middle] = 0;
  const near: Side = { reach: forward, facing: backward, before: box.left, after: box.top, step: 1 };
  const far: Side = { reach: backward, facing: forward, before: box.right - 1, after: box.bottom - 1, step: -1 };
  const most = Math.max(fewestEdits, Math.sqrt(box.right - box.left + box.bottom - box.top));
  for (let distance = 1; ; distance++) {
    const met = grow(search, box, near, distance) ?? grow(search, box, far, distance);
    if (met !== undefined) return met;
    if (distance < most && search.steps > 0) continue;
    search.shortest = false;
    const [one, other] = [bestPoint(search, box, near, distance), bestPoint(search, box, far, distance)];
    return one.far >= other.far ? one : other;
  }
};

/** The edits that turn one sequence of numbers into the other, the shortest where that can be found in time. */
export const findEdits = (before: Int32Array, after: Int32Array): Edits => {
  const deleted = new Uint8Array(before.length);
  const added = new Uint8Array(after.length);
  const middle = before.length + after.length + 2;
  const search: Search = {
    before,
    after,
    forward: new Int32Array(2 * middle + 1),
    backward: new Int32Array(2 * middle + 1),
    middle,
    steps: allSteps,
    shortest: true,
  };
  const boxes: Box[] = [{ left: 0, right: before.length, top: 0, bottom: after.length }];
  for (let next = boxes.pop(); next !== undefined; next = boxes.pop()) {
    const box = withoutCommonEnds(search, next);
    const { left, right, top, bottom } = box;
    if (left === right || top === bottom || search.steps <= 0) {
      if (left < right && top < bottom) search.shortest = false;
      deleted.fill(1, left, right);
      added.fill(1, top, bottom);
    } else {
      const { x, y } = splitBox(search, box);
      boxes.push({ left, right: x, top, bottom: y }, { left: x, right, top: y, bottom });
    }
  }
  return { deleted, added, shortest: search.shortest };
};
