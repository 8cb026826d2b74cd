import type { Position } from '../../lines.ts';
import { byPlace } from '../../order.ts';
import type { BlockFact, ExitFact, Facts } from '../facts.ts';

/** The functions around something that stands in one of them: that one first, then outwards. */
export const functionsAround = (
  { functions }: Pick<Facts, 'functions'>,
  innermost: number | undefined,
): readonly number[] => {
  const around: number[] = [];
  for (let at = innermost; at !== undefined; at = functions[at]?.in) around.push(at);
  return around;
};

/** The kinds of blocks that are gone through in any case. */
const passing: ReadonlySet<string | undefined> = new Set(['with', 'try', 'finally']);

/** The blocks around something that stands in one of them, outwards, as far as they may be left out. */
export const branchesAround = ({ blocks }: Pick<Facts, 'blocks'>, innermost: number | undefined): readonly number[] => {
  const around: number[] = [];
  for (let at = innermost; at !== undefined; at = blocks[at]?.block)
    if (!passing.has(blocks[at]?.kind)) around.push(at);
  return around;
};

// Only a checker of types looks there.
const checked = /^(?:typing\.)?TYPE_CHECKING$/;

/** True for what is gone through in any case, false for what never runs; undefined where that depends. */
const runs = ({ kind, text, holds }: BlockFact): boolean | undefined => {
  if (kind === 'else') return holds === undefined ? undefined : !holds;
  if (kind !== 'if' && kind !== 'loop') return undefined;
  return checked.test(text) ? false : holds;
};

/** True for a block with a condition that never holds. */
export const neverRuns = (block: BlockFact): boolean => runs(block) === false;

/** True for what may run: it stands in no block that never runs. */
const mayRun = ({ blocks }: Pick<Facts, 'blocks'>, { block }: { readonly block?: number }): boolean => {
  for (let at = blocks[block ?? -1]; at !== undefined; at = blocks[at.block ?? -1]) if (neverRuns(at)) return false;
  return true;
};

/** The block that something leaves for good when it is a way out: one that is gone through in any case is left with it. */
const blockLeft = ({ blocks }: Pick<Facts, 'blocks'>, from: number | undefined): number | undefined => {
  let at = from;
  for (let block = blocks[at ?? -1]; block !== undefined && runs(block) === true; block = blocks[at ?? -1]) {
    // A loop may be left by `break`.
    if (block.kind === 'loop') return at;
    at = block.block;
  }
  return at;
};

/** Tells of what stands in a function, or in none, whether it may run: no way out that is always taken stands before it. */
export const livingIn = (
  facts: Pick<Facts, 'blocks' | 'exits'>,
  index: number | undefined,
): ((item: Pick<ExitFact, 'place' | 'block'>) => boolean) => {
  const { blocks, exits } = facts;
  const ends = new Map<number | undefined, Position>();
  const isLeft = ({ place, block }: Pick<ExitFact, 'place' | 'block'>): boolean => {
    for (let at = block; ; at = blocks[at]?.block) {
      const end = ends.get(at);
      if (end !== undefined && byPlace(end, place) <= 0) return true;
      if (at === undefined) return false;
    }
  };
  const mayBeReached = (item: Pick<ExitFact, 'place' | 'block'>): boolean => mayRun(facts, item) && !isLeft(item);
  for (const exit of exits) {
    if (exit.in !== index || !mayBeReached(exit)) continue;
    const left = blockLeft(facts, exit.block);
    const { endLine: line, endColumn: column } = exit.place;
    if (!ends.has(left)) ends.set(left, { line, column });
  }
  return mayBeReached;
};
