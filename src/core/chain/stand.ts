import { present } from '../present.ts';
import { holdsOf, type ChainFacts } from './holds.ts';
import type { ChainFile } from './read.ts';
import { readRegistries } from './registry.ts';
import type { ChainStanding, Hold, HoldKind, SliceStanding, SliceState } from './slice-state.ts';

// What a person has to know first.
const marked: readonly (readonly [HoldKind, SliceState])[] = [
  ['migration-blocked', 'migration-blocked'],
  ['unready', 'unready'],
  ['open-variable', 'open-variables'],
];

// Nobody has to work on the slice for these to be told.
const settled: ReadonlySet<HoldKind> = new Set(['unverified', 'stop', 'decision']);

// There is nothing to start then.
const resting: ReadonlySet<SliceState> = new Set(['done', 'active', 'unverified', 'decision-needed']);

const stateOf = (holds: readonly Hold[], isActive: boolean, isNext: boolean): SliceState => {
  if (isActive) return 'active';
  if (holds.length === 0) return 'done';
  const mark = marked.find(([kind]) => holds.some((hold) => hold.kind === kind));
  if (mark !== undefined) return mark[1];
  if (!isNext) return 'waiting';
  if (holds.every(({ kind }) => kind === 'decision')) return 'decision-needed';
  const isWhole = holds.every(({ kind }) => settled.has(kind)) && holds.some(({ kind }) => kind === 'unverified');
  return isWhole ? 'unverified' : 'ready';
};

/** How the slices of a chain stand by what is there; undefined for a chain that could not be read. */
export const standOfChain = (file: ChainFile, facts: ChainFacts): ChainStanding | undefined => {
  const { chain, id, path } = file;
  if (chain === undefined) return undefined;
  const registries = readRegistries(file, facts);
  let isNext = true;
  const slices = chain.slices.map((slice, index): SliceStanding => {
    const holds = holdsOf({ file, index, slice, facts, registries });
    const state = stateOf(holds, facts.active === slice.id, isNext);
    const mayStart = isNext && !resting.has(state) && !holds.some(({ start }) => start);
    isNext &&= state !== 'active' && holds.length === 0;
    const { title = slice.id, goal } = slice;
    return { id: slice.id, title, goal, ...present('mode', slice.mode), state, holds, mayStart };
  });
  return { id, title: chain.title, path, slices, problems: registries.problems };
};

/** The first slice that is not done; undefined where all are. */
export const firstUndone = ({ slices }: ChainStanding): SliceStanding | undefined =>
  slices.find(({ state }) => state !== 'done');
