import { place, tellMeter, type CheckReport } from './check-report.ts';

const verdictWords = { pass: 'Pass', warn: 'Pass with warnings', block: 'Blocked' } as const;

/** Keeps a text from ending a table cell or starting markup. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, ' ');

/** For a comment on a pull request or a job summary. */
export const writeMarkdown = (report: CheckReport): string => {
  const rows = report.findings.map((finding) =>
    [finding.level, place(finding), finding.message, finding.because, `${finding.rule} ${finding.id}`]
      .map(escapeMarkdown)
      .join(' | '),
  );
  return [
    `## Codex Governor: ${verdictWords[report.verdict]}`,
    '',
    `Mode ${escapeMarkdown(report.mode ?? 'none')}, base \`${report.base.slice(0, 12)}\`, policy ${escapeMarkdown(report.policy)}.`,
    '',
    ...report.meters.map((meter) => `- ${escapeMarkdown(tellMeter(meter))}`),
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
