import { sortCharacters, type Automaton } from './pattern-kinds.ts';
import { loopsOf, roundsOf } from './pattern-loops.ts';
import type { Steps, Ways } from './pattern-steps.ts';

/*
 * How many ways of matching the same text an engine may have to try, one after the other, before it gives up.
 * Exponential growth is decided exactly. Slower growth is measured: the text that keeps the most ways open is sought.
 */

export type Growth = 'exponential' | 'steep' | 'bearable' | 'unknown';

/** So long is the text that is sought, in characters … */
const textLength = 64;
/** … and so many ways may be open: what is quadratic stays well below, what is cubic does not. */
const bearableWays = 500;
const textsKept = 3;
const mostLoops = 12;

const none: Ways = new Map();

const sum = (ways: Ways, counts: (place: number) => boolean): number => {
  let total = 0;
  for (const [place, count] of ways) if (counts(place)) total += count;
  return total;
};

// The ways that stay open, for each kind of character that may come next.
const read = ({ next, takes, kinds }: Automaton, open: Ways, from: Ways): readonly Ways[] => {
  const after = new Map(from);
  for (const [place, count] of open)
    for (const [target, ways] of next[place] ?? none) after.set(target, (after.get(target) ?? 0) + count * ways);
  return Array.from({ length: kinds }, (_, kind) => {
    const bit = 1n << BigInt(kind);
    return new Map([...after].filter(([place]) => ((takes[place] ?? 0n) & bit) !== 0n));
  });
};

// Texts are kept that have most ways open in all, and in each loop: ways in a late loop come from patience in an early one.
const keepBest = (texts: readonly Ways[], aims: readonly ((place: number) => boolean)[]): readonly Ways[] => {
  const kept = new Set<Ways>();
  for (const aim of aims) {
    const scored = texts.map((open) => ({ open, ways: sum(open, aim) })).filter(({ ways }) => ways > 0);
    scored.sort((one, other) => other.ways - one.ways);
    for (const { open } of scored.slice(0, textsKept)) kept.add(open);
  }
  return [...kept];
};

const measure = (automaton: Automaton, loops: readonly (readonly number[])[]): Growth => {
  const goesOn = (place: number): boolean => (automaton.next[place] ?? none).size > 0;
  const inLoops = loops.slice(0, mostLoops).map((loop) => {
    const inside = new Set(loop);
    return (place: number) => inside.has(place);
  });
  let texts: readonly Ways[] = read(automaton, none, automaton.first);
  for (let length = 1; length < textLength && texts.length > 0; length++) {
    const longer = texts.flatMap((open) => read(automaton, open, none));
    if (longer.some((open) => sum(open, () => true) > bearableWays)) return 'steep';
    texts = keepBest(longer, [goesOn, ...inLoops]);
  }
  return 'bearable';
};

/** How the ways of matching grow with the length of the text. Deterministic, and bounded in time. */
export const growthOf = (steps: Steps): Growth => {
  const automaton = sortCharacters(steps);
  const loops = loopsOf(steps);
  const rounds = new Set(loops.map((loop) => roundsOf(automaton, loop)));
  if (rounds.has('twofold')) return 'exponential';
  return rounds.has('unknown') ? 'unknown' : measure(automaton, loops);
};
