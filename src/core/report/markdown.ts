import { code, plain, writeNotes } from '../markdown-write.ts';
import { place, tellMeter, verdictWords, type CheckReport } from './check-report.ts';

const tellMode = ({ mode, modeTitle }: CheckReport): string => {
  if (mode === null) return 'none';
  return modeTitle === undefined ? code(mode) : `${plain(modeTitle)} (${code(mode)})`;
};

/** For a comment on a pull request or a job summary. */
export const writeMarkdown = (report: CheckReport): string => {
  const rows = report.findings.map((finding) =>
    [finding.level, place(finding), finding.message, finding.because, `${finding.rule} ${finding.id}`]
      .map(plain)
      .join(' | '),
  );
  return [
    `${writeNotes(report.notes)}## Codex Governor: ${verdictWords[report.verdict]}`,
    '',
    `Mode ${tellMode(report)}, base \`${report.base.slice(0, 12)}\`, policy ${plain(report.policy)}.`,
    '',
    ...report.meters.map((meter) => `- ${plain(tellMeter(meter))}`),
    '',
    ...(rows.length === 0
      ? ['No findings.']
      : [
          '| Level | Where | What | Why | Rule |',
          '| --- | --- | --- | --- | --- |',
          ...rows.map((row) => `| ${row} |`),
        ]),
    '',
  ].join('\n');
};
