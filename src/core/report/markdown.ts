import type { Finding } from '../finding.ts';
import { code, plain, writeNotes } from '../markdown-write.ts';
import { place, tellMeter, verdictWords, type CheckReport } from './check-report.ts';

/** The mode a change was made in, as Markdown. */
export const tellMode = ({ mode, modeTitle }: Pick<CheckReport, 'mode' | 'modeTitle'>): string => {
  if (mode === null) return 'none';
  return modeTitle === undefined ? code(mode) : `${plain(modeTitle)} (${code(mode)})`;
};

// A list, not a table: reasons are sentences, and in a column beside others they would run a few words a line.
const tellFinding = (finding: Finding): string =>
  `- **${finding.level}** ${code(place(finding))}: ${plain(finding.message)} ${plain(finding.because)} (${code(finding.rule)}, ${finding.id})`;

/** For a comment on a pull request, a job summary, and the page in the editor. */
export const writeMarkdown = (report: CheckReport): string =>
  [
    `${writeNotes(report.notes)}## Codex Governor: ${verdictWords[report.verdict]}`,
    '',
    `Mode ${tellMode(report)}, base \`${report.base.slice(0, 12)}\`, policy ${plain(report.policy)}.`,
    '',
    ...report.meters.map((meter) => `- ${plain(tellMeter(meter))}`),
    '',
    ...(report.findings.length === 0 ? ['No findings.'] : report.findings.map(tellFinding)),
    '',
  ].join('\n');
