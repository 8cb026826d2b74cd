import { tellPackageProgress, type EndedPackage, type ListedPackage, type PackageEvent } from '#app';
import { printable, stepStateNames } from '#core';
import { tellGateRun } from './gate-words.ts';
import { table } from './table.ts';

/** The packages there are, one a line. */
export const tellPackages = (packages: readonly ListedPackage[]): string =>
  packages.length === 0
    ? 'This repository has no package.\n'
    : table(
        packages.map((listed) => [
          listed.file.id,
          listed.file.document?.complexity ?? '',
          tellPackageProgress(listed),
          listed.file.document?.goal ?? '',
        ]),
      );

/** What a package is about to do, in one line. */
export const tellEvent = (event: PackageEvent): string => {
  if (event.kind === 'step') return `step ${event.number} of ${event.of}: ${event.title}`;
  if (event.kind === 'command') return `  $ ${event.command.run}`;
  if (event.kind === 'codex') return `  Codex is asked: ${printable(event.text)}`;
  if (event.kind === 'resumed') return `It goes on where it was: ${event.why}`;
  return event.kind === 'rollback'
    ? `  ${event.why} Rolling back ${event.id}.`
    : `step ${event.id} is left out. ${event.why}`;
};

const tellValue = (value: number | null, unit: string): string =>
  value === null ? 'not measured' : `${value}${unit === '' ? '' : ` ${unit}`}`;

const tellMetrics = ({ metrics }: EndedPackage): string =>
  table(
    metrics.map(({ title, unit, before, after, reached }) => [
      title,
      `${tellValue(before, unit)} → ${tellValue(after, unit)}`,
      reached ? 'reached' : 'not reached',
    ]),
  );

const verdicts: Readonly<Record<EndedPackage['verdict'], string>> = {
  done: 'It is done. The message for the commit:',
  failed: 'It is not done.',
  stopped: 'It was stopped. The next run goes on there.',
  unknown: 'Nobody can tell what is there now: look at the files before anything else.',
};

/** What a run of a package came to. */
export const tellPackageRun = (ended: EndedPackage): string =>
  [
    table(ended.steps.map(({ id, state, why = '' }) => [id, stepStateNames[state], why])),
    ...(ended.gates === undefined ? [] : [tellGateRun(ended.gates)]),
    tellMetrics(ended),
    `${verdicts[ended.verdict]}\n`,
    ...(ended.commit === undefined ? [] : [`\n${ended.commit.split('\n').map(printable).join('\n').trimEnd()}\n`]),
    ...(ended.verdict === 'stopped'
      ? []
      : ended.recovery.map(({ when, do: what }) => `${printable(`${when} ${what}`)}\n`)),
  ].join('');
