import type { Finding } from '../finding.ts';
import { code, plain } from '../markdown-write.ts';
import { printable, weightOf } from '../report/check-report.ts';
import type { Process } from './phase.ts';
import type { ArtefactState, PhaseState, SubjectState } from './state.ts';
import type { ChangeClass, ChangeClassed } from './trivial.ts';

const words: Readonly<Record<ChangeClass, string>> = {
  untouched: 'not touched',
  trivial: 'trivial, needs no phases',
  'needs-phases': 'needs the phases',
};

/** How a change was classed, in one line. */
export const tellClass = ({ verdict, why }: ChangeClassed): string => `${words[verdict]}. ${why}`;

/** How an order of work stands. */
export interface ProcessState {
  readonly process: Process;
  /** What the change at hand is to it. */
  readonly classed: ChangeClassed;
  readonly subjects: readonly SubjectState[];
  /** What in the change comes too early: the findings of its rules, which `check` has as well. */
  readonly findings: readonly Finding[];
}

const placeOf = ({ path, line }: Pick<ArtefactState, 'path' | 'line'>): string =>
  line === undefined ? path : `${path}:${line}`;

const headOf = ({ title }: Process, { subject, reached, phases }: SubjectState): string =>
  `${subject === '' ? title : subject}: phase ${reached} of ${phases.length} is complete`;

const codeOf = ({ code: waiting }: SubjectState): readonly string[] =>
  waiting.map(({ after, mayBeWritten }) =>
    mayBeWritten ? `code after phase ${after} may be written` : `code after phase ${after} may not be written yet`,
  );

const signs: Readonly<Record<ArtefactState['state'], string>> = {
  done: 'done   ',
  missing: 'missing',
  broken: 'broken ',
};

const tellPhase = ({ phase, number, complete, artefacts }: PhaseState): readonly string[] => [
  `  ${complete ? '✓' : '○'} ${number} ${phase.title}`,
  ...artefacts.map((one) => `      ${signs[one.state]} ${placeOf(one)}${one.why === '' ? '' : `  ${one.why}`}`),
];

const tellSubject = (process: Process, state: SubjectState): readonly string[] => [
  `${headOf(process, state)}; ${codeOf(state).join(', ')}`,
  // What is complete is not worth a screen.
  ...(state.reached === state.phases.length ? [] : state.phases.flatMap(tellPhase)),
];

const tellEarly = (finding: Finding): string => {
  const { path, line, rule, id, message } = finding;
  return `  ${path}:${line} ${weightOf(finding)}: ${message} (${rule}, ${id})`;
};

const none = 'Nothing that has phases is here yet.';

/** How orders of work stand, as a list for people: what is done, missing or broken, where, and why. */
export const writePhasesText = (processes: readonly ProcessState[]): string => {
  if (processes.length === 0) return 'The policy has no phases.\n';
  return processes
    .map(({ process, classed, subjects, findings }) => {
      const lines = [
        `${process.title} (${process.id})`,
        `This change: ${tellClass(classed)}`,
        ...(findings.length === 0 ? [] : ['It comes too early:', ...findings.map(tellEarly)]),
        '',
        ...(subjects.length === 0 ? [none] : subjects.flatMap((subject) => tellSubject(process, subject))),
      ];
      return `${lines.map((line) => printable(line)).join('\n')}\n`;
    })
    .join('\n');
};

const bulletOf = (one: ArtefactState): string =>
  `- [${one.state === 'done' ? 'x' : ' '}] ${plain(one.artefact.title)}: ${code(placeOf(one))}${one.why === '' ? '' : ` is ${one.state}. ${plain(one.why)}`}`;

const writePhase = ({ phase, number, artefacts }: PhaseState): readonly string[] => [
  `#### ${number}. ${plain(phase.title)}`,
  '',
  ...artefacts.map(bulletOf),
  '',
];

/** The same as Markdown, with a box for each artefact. */
export const writePhasesMarkdown = (processes: readonly ProcessState[]): string => {
  const parts = processes.flatMap(({ process, classed, subjects, findings }) => [
    `## ${plain(process.title)}`,
    '',
    `This change: ${plain(tellClass(classed))}`,
    '',
    ...findings.map(
      (finding) =>
        `- ${weightOf(finding)}: ${code(`${finding.path}:${finding.line}`)}: ${plain(finding.message)} (${code(finding.rule)})`,
    ),
    ...(findings.length === 0 ? [] : ['']),
    ...(subjects.length === 0 ? [none, ''] : []),
    ...subjects.flatMap((state) => [
      `### ${plain(headOf(process, state))}`,
      '',
      `${codeOf(state).map(plain).join(', ')}.`,
      '',
      ...state.phases.flatMap(writePhase),
    ]),
  ]);
  return ['# Phases', '', ...(processes.length === 0 ? ['The policy has no phases.', ''] : parts)].join('\n');
};
