import { counted } from '../markdown-write.ts';
import { place, printable, tellMeter, verdictWords, type CheckReport } from './check-report.ts';

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
    `${verdictWords[report.verdict]}: ${counted(report.findings.length, 'finding')}. Mode ${report.mode ?? 'none'}, base ${report.base.slice(0, 12)}, policy ${report.policy}.`,
    '',
  ].join('\n');
};
