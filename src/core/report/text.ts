import { counted } from '../markdown-write.ts';
import { place, printable, tellMeter, verdictWords, type CheckReport } from './check-report.ts';

/** For a person at a terminal. No name and no word of a policy gets a control sign past it. */
export const writeText = (report: CheckReport): string => {
  const findings = report.findings.flatMap((finding) => [
    `${place(finding)}  ${finding.level}  ${finding.message}`,
    `    ${finding.rule} [${finding.id}]  ${finding.because}`,
  ]);
  const meters = report.meters.map((meter) => `  ${tellMeter(meter)}`);
  return [
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    ...meters,
    `${verdictWords[report.verdict]}: ${counted(report.findings.length, 'finding')}. Mode ${report.mode ?? 'none'}, base ${report.base.slice(0, 12)}, policy ${report.policy}.`,
    '',
  ]
    .map(printable)
    .join('\n');
};
