import type { Finding } from '../finding.ts';
import { code, counted, plain, writeNotes } from '../markdown/write.ts';
import { place, tellAllowance, tellMeter, verdictWords, weightOf, type CheckReport } from './check-report.ts';
import { countBytes, keepMostSevere, shorten, wellFormed } from './cut.ts';

// The summary of a job on GitHub may have 1 MiB; one that is larger is not shown at all.
const mostBytes = 1_000_000;
// Longer than any sentence that is meant to be read. What a finding takes is bounded by it, and so how many fit.
const mostShown = 1_024;

const shown = (text: string): string => shorten(wellFormed(text), mostShown);

/** The mode a change was made in, as Markdown. */
export const tellMode = ({ mode, modeTitle }: Pick<CheckReport, 'mode' | 'modeTitle'>): string => {
  if (mode === null) return 'none';
  return modeTitle === undefined ? code(mode) : `${plain(modeTitle)} (${code(mode)})`;
};

// A list, not a table: reasons are sentences, and in a column beside others they would run a few words a line.
const tellFinding = (finding: Finding): string => {
  const allowance = tellAllowance(finding);
  const told = `- **${weightOf(finding)}** ${code(shown(place(finding)))}: ${plain(shown(finding.message))} ${plain(shown(finding.because))} (${code(shown(finding.rule))}, ${finding.id})`;
  return allowance === undefined ? told : `${told} ${plain(shown(allowance))}`;
};

/** As many findings as there is room for, the most severe before the others. */
const tellFindings = (findings: readonly Finding[], room: number): readonly string[] => {
  const lines = new Map(findings.map((finding) => [finding, tellFinding(finding)]));
  const size = (some: readonly Finding[]): number =>
    some.reduce((sum, finding) => sum + countBytes(lines.get(finding) ?? '') + 1, 0);
  let most = findings.length;
  let cut = keepMostSevere(findings, most);
  while (most > 0 && size(cut.kept) > room) {
    most = Math.floor(most * 0.9);
    cut = keepMostSevere(findings, most);
  }
  const told = cut.kept.map((finding) => lines.get(finding) ?? '');
  if (cut.left.length === 0) return told;
  const are = cut.left.length === 1 ? 'is' : 'are';
  return [
    ...told,
    '',
    `${counted(cut.left.length, 'finding')} of the least severe ${are} not shown: they do not fit here.`,
  ];
};

/** For a comment on a pull request, a job summary, and the page in the editor. */
export const writeMarkdown = (report: CheckReport): string => {
  const head = [
    `${writeNotes(report.notes)}## Codex Governor: ${verdictWords[report.verdict]}`,
    '',
    `Mode ${tellMode(report)}, base \`${report.base.slice(0, 12)}\`, policy ${plain(report.policy)}.`,
    '',
    ...report.meters.map((meter) => `- ${plain(tellMeter(meter))}`),
    '',
  ].join('\n');
  const findings = tellFindings(report.findings, mostBytes - countBytes(head));
  return [head, ...(report.findings.length === 0 ? ['No findings.'] : findings), ''].join('\n');
};
