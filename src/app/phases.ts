import {
  classChange,
  failure,
  pathsOfPhases,
  statePhases,
  success,
  type FileChange,
  type Finding,
  type Policy,
  type ProcessState,
  type Result,
} from '#core';
import { checkChange, type CheckOptions, type CheckPorts } from './review/check-change.ts';
import { fail, type Failure } from './failure.ts';
import type { JournalPorts } from './journal.ts';
import type { WorkingTree } from './ports.ts';
import { readTexts } from './read-texts.ts';
import { need, story } from './story.ts';

export interface TellingPhases {
  readonly processes: readonly ProcessState[];
  /** The commit the change was measured from; `empty` before the first. */
  readonly base: string;
  /** True where the change may go on, as far as phases are concerned. */
  readonly mayGoOn: boolean;
  readonly notes: readonly string[];
}

export interface PhaseOptions extends Pick<CheckOptions, 'base' | 'mode'> {
  /** The thing whose phases are meant, by what stands in the holes of the paths; left out: all. */
  readonly subject?: string;
}

export type PhasePorts = CheckPorts & JournalPorts;

/** A change as it was judged. */
export interface JudgedFiles {
  readonly files: readonly FileChange[];
  readonly findings: readonly Finding[];
}

/** Writes into the journal how a task's change is classed, where that is another than what stands there. */
export const recordClasses = (
  { journal }: JournalPorts,
  task: string | undefined,
  { phases }: Pick<Policy, 'phases'>,
  files: readonly FileChange[],
): Promise<Result<void, Failure>> =>
  story(async function* () {
    if (task === undefined || phases.length === 0) return;
    const entries = yield* need(journal.read({ task }));
    for (const process of phases) {
      const { verdict, ...rest } = classChange(process, files);
      const last = entries.findLast(({ event }) => event.kind === 'change-classed' && event.process === process.id);
      if (last?.event.kind === 'change-classed' && last.event.verdict === verdict && last.event.why === rest.why)
        continue;
      yield* need(journal.append({ kind: 'change-classed', task, process: process.id, verdict, ...rest }));
    }
  });

/** How far the orders of work of a policy are on the files as they are, and what a judged change is to them. Writes nothing. */
export const standOfPhases = (
  { repository }: { readonly repository: Pick<WorkingTree, 'files' | 'read'> },
  { phases }: Pick<Policy, 'phases'>,
  { files, findings }: JudgedFiles,
  subject?: string,
): Promise<Result<readonly ProcessState[], Failure>> =>
  story(async function* () {
    const paths = yield* need(repository.files());
    // What cannot be read is told as broken, at its place in the list.
    const { texts } = await readTexts(
      repository,
      phases.flatMap((process) => pathsOfPhases(process, paths)),
    );
    return phases.map((process): ProcessState => {
      const rules = new Set(process.code.map(({ rule }) => rule));
      return {
        process,
        classed: classChange(process, files),
        subjects: statePhases(process, { paths, text: (path) => texts.get(path) }, subject),
        findings: findings.filter(({ rule }) => rules.has(rule)),
      };
    });
  });

const refuseUnknown = (subject: string): Failure =>
  fail('bad-option', `Nothing here is called ${subject}.`, 'Leave the name out to see all there is.');

/**
 * How far the orders of work of the policy are, by what stands in the working tree, and what the change at hand is to them.
 * What is refused is what `check` refuses: the same rules judge.
 */
export const tellPhases = (
  ports: PhasePorts,
  { subject, ...options }: PhaseOptions,
  signal?: AbortSignal,
): Promise<Result<TellingPhases, Failure>> =>
  story(async function* () {
    const checked = yield* need(checkChange(ports, options, signal));
    const { policy } = checked.standing.standard;
    const judged = { files: checked.files, findings: checked.judgement.findings };
    const recorded = await recordClasses(ports, checked.standing.task, policy, checked.files);
    const processes = yield* need(standOfPhases(ports, policy, judged, subject));
    const found = processes.flatMap(({ subjects }) => subjects);
    yield* need(
      subject !== undefined && processes.length > 0 && found.length === 0
        ? failure(refuseUnknown(subject))
        : success(undefined),
    );
    const isRefused = processes.some(({ findings }) =>
      findings.some(({ level, waiver }) => level === 'block' && waiver === undefined),
    );
    const isAwaited = subject !== undefined && found.some(({ code }) => code.some(({ mayBeWritten }) => !mayBeWritten));
    return {
      processes,
      base: checked.base,
      mayGoOn: !isRefused && !isAwaited,
      notes: [...checked.notes, ...(recorded.ok ? [] : [recorded.error.message])],
    };
  });
