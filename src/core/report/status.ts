import { exceeds, tellSplit, type Meter } from '../budget.ts';
import { unwaived, type Judgement } from '../finding.ts';
import { grouped, plain } from '../markdown/write.ts';
import { budgetId, measureOf, measurePages, measures } from '../measures.ts';
import type { Mode } from '../mode.ts';
import { tellRaise } from './check-report.ts';

const use = (meter: Meter): string => `${meter.estimated ? '~' : ''}${grouped(meter.used)}/${grouped(meter.limit)}`;

/** The status bar: `Refactor 143/200 · 3/5 files · CC 8/10`. A tilde marks a number that counts unsaved text. */
export const writeStatus = (label: string, meters: readonly Meter[]): string => {
  const shown = measures.flatMap((measure) => {
    const meter = meters.find(({ id }) => id === budgetId(measure));
    return meter === undefined ? [] : (measurePages[measure].status?.(use(meter)) ?? []);
  });
  return [label, shown.join(' · ')].filter((part) => part !== '').join(' ');
};

/** Whether the figures of the status bar tell of every finding: each is of a budget that shows there and is exceeded. */
export const statusTellsAll = ({ findings, meters }: Judgement): boolean => {
  const told = meters.filter((meter) => {
    const measure = measureOf(meter.id);
    return measure !== undefined && measurePages[measure].status !== undefined && exceeds(meter);
  });
  return unwaived(findings).every(({ rule }) => told.some(({ id }) => id === rule));
};

/** What a meter measures, in words for a person: a budget of the mode by what it counts, a rule of the policy by its id. */
export const nameMeter = ({ id }: Pick<Meter, 'id'>): string => {
  const measure = measureOf(id);
  return measure === undefined ? id : measurePages[measure].name;
};

/** `143 of 200`; `about` marks a number that counts unsaved text. */
export const tellUse = ({ used, limit, estimated }: Meter): string =>
  `${estimated ? 'about ' : ''}${grouped(used)} of ${grouped(limit)}`;

/** The same for a screen reader, in whole words. */
export const speakStatus = (title: string, meters: readonly Meter[]): string => {
  const spoken = meters
    .filter(({ id }) => measureOf(id) !== undefined)
    .map((meter) => `${nameMeter(meter)} ${tellUse(meter)}${exceeds(meter) ? ', over the limit' : ''}`);
  return [`Codex task, mode ${title}`, ...spoken].join('. ');
};

const tellRow = (meter: Meter): string => {
  const use = exceeds(meter) ? `**${tellUse(meter)}**, ${grouped(meter.used - meter.limit)} over` : tellUse(meter);
  return `| ${plain(nameMeter(meter))} | ${use}${plain(tellRaise(meter))} | ${tellSplit(meter)} |`;
};

/** A rule with a limit of its own (migrations, say) is of interest once it is touched; a budget of the mode always is. */
export const isOfInterest = (meter: Meter): boolean => measureOf(meter.id) !== undefined || meter.used > 0;

/** Every budget with its use and split, as a Markdown table; what is over its limit stands out. */
export const writeMeterTable = (meters: readonly Meter[]): string => {
  const shown = meters.filter(isOfInterest);
  return shown.length === 0
    ? 'No budget holds here.'
    : ['| Budget | Used | By class |', '| :-- | :-- | :-- |', ...shown.map(tellRow)].join('\n');
};

/** A mode's limits on one line: `≤ 200 lines · ≤ 5 files · ≤ 5 new files · CC ≤ 10`. */
export const writeLimits = (mode: Mode): string => {
  const limits = mode.budgets.map(({ measure, limit }) => measurePages[measure].limit(limit));
  return limits.length === 0 ? 'no limits' : limits.join(' · ');
};
