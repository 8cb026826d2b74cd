import type { MeasuredChange, MeasureFrom, MeasureOptions, Repository } from '#app';
import { success } from '#core';
import { tellFacts } from '../path-facts.ts';
import type { LookAtTree, TreeStands } from './tree-stands.ts';

/** How the tree stood when something was measured last, and what it was measured from. */
interface Found {
  readonly stands: TreeStands;
  readonly from: string;
}

const found = new WeakMap<MeasuredChange, Found>();

/** The last measurement, where the tree stands as it did then. */
const findAgain = (
  { last }: MeasureOptions,
  stands: TreeStands | undefined,
  from: string,
): MeasuredChange | undefined => {
  const known = last && found.get(last);
  return known !== undefined && known.stands === stands && known.from === from ? last : undefined;
};

const isOfTree = ({ staged, committed }: MeasureOptions): boolean => staged !== true && committed !== true;

/** Measures the working tree, for who stays: where nothing has moved since the last measurement, git is not asked. */
export const measureWhileStill =
  (lookAtTree: LookAtTree, measure: Repository['measure']): Repository['measure'] =>
  async (from: MeasureFrom, options: MeasureOptions) => {
    // Git is asked after that: what moves meanwhile is seen by the next look.
    const stands = isOfTree(options) ? await lookAtTree() : undefined;
    const key = JSON.stringify(from);
    const again = findAgain(options, stands, key);
    if (again !== undefined) return success(again);
    const measured = await measure(from, options);
    if (!measured.ok || stands === undefined) return measured;
    found.set(measured.value, { stands, from: key });
    tellFacts(measured.value.lookUp, stands.facts);
    return measured;
  };
