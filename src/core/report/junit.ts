import { blocking, unwaived, type Finding } from '../finding.ts';
import { place, tellAllowance, tellMeter, type CheckReport } from './check-report.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

// XML 1.0 has no way to write most control characters, not even escaped; the rest of them a terminal might obey.
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\r]/g, (sign) => entities[sign] ?? sign);

const writeOutcome = (finding: Finding): string => {
  const { message, because, rule, level, waiver } = finding;
  const allowance = tellAllowance(finding);
  const body = [message, because, ...(allowance === undefined ? [] : [allowance])].map(escapeXml).join('\n');
  if (waiver !== undefined) return `<skipped message="${escapeXml(allowance ?? '')}">${body}</skipped>`;
  if (level === 'block') return `<failure message="${escapeXml(message)}" type="${escapeXml(rule)}">${body}</failure>`;
  return `<system-out>${escapeXml(level)}: ${body}</system-out>`;
};

const writeCase = (finding: Finding): string => {
  const name = escapeXml(`${finding.rule} [${finding.id}] ${place(finding)}`);
  return `    <testcase classname="codex-governor" name="${name}">${writeOutcome(finding)}</testcase>`;
};

/** JUnit XML: a test case per finding, failed where it blocks, skipped where it is waived; a passed case per meter that holds, and one if there is nothing. */
export const writeJunit = (report: CheckReport): string => {
  const failures = blocking(report.findings).length;
  const waived = report.findings.length - unwaived(report.findings).length;
  const broken = new Set(report.findings.map(({ rule }) => rule));
  const held = report.meters.filter(({ id }) => !broken.has(id)).map(tellMeter);
  // A report without a test is an error to some of those who read it.
  const passed = report.findings.length + held.length === 0 ? ['no findings'] : held;
  const counts = `tests="${report.findings.length + passed.length}" failures="${failures}" errors="0"${waived === 0 ? '' : ` skipped="${waived}"`}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="codex-governor" ${counts}>`,
    `  <testsuite name="${escapeXml(report.mode ?? 'no mode')}" ${counts}>`,
    ...report.findings.map(writeCase),
    ...passed.map((name) => `    <testcase classname="codex-governor" name="${escapeXml(name)}"/>`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};
