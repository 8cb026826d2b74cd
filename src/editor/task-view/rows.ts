import type { TaskOverview } from '#app';
import { evidenceSection, gateSection } from './gate-rows.ts';
import { judgedRows, type ActiveSight, type TellTime } from './judged-rows.ts';
import { packSection } from './pack-rows.ts';
import type { TaskRow } from './row.ts';
import { chainSections, phaseSections } from './work-rows.ts';

/** What is known beside the judgement; `isCurrent`: it is of the files as they were measured last. */
export interface KnownOverview {
  readonly overview: TaskOverview;
  readonly isCurrent: boolean;
}

/** A row below a heading that is looked at anew: what was good there last need not be so now. */
const asItWas = (row: TaskRow): TaskRow => ({
  ...row,
  ...(row.icon?.[0] === 'pass' ? { icon: ['history'], description: `before: ${row.description ?? ''}` } : {}),
  ...(row.rows === undefined ? {} : { rows: row.rows.map(asItWas) }),
});

// While it is looked at anew, what stood there last must not be taken for what is so now.
const asOfBefore = (row: TaskRow): TaskRow => ({
  ...asItWas(row),
  description: 'looking…',
  icon: ['loading~spin'],
});

const laterRows = ({ overview, isCurrent }: KnownOverview, tellTime: TellTime): readonly TaskRow[] => {
  const { pack, gates, evidence, chains, phases } = overview;
  const rows = [
    ...packSection(pack),
    ...gateSection(gates),
    ...evidenceSection(evidence, gates, tellTime),
    ...chainSections(chains),
    ...phaseSections(phases),
  ];
  return isCurrent ? rows : rows.map(asOfBefore);
};

/** The rows of a task, section by section; of what is not known yet there is none. */
export const rowsOfTask = (
  sight: ActiveSight,
  known: KnownOverview | undefined,
  tellTime: TellTime,
): readonly TaskRow[] => {
  const { task, budgets, findings } = judgedRows(sight, tellTime);
  return [...task, ...budgets, ...findings, ...(known === undefined ? [] : laterRows(known, tellTime))];
};
