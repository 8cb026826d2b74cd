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

/** How far along `before` the paths of a number of edits reach, by diagonal; the backward ones measured from the far end. */
interface Search {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  /** Index of diagonal 0. */
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
/** About 50 ms. */
const allSteps = 24_000_000;
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

/** Goes on over equal elements; `x` and `y` count from the near end, which is the far one for a backward path. */
const slide = (search: Search, box: Box, isBackward: boolean, x: number, y: number): number => {
  const { before, after } = search;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  let moved = 0;
  if (isBackward)
    while (
      x + moved < width &&
      y + moved < height &&
      before[box.right - 1 - x - moved] === after[box.bottom - 1 - y - moved]
    )
      moved++;
  else
    while (x + moved < width && y + moved < height && before[box.left + x + moved] === after[box.top + y + moved])
      moved++;
  search.steps -= moved + 1;
  return x + moved;
};

const pointIn = (box: Box, isBackward: boolean, x: number, y: number): Point =>
  isBackward ? { x: box.right - x, y: box.bottom - y } : { x: box.left + x, y: box.top + y };

/** Lets all paths of one side grow by one edit; the point where one of them meets a path of the other side. */
const grow = (search: Search, box: Box, isBackward: boolean, distance: number): Point | undefined => {
  const { middle } = search;
  const reach = isBackward ? search.backward : search.forward;
  const facing = isBackward ? search.forward : search.backward;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const delta = width - height;
  // The sides can only meet where the number of edits is odd after a forward step, even after a backward one.
  const facingDistance = isBackward ? distance : distance - 1;
  const canMeet = (delta + distance + facingDistance) % 2 === 0;
  reach[middle - distance - 1] = reach[middle + distance + 1] = unreached;
  for (let diagonal = -clip(distance, height); diagonal <= clip(distance, width); diagonal += 2) {
    const start = furthest(reach, middle + diagonal, diagonal, width, height);
    const x = start < 0 ? unreached : slide(search, box, isBackward, start, start - diagonal);
    reach[middle + diagonal] = x;
    const opposite = delta - diagonal;
    if (canMeet && Math.abs(opposite) <= facingDistance && x + (facing[middle + opposite] ?? unreached) >= width)
      return pointIn(box, isBackward, x, x - diagonal);
  }
  return undefined;
};

/** The point that the paths of one side have got furthest to, and how far that is. */
const bestPoint = (
  search: Search,
  box: Box,
  isBackward: boolean,
  distance: number,
): Point & { readonly far: number } => {
  const reach = isBackward ? search.backward : search.forward;
  const last = clip(distance, box.right - box.left);
  let best = { x: 0, y: 0, far: 0 };
  for (let diagonal = -clip(distance, box.bottom - box.top); diagonal <= last; diagonal += 2) {
    const x = reach[search.middle + diagonal] ?? unreached;
    const far = x + x - diagonal;
    if (far > best.far) best = { x, y: x - diagonal, far };
  }
  return { ...pointIn(box, isBackward, best.x, best.y), far: best.far };
};

/** A point on the shortest path through a box whose ends have nothing in common, or on a short one where that is too far. */
const splitBox = (search: Search, box: Box): Point => {
  search.forward[search.middle] = search.backward[search.middle] = 0;
  const size = box.right - box.left + box.bottom - box.top;
  const most = Math.max(fewestEdits, Math.sqrt(size));
  for (let distance = 1; ; distance++) {
    const met = grow(search, box, false, distance) ?? grow(search, box, true, distance);
    if (met !== undefined) return met;
    if (distance < most && search.steps > 0) continue;
    search.shortest = false;
    const forward = bestPoint(search, box, false, distance);
    const backward = bestPoint(search, box, true, distance);
    return forward.far >= backward.far ? forward : backward;
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
