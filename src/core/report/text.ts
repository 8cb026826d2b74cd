import {
  place,
  printable,
  tellAllowance,
  tellFindingCount,
  tellMeter,
  verdictWords,
  weightOf,
  type CheckReport,
} from './check-report.ts';

/** For a person at a terminal. No name and no word of a policy gets a control sign past it. */
export const writeText = (report: CheckReport): string => {
  const findings = report.findings.flatMap((finding) => [
    `${place(finding)}  ${weightOf(finding)}  ${finding.message}`,
    `    ${finding.rule} [${finding.id}]  ${finding.because}`,
    ...[tellAllowance(finding)].flatMap((told) => (told === undefined ? [] : [`    ${told}`])),
  ]);
  const meters = report.meters.map((meter) => `  ${tellMeter(meter)}`);
  return [
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    ...meters,
    `${verdictWords[report.verdict]}: ${tellFindingCount(report.findings)}. Mode ${report.mode ?? 'none'}, base ${report.base.slice(0, 12)}, policy ${report.policy}.`,
    '',
  ]
    .map(printable)
    .join('\n');
};
