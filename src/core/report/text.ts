import { place, printable, tellMeter, type CheckReport } from './check-report.ts';

const verdictWords = { pass: 'Pass', warn: 'Pass with warnings', block: 'Blocked' } as const;

const countOf = (count: number): string => `${count} ${count === 1 ? 'finding' : 'findings'}`;

/** For a person at a terminal. */
export const writeText = (report: CheckReport): string => {
  const findings = report.findings.flatMap((finding) => [
    printable(`${place(finding)}  ${finding.level}  ${finding.message}`),
    `    ${finding.rule} [${finding.id}]  ${finding.because}`,
  ]);
  const meters = report.meters.map((meter) => `  ${tellMeter(meter)}`);
  return [
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    ...meters,
    `${verdictWords[report.verdict]}: ${countOf(report.findings.length)}. Mode ${report.mode ?? 'none'}, base ${report.base.slice(0, 12)}, policy ${report.policy}.`,
    '',
  ].join('\n');
};
