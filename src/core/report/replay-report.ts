import { counted, grouped } from '../markdown/write.ts';
import type { BudgetInPast, ReplaySummary } from '../replay-summary.ts';
import { verdictWords } from './check-report.ts';

/** What a policy would have said of past commits, with what a reader has to know of where that came from. */
export interface ReplayReport {
  readonly summary: ReplaySummary;
  /** How many commits were to be judged. */
  readonly total: number;
  /** False where it was stopped: the newest commits alone were judged. */
  readonly complete: boolean;
  /** Mode id; null when none was named. */
  readonly mode: string | null;
  readonly modeTitle?: string;
  /** The policy's file and where it was read, as words for a person. */
  readonly policy: string;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

/** `12.5 %`, the same on every machine; of nothing: `0.0 %`. */
export const tellShare = (part: number, whole: number): string =>
  `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)} %`;

/** `216 commits, 2026-11-01 to 2026-11-22`. */
export const tellCommits = ({ commits, from, to }: ReplaySummary): string =>
  `${counted(commits, 'commit')}, ${from.slice(0, 10)} to ${to.slice(0, 10)}`;

/** `Pass 162 (75.0 %), Pass with warnings 40 (18.5 %), Blocked 14 (6.5 %)`. */
export const tellVerdicts = ({ commits, verdicts }: ReplaySummary): string =>
  (['pass', 'warn', 'block'] as const)
    .map((verdict) => {
      const count = verdicts[verdict];
      return `${verdictWords[verdict]} ${grouped(count)} (${tellShare(count, commits)})`;
    })
    .join(', ');

/** Why not all is told; undefined where it is. */
export const tellStop = ({ complete, summary, total }: ReplayReport): string | undefined =>
  complete
    ? undefined
    : `It was stopped after ${grouped(summary.commits)} of ${counted(total, 'commit')}, the newest first.`;

/** The row of a limit in a table: percentiles, the largest commit, the limit, and how many are over it. */
export const budgetCells = (budget: BudgetInPast, commits: number): readonly string[] => [
  ...[budget.p50, budget.p75, budget.p90, budget.p95, budget.max, budget.limit, budget.over].map(grouped),
  tellShare(budget.over, commits),
];

/** What stands over those rows. */
export const budgetHeadings: readonly string[] = ['p50', 'p75', 'p90', 'p95', 'max', 'Limit', 'Over it', 'Share'];
