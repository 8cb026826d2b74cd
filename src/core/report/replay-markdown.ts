import { cell, code, grouped, plain, writeNotes } from '../markdown/write.ts';
import type { RuleInPast } from '../replay-summary.ts';
import { place } from './check-report.ts';
import { tellMode } from './markdown.ts';
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

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const writeRules = ({ summary }: ReplayReport): readonly string[] => [
  row(['Rule', 'Level', 'Commits', 'Share', 'Findings']),
  row([':--', ':--', '--:', '--:', '--:']),
  ...summary.rules.map(({ id, level, commits, findings }) =>
    row([cell(id), level, grouped(commits), tellShare(commits, summary.commits), grouped(findings)]),
  ),
];

const writeBudgets = ({ summary }: ReplayReport): readonly string[] =>
  summary.budgets.length === 0
    ? ['No budget holds here.']
    : [
        row(['Budget', ...budgetHeadings]),
        row([':--', ...budgetHeadings.map(() => '--:')]),
        ...summary.budgets.map((budget) => row([plain(nameMeter(budget)), ...budgetCells(budget, summary.commits)])),
      ];

const writeSamples = ({ id, samples }: RuleInPast): readonly string[] => [
  `### ${plain(id)}`,
  '',
  ...samples.map(
    ({ commit, finding }) =>
      `- ${code(commit.id.slice(0, 12))} ${plain(commit.subject)}: ${code(place(finding))} ${plain(finding.message)}`,
  ),
  '',
];

/** For a comment, a job summary, and the page in the editor. */
export const writeReplayMarkdown = (report: ReplayReport): string => {
  const stop = tellStop(report);
  const found = report.summary.rules.filter(({ samples }) => samples.length > 0);
  return [
    `${writeNotes([...(stop === undefined ? [] : [stop]), ...report.notes])}## Codex Governor: what the policy would have said`,
    '',
    `${tellCommits(report.summary)}. Mode ${tellMode(report)}, policy ${plain(report.policy)}.`,
    '',
    `${tellVerdicts(report.summary)}.`,
    '',
    ...writeRules(report),
    '',
    ...writeBudgets(report),
    '',
    ...(found.length === 0 ? [] : ['## The newest findings', '', ...found.flatMap(writeSamples)]),
  ].join('\n');
};
