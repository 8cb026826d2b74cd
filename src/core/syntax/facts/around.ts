import type { Facts } from '../facts.ts';

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
