import { levels, type Level } from '../level.ts';
import { counted } from '../markdown/write.ts';
import type { Finding } from '../finding.ts';
import { place, printable, tellAllowance, type CheckReport } from './check-report.ts';

const commands: Record<Level, string> = { block: 'error', warn: 'warning', info: 'notice' };

// GitHub's workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const escapeData = (text: string): string =>
  text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    // The others would be obeyed by whatever shows the log.
    .replace(/\p{Cc}/gu, '\uFFFD');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

// Of a step GitHub shows ten errors, ten warnings and ten notices, and drops what comes after them without a word.
const mostShown = 10;

// What is waived stops nothing, and is told as no more than a notice.
const weightOfAnnotation = ({ level, waiver }: Finding): Level => (waiver === undefined ? level : 'info');

const annotate = (finding: Finding): string => {
  const { path, line, column, rule, id, message, because } = finding;
  const where =
    path === ''
      ? []
      : [`file=${escapeProperty(path)}`, `line=${line}`, ...(column === undefined ? [] : [`col=${column}`])];
  const properties = [...where, `title=${escapeProperty(`${rule} [${id}]`)}`].join(',');
  const allowance = tellAllowance(finding);
  const words = [message, because, ...(allowance === undefined ? [] : [allowance])];
  return `::${commands[weightOfAnnotation(finding)]} ${properties}::${escapeData(words.join(' '))}\n`;
};

// The runner obeys an older form of commands wherever it stands in a line.
const logged = (finding: Finding): string =>
  `${finding.level}  ${printable(`${place(finding)}  ${finding.message} (${finding.rule} [${finding.id}])`).replaceAll('##[', '## [')}\n`;

interface Shown {
  readonly annotated: readonly Finding[];
  readonly left: readonly Finding[];
}

const share = (findings: readonly Finding[]): Shown => {
  const byLevel = levels
    .toReversed()
    .map((level) => findings.filter((finding) => weightOfAnnotation(finding) === level));
  const isTooMuch = byLevel.some((some) => some.length > mostShown);
  const cut = byLevel.map((some) => {
    // Of the notices one is ours, where it has something to tell.
    const most =
      isTooMuch && some[0] !== undefined && weightOfAnnotation(some[0]) === 'info' ? mostShown - 1 : mostShown;
    return { annotated: some.slice(0, most), left: some.slice(most) };
  });
  return { annotated: cut.flatMap(({ annotated }) => annotated), left: cut.flatMap(({ left }) => left) };
};

const tellLeft = (left: readonly Finding[]): string => {
  const text = `${counted(left.length, 'more finding')} ${left.length === 1 ? 'stands' : 'stand'} in the log of this step: GitHub shows ${mostShown} of each kind.`;
  return `::notice title=Codex Governor::${escapeData(text)}\n`;
};

/**
 * Workflow commands that GitHub shows as annotations on the lines of the pull request, the most severe first. What it would
 * drop is written to the log, and a notice says so.
 */
export const writeGithub = (report: CheckReport): string => {
  const { annotated, left } = share(report.findings);
  return [...annotated.map(annotate), ...(left.length === 0 ? [] : [tellLeft(left), ...left.map(logged)])].join('');
};
