import type { Automaton } from './pattern-kinds.ts';
import type { Steps, Ways } from './pattern-steps.ts';

/*
 * Where a pattern can go round, and whether it can go round in two ways on the same text: then the work doubles with
 * each further character (Weber and Seidl, On the degree of ambiguity of finite automata, 1991).
 */

const mostPairs = 60_000;
const mostVisits = 1_500_000;
const none: Ways = new Map();

interface Search {
  readonly next: Steps['next'];
  /** When a place was first seen, and the earliest place that is open and can be reached from it. */
  readonly seen: Map<number, number>;
  readonly earliest: Map<number, number>;
  readonly open: Set<number>;
  readonly loops: (readonly number[])[];
}

const reach = (search: Search, from: number, to: number): void => {
  if (!search.seen.has(to)) visit(search, to);
  if (!search.open.has(to)) return;
  const [one = 0, other = 0] = [search.earliest.get(from), search.earliest.get(to)];
  search.earliest.set(from, Math.min(one, other));
};

const visit = (search: Search, place: number): void => {
  const order = search.seen.size;
  search.seen.set(place, order);
  search.earliest.set(place, order);
  search.open.add(place);
  const targets = search.next[place] ?? none;
  for (const target of targets.keys()) reach(search, place, target);
  if (search.earliest.get(place) !== order) return;
  const opened = [...search.open];
  const loop = opened.slice(opened.indexOf(place));
  for (const closed of loop) search.open.delete(closed);
  if (loop.length > 1 || targets.has(place)) search.loops.push(loop);
};

/** The places of each loop: those that can be reached from each other (Tarjan's strongly connected components). */
export const loopsOf = ({ next }: Steps): readonly (readonly number[])[] => {
  const search: Search = { next, seen: new Map(), earliest: new Map(), open: new Set(), loops: [] };
  for (const place of next.keys()) if (!search.seen.has(place)) visit(search, place);
  return search.loops;
};

/** Whether there are two ways round a loop on the same text. */
export type Rounds = 'twofold' | 'single' | 'unknown';

const meet = (one: bigint | undefined, other: bigint | undefined): boolean => ((one ?? 0n) & (other ?? 0n)) !== 0n;

// Two walkers on the same text: a pair of places is one number.
interface Walk {
  readonly size: number;
  readonly stepsOf: (place: number) => readonly number[];
  readonly takes: readonly bigint[];
}

const nextPairs = ({ size, stepsOf, takes }: Walk, pair: number): readonly number[] =>
  stepsOf(Math.floor(pair / size)).flatMap((one) =>
    stepsOf(pair % size).flatMap((other) => (meet(takes[one], takes[other]) ? [one * size + other] : [])),
  );

// For each pair that the two can reach from a common place, the pairs they may have come from.
const walkOn = (walk: Walk, starts: readonly number[]): ReadonlyMap<number, readonly number[]> | undefined => {
  const cameFrom = new Map<number, number[]>();
  const queue = [...starts];
  const seen = new Set(queue);
  let visits = 0;
  for (const pair of queue) {
    const reached = nextPairs(walk, pair);
    visits += reached.length + 1;
    if (visits > mostVisits || seen.size > mostPairs) return undefined;
    for (const next of reached) {
      const earlier = cameFrom.get(next);
      if (earlier === undefined) cameFrom.set(next, [pair]);
      else earlier.push(pair);
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return cameFrom;
};

const meetAgain = (
  cameFrom: ReadonlyMap<number, readonly number[]>,
  starts: readonly number[],
  size: number,
): boolean => {
  const queue = [...starts];
  const seen = new Set(queue);
  for (const pair of queue)
    for (const earlier of cameFrom.get(pair) ?? []) {
      if (Math.floor(earlier / size) !== earlier % size) return true;
      if (!seen.has(earlier)) queue.push(earlier);
      seen.add(earlier);
    }
  return false;
};

/** Whether two walkers on the same text can leave one place of the loop, part, and come together again. */
export const roundsOf = ({ next, takes, characters }: Automaton, loop: readonly number[]): Rounds => {
  const inside = new Set(loop);
  const steps = new Map(loop.map((place) => [place, [...(next[place] ?? none)].filter(([to]) => inside.has(to))]));
  if ([...steps.values()].some((ways) => ways.some(([, count]) => count > 1))) return 'twofold';
  const size = characters.length;
  const starts = loop.map((place) => place * size + place);
  const stepsOf = (place: number): readonly number[] => (steps.get(place) ?? []).map(([to]) => to);
  const cameFrom = walkOn({ size, stepsOf, takes }, starts);
  if (cameFrom === undefined) return 'unknown';
  return meetAgain(cameFrom, starts, size) ? 'twofold' : 'single';
};
