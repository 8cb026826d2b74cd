import type { Finding } from '../finding.ts';
import { capitalized, code, counted, plain } from '../markdown/write.ts';
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

/** How far something is, in few words. */
export const tellReached = ({ reached, phases }: Pick<SubjectState, 'reached' | 'phases'>): string =>
  reached === 0
    ? `none of ${counted(phases.length, 'phase')} is complete`
    : `phase ${reached} of ${phases.length} is complete`;

const headOf = ({ title }: Process, state: SubjectState): string =>
  `${state.subject === '' ? title : state.subject}: ${tellReached(state)}`;

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

/** Where there is neither code that waits for phases nor anything that these leave. */
export const tellNone = ({ phases }: Process): string =>
  `No code that comes after these phases is here yet, and nothing that they leave behind: ${phases.map(({ title }) => title).join(', ')}.`;

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
        ...(subjects.length === 0 ? [tellNone(process)] : subjects.flatMap((subject) => tellSubject(process, subject))),
      ];
      return `${lines.map((line) => printable(line)).join('\n')}\n`;
    })
    .join('\n');
};

// A preview shows the boxes of Markdown as they are typed.
const marks: Readonly<Record<ArtefactState['state'], string>> = { done: '✓', missing: '○', broken: '✗' };

const bulletOf = (one: ArtefactState): string => {
  const { artefact, state, why } = one;
  // What has no name of its own is called after its path, which stands beside it.
  const name = artefact.title === `${artefact.kind} ${artefact.path}` ? artefact.kind : artefact.title;
  const more = { done: '', missing: ' is missing', broken: ` is broken. ${plain(why)}` }[state];
  return `- ${marks[state]} ${plain(name)}: ${code(placeOf(one))}${more}`;
};

const writePhase = ({ phase, number, artefacts }: PhaseState): readonly string[] => [
  `#### ${number}. ${plain(phase.title)}`,
  '',
  ...artefacts.map(bulletOf),
  '',
];

/** What of the change comes too early: after the phases, which say what is missing. */
const writeEarly = (findings: readonly Finding[]): readonly string[] =>
  findings.length === 0
    ? []
    : [
        '### What Comes Too Early in This Change',
        '',
        ...findings.map(
          (finding) =>
            `- ${weightOf(finding)}: ${code(`${finding.path}:${finding.line}`)}: ${plain(finding.message)} (${code(finding.rule)})`,
        ),
        '',
      ];

const writeCode = (state: SubjectState): readonly string[] => {
  const told = codeOf(state);
  return told.length === 0 ? [] : [`${capitalized(told.map(plain).join('; '))}.`, ''];
};

/** The same as Markdown, with a mark for each artefact. */
export const writePhasesMarkdown = (processes: readonly ProcessState[]): string => {
  const parts = processes.flatMap(({ process, classed, subjects, findings }) => [
    `## ${plain(process.title)}`,
    '',
    `This change: ${plain(tellClass(classed))}`,
    '',
    ...(subjects.length === 0 ? [plain(tellNone(process)), ''] : []),
    ...subjects.flatMap((state) => [
      `### ${plain(headOf(process, state))}`,
      '',
      ...writeCode(state),
      ...state.phases.flatMap(writePhase),
    ]),
    ...writeEarly(findings),
  ]);
  return ['# Phases', '', ...(processes.length === 0 ? ['The policy has no phases.', ''] : parts)].join('\n');
};
