import { need, story, tellPhases, type PhaseOptions, type TellingPhases } from '#app';
import { writePhasesMarkdown, writePhasesText, type ArtefactState, type SubjectState } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface ShowPhasesOptions extends Omit<PhaseOptions, 'subject'> {
  readonly format: 'text' | 'json' | 'markdown';
}

type PrintedSubject = Documents['phases']['processes'][number]['subjects'][number];

const describeArtefact = ({ artefact: { kind, title }, state, path, line, why }: ArtefactState) => ({
  kind,
  title,
  state,
  path,
  line: line ?? null,
  why,
});

const describeSubject = ({ subject, reached, phases, code, files }: SubjectState): PrintedSubject => ({
  subject,
  reached,
  phases: phases.map(({ phase: { id, title }, number, complete, artefacts }) => ({
    number,
    id,
    title,
    complete,
    artefacts: artefacts.map(describeArtefact),
  })),
  code: code.map(({ after, rule, mayBeWritten }) => ({ after, rule, may_be_written: mayBeWritten })),
  files,
});

const describePhases = ({ base, mayGoOn, processes }: TellingPhases): Documents['phases'] => ({
  base,
  may_go_on: mayGoOn,
  processes: processes.map(({ process: { id, title, level, because }, classed, findings, subjects }) => ({
    id,
    title,
    level,
    because,
    change: classed,
    findings,
    subjects: subjects.map(describeSubject),
  })),
});

const write: Readonly<Record<ShowPhasesOptions['format'], (told: TellingPhases) => string>> = {
  text: ({ processes }) => writePhasesText(processes),
  json: (told) => printDocument('phases', describePhases(told)),
  markdown: ({ processes }) => writePhasesMarkdown(processes),
};

export const show = (
  terminal: Terminal,
  machine: Machine,
  subject: string | undefined,
  { format, ...options }: ShowPhasesOptions,
) =>
  story<ExitCode>(async function* () {
    const named = subject === undefined ? options : { ...options, subject };
    const told = yield* need(tellPhases(machine, named, terminal.signal));
    sayNotes(terminal, told.notes);
    terminal.out(write[format](told));
    return told.mayGoOn ? 0 : 1;
  });
