import { grouped } from '../markdown/write.ts';
import { place, printable } from './check-report.ts';
import {
  budgetCells,
  budgetHeadings,
  tellCommits,
  tellShare,
  tellStop,
  tellVerdicts,
  type ReplayReport,
} from './replay-report.ts';
import { nameMeter } from './status.ts';

/** Rows in columns; the first `names` of them hold words and begin at the left, the others numbers. */
const alignColumns = (rows: readonly (readonly string[])[], names: number): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < names ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
};

// More would bury the table; the other formats have them all.
const mostShown = 1;

const writeRules = ({ summary }: ReplayReport): readonly string[] => {
  const rows = summary.rules.map((rule) => [
    printable(rule.id),
    rule.level,
    grouped(rule.commits),
    tellShare(rule.commits, summary.commits),
    grouped(rule.findings),
  ]);
  const [heading = '', ...lines] = alignColumns([['Rule', 'Level', 'Commits', 'Share', 'Findings'], ...rows], 2);
  return [
    heading,
    ...summary.rules.flatMap(({ samples }, index) => [
      lines[index] ?? '',
      ...samples.slice(0, mostShown).map(({ commit, finding }) => {
        const { id } = commit;
        return printable(`    such as ${id.slice(0, 12)}  ${place(finding)}  ${finding.message}`);
      }),
    ]),
  ];
};

const writeBudgets = ({ summary }: ReplayReport): readonly string[] => {
  if (summary.budgets.length === 0) return ['No budget holds here.'];
  const rows = summary.budgets.map((budget) => [printable(nameMeter(budget)), ...budgetCells(budget, summary.commits)]);
  return alignColumns([['Budget', ...budgetHeadings], ...rows], 1);
};

/** For a person at a terminal. No name and no word of a policy gets a control sign past it. */
export const writeReplayText = (report: ReplayReport): string => {
  const stop = tellStop(report);
  return [
    printable(`${tellCommits(report.summary)}. Mode ${report.mode ?? 'none'}, policy ${report.policy}.`),
    `${tellVerdicts(report.summary)}.`,
    ...(stop === undefined ? [] : [stop]),
    '',
    ...writeRules(report),
    '',
    ...writeBudgets(report),
    '',
  ].join('\n');
};
