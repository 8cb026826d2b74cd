import type { PatternNode } from './pattern-tree.ts';

/*
 * The characters of a pattern as places, and in how many ways the match may go from one place to the next (Glushkov's
 * automaton with counted edges). `(a*)*` has one place and two ways from it to itself: that is why it runs away.
 */

/** Place → the number of ways to get there. */
export type Ways = ReadonlyMap<number, number>;

export interface Steps {
  /** The source of the character at each place. */
  readonly characters: readonly string[];
  readonly first: Ways;
  readonly next: readonly Ways[];
}

interface Part {
  /** In how many ways it matches nothing; more than two is counted as two. */
  readonly empty: number;
  readonly first: Ways;
  readonly last: Ways;
}

interface Builder {
  readonly characters: string[];
  readonly next: Map<number, number>[];
  edges: number;
}

/** Counted repetitions up to this length are written out; longer ones are as good as endless. */
const writtenOut = 6;
const mostPlaces = 1_000;
const mostEdges = 30_000;

const cap = (ways: number): number => Math.min(ways, 2);

const join = (one: Ways, other: Ways, times: number): Ways => {
  if (times === 0) return one;
  const joined = new Map(one);
  for (const [place, ways] of other) joined.set(place, cap((joined.get(place) ?? 0) + ways * times));
  return joined;
};

const link = (builder: Builder, from: Ways, to: Ways): void => {
  for (const [source, leaving] of from) {
    const next = builder.next[source];
    if (next === undefined || builder.edges > mostEdges) return;
    for (const [target, arriving] of to) {
      builder.edges += next.has(target) ? 0 : 1;
      next.set(target, cap((next.get(target) ?? 0) + leaving * arriving));
    }
  }
};

const nothing: Part = { empty: 1, first: new Map(), last: new Map() };

const placeOf = (builder: Builder, source: string): Part => {
  const place = builder.characters.push(source) - 1;
  builder.next.push(new Map());
  return { empty: 0, first: new Map([[place, 1]]), last: new Map([[place, 1]]) };
};

const follow = (builder: Builder, one: Part, other: Part): Part => {
  link(builder, one.last, other.first);
  return {
    empty: cap(one.empty * other.empty),
    first: join(one.first, other.first, one.empty),
    last: join(other.last, one.last, other.empty),
  };
};

const choose = (one: Part, other: Part): Part => ({
  empty: cap(one.empty + other.empty),
  first: join(one.first, other.first, 1),
  last: join(one.last, other.last, 1),
});

// The engine does not repeat a round that took nothing, so an endless repetition is empty in one way only.
const repeatEndlessly = (builder: Builder, part: Part): Part => {
  link(builder, part.last, part.first);
  return { ...part, empty: 1 };
};

type Repeat = Extract<PatternNode, { kind: 'repeat' }>;

// (?:a?){30} may leave out any of its thirty rounds, and tries them all; the doubled way back stands for that.
const repeatLong = (builder: Builder, node: Repeat): Part => {
  const part = build(builder, node.part);
  if (part.empty > 0 && node.least > writtenOut) link(builder, part.last, part.first);
  return repeatEndlessly(builder, part);
};

const repeat = (builder: Builder, node: Repeat): Part => {
  const least = Math.min(node.least, writtenOut);
  let whole = nothing;
  for (let round = 0; round < least; round++) whole = follow(builder, whole, build(builder, node.part));
  if (node.most > writtenOut) return follow(builder, whole, repeatLong(builder, node));
  // a{2,4} is aa(?:a(?:a)?)?: a round comes only after the one before it.
  let tail = nothing;
  for (let round = least; round < node.most; round++) {
    const nested = follow(builder, { ...build(builder, node.part), empty: 0 }, tail);
    tail = { ...nested, empty: 1 };
  }
  return follow(builder, whole, tail);
};

const build = (builder: Builder, node: PatternNode): Part => {
  if (builder.characters.length > mostPlaces || builder.edges > mostEdges) return nothing;
  if (node.kind === 'character') return placeOf(builder, node.source);
  if (node.kind === 'anything') return repeatEndlessly(builder, placeOf(builder, '[^]'));
  if (node.kind === 'repeat') return repeat(builder, node);
  if (node.kind === 'choice') return node.parts.map((part) => build(builder, part)).reduce(choose);
  return node.parts.reduce((part, next) => follow(builder, part, build(builder, next)), nothing);
};

/** The places and steps of a pattern; undefined when there are more than can be looked at in a blink. */
export const stepsOf = (node: PatternNode): Steps | undefined => {
  const builder: Builder = { characters: [], next: [], edges: 0 };
  const { first } = build(builder, node);
  if (builder.characters.length > mostPlaces || builder.edges > mostEdges) return undefined;
  return { characters: builder.characters, first, next: builder.next };
};
