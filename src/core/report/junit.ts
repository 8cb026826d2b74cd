import { blocking, type Finding } from '../finding.ts';
import { place, tellMeter, type CheckReport } from './check-report.ts';

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

const writeCase = (finding: Finding): string => {
  const name = escapeXml(`${finding.rule} [${finding.id}] ${place(finding)}`);
  const body = `${escapeXml(finding.message)}\n${escapeXml(finding.because)}`;
  const inner =
    finding.level === 'block'
      ? `<failure message="${escapeXml(finding.message)}" type="${escapeXml(finding.rule)}">${body}</failure>`
      : `<system-out>${escapeXml(finding.level)}: ${body}</system-out>`;
  return `    <testcase classname="codex-governor" name="${name}">${inner}</testcase>`;
};

/** JUnit XML: a test case per finding, failed where it blocks; a passed case per meter that holds, and one if there is nothing. */
export const writeJunit = (report: CheckReport): string => {
  const failures = blocking(report.findings).length;
  const broken = new Set(report.findings.map(({ rule }) => rule));
  const held = report.meters.filter(({ id }) => !broken.has(id)).map(tellMeter);
  // A report without a test is an error to some of those who read it.
  const passed = report.findings.length + held.length === 0 ? ['no findings'] : held;
  const counts = `tests="${report.findings.length + passed.length}" failures="${failures}" errors="0"`;
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
