import { code, counted, plain } from '../markdown/write.ts';
import { place, printable } from '../report/check-report.ts';
import type { AuditLaw } from './audit.ts';
import type { AuditRecord } from './record.ts';
import type { AuditedCommit } from './score.ts';

/** An audit, with all that is told of it. */
export interface AuditReport {
  readonly law: AuditLaw;
  readonly head: string;
  readonly seed: string;
  /** True where nobody chose the seed, the sample or the days, so that it has consequences. */
  readonly counts: boolean;
  /** Commits of Codex that were drawn from. */
  readonly population: number;
  readonly commits: readonly AuditedCommit[];
  readonly score: number;
  readonly passed: boolean;
  /** The audits that were kept before, the oldest first. */
  readonly trend: readonly AuditRecord[];
  /** Why the kill switch is on now; left out where it is not. */
  readonly frozen?: { readonly path: string; readonly why: string };
  /** True where it was on before, and this audit lifts it. */
  readonly lifts: boolean;
  /** The file that it is kept in; left out where it is not. */
  readonly kept?: string;
  /** Remediation files that were written, and those that were there already. */
  readonly written: readonly string[];
  readonly stood: readonly string[];
}

const tellScore = ({ score, passed, law }: AuditReport): string =>
  `Score ${score} of 100: ${passed ? 'passed' : 'failed'}, the policy asks for ${law.threshold}.`;

const tellDraw = ({ commits, population, seed, counts }: AuditReport): string =>
  `${commits.length} of ${counted(population, 'commit')} of Codex, drawn by the seed ${seed}${counts ? '' : ', which was chosen: it has no consequences'}.`;

const tellChecks = ({ checks, unjudged }: AuditedCommit): string => {
  if (unjudged !== undefined) return `could not be judged: ${unjudged}`;
  const failed = checks.filter(({ outcome }) => outcome !== 'held');
  return failed.length === 0 ? 'all checks held' : failed.map(({ id, outcome }) => `${id} ${outcome}`).join(', ');
};

const tellSwitch = ({ frozen, lifts }: AuditReport): readonly string[] => {
  if (frozen !== undefined) return [`Codex is frozen: ${frozen.why} (${frozen.path}).`];
  return lifts ? ['This audit lifts the freeze, once it is committed.'] : [];
};

const tellFiles = ({ kept, written, stood }: AuditReport): readonly string[] => [
  ...(kept === undefined ? [] : [`Kept in ${kept}: commit it.`]),
  ...written.map((path) => `To be put right: ${path}`),
  ...stood.map((path) => `To be put right, was there already: ${path}`),
];

const tellTrend = ({ trend }: AuditReport): readonly string[] =>
  trend.length === 0 ? [] : [`Before: ${trend.map(({ score }) => score).join(', ')}.`];

/** For a person at a terminal. */
export const writeAuditText = (report: AuditReport): string => {
  const lines = [
    tellScore(report),
    tellDraw(report),
    '',
    ...report.commits.flatMap((audited) => [
      `${audited.commit.id.slice(0, 12)}  ${String(audited.score).padStart(5)}  ${tellChecks(audited)}  ${audited.commit.subject}`,
      ...audited.findings.map(
        (finding) => `    ${finding.level}  ${place(finding)}  ${finding.message} (${finding.rule})`,
      ),
    ]),
    '',
    ...tellTrend(report),
    ...tellSwitch(report),
    ...tellFiles(report),
  ];
  return `${lines
    .map((line) => printable(line))
    .join('\n')
    .trimEnd()}\n`;
};

/** The same as Markdown. */
export const writeAuditMarkdown = (report: AuditReport): string =>
  [
    '# Audit',
    '',
    plain(tellScore(report)),
    '',
    plain(tellDraw(report)),
    '',
    '| Commit | Score | Checks |',
    '| --- | ---: | --- |',
    ...report.commits.map((audited) => {
      const cell = `${plain(audited.commit.subject)}: ${plain(tellChecks(audited))}`.replaceAll('|', String.raw`\|`);
      return `| ${code(audited.commit.id.slice(0, 12))} | ${audited.score} | ${cell} |`;
    }),
    '',
    ...report.commits.flatMap(({ commit, findings }) =>
      findings.map(
        (finding) =>
          `- ${code(commit.id.slice(0, 12))} ${finding.level}: ${plain(place(finding))} ${plain(finding.message)} (${code(finding.rule)})`,
      ),
    ),
    '',
    ...[...tellTrend(report), ...tellSwitch(report), ...tellFiles(report)].flatMap((line) => [plain(line), '']),
  ].join('\n');
