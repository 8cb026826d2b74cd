import {
  compilePattern,
  failure,
  matchesAny,
  present,
  success,
  writePackageState,
  type PackageDocument,
  type PackageState,
  type Result,
  type StepDocument,
  type StepState,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { askForStep, promptOfStep } from './ask-codex.ts';
import type { AskCodex } from './package-ports.ts';
import { runCommands, type CommandScene, type RanCommands } from './run-commands.ts';

/** How a step stands at the end of a run. */
export interface RanStep {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  /** Why it was left out or failed, and what became of its rollback. */
  readonly why?: string;
}

/** What became of the steps, and how far the package is. */
export interface Walked {
  readonly steps: readonly RanStep[];
  readonly state: PackageState;
  /** What the commands of a step that failed wrote last. */
  readonly shown: string;
  /** True where the rollback of a step failed, too, so that nobody knows what is there. */
  readonly unclear: boolean;
}

/** What the machine is asked for while steps are done. */
export interface StepScene extends CommandScene {
  readonly document: PackageDocument;
  /** Who carries out steps for Codex; there where the package has one. */
  readonly codex: AskCodex | undefined;
}

const keepState = ({ ports }: StepScene, state: PackageState): Promise<Result<void, Failure>> =>
  ports.packages.keep(state.package, writePackageState(state));

/** The state without a step that is under way. */
const rest = ({ running: _running, ...state }: PackageState): PackageState => state;

const listFiles = async ({ ports }: StepScene): Promise<Result<readonly string[], Failure>> => ports.repository.files();

const globsMissing = (globs: readonly string[], files: readonly string[]): readonly string[] =>
  globs.filter((glob) => !files.some(matchesAny([glob])));

/** Why a step belongs to a wave that is left out; undefined where it is done. */
const whyLeftOut = ({ waves = [] }: PackageDocument, { wave }: StepDocument, files: readonly string[]) => {
  const missing = globsMissing(waves.find(({ id }) => id === wave)?.needs ?? [], files);
  return missing.length === 0 ? undefined : `Wave ${wave ?? ''} needs ${missing.join(', ')}, and that is not there.`;
};

/** Why what a step left is not what it should be; undefined where it is. */
const whyNotExpected = ({ leaves = [], prints }: StepDocument, { out }: RanCommands, files: readonly string[]) => {
  const missing = globsMissing(leaves, files);
  if (missing.length > 0) return `It left no ${missing.join(', ')}.`;
  return prints === undefined || compilePattern(prints, 'lines')?.test(out) === true
    ? undefined
    : `It did not print ${prints}.`;
};

/** Undoes a step; why that failed, too, or undefined. */
const rollBack = (scene: StepScene, { id, rollback }: StepDocument, why: string) =>
  story<string | undefined>(async function* () {
    if (rollback === 'nothing') return yield* need(success(undefined));
    scene.walker.hear({ kind: 'rollback', id, why });
    // What was begun is undone even where somebody asks to stop.
    const undone = yield* need(runCommands({ ...scene, signal: undefined }, rollback));
    return undone.why;
  });

const letCodex = ({ codex, document, walker, signal }: StepScene, step: StepDocument) =>
  story<string | undefined>(async function* () {
    if (step.codex === undefined) return undefined;
    // It was looked for before the first step.
    if (codex === undefined) throw new Error(`Nobody carries out the step ${step.id}.`);
    walker.hear({ kind: 'codex', id: step.id, text: step.codex });
    return yield* need(askForStep(codex, promptOfStep(document, step), signal));
  });

const doStep = (scene: StepScene, step: StepDocument) =>
  story<RanCommands>(async function* () {
    const undone = yield* need(letCodex(scene, step));
    if (undone !== undefined) return { why: undone, out: '', shown: '' };
    const ran = yield* need(runCommands(scene, step.commands ?? []));
    if (ran.why !== undefined) return ran;
    const why = whyNotExpected(step, ran, yield* need(listFiles(scene)));
    return why === undefined ? ran : { ...ran, why };
  });

const tellUndone = ({ rollback }: StepDocument, why: string, undone: string | undefined): string => {
  if (undone !== undefined) return `${why} Its rollback failed, too: ${undone}`;
  return rollback === 'nothing' ? why : `${why} It was rolled back.`;
};

/** What a run that was cut off left of a step is undone before anything else. */
const recover = (scene: StepScene, state: PackageState) =>
  story<PackageState>(async function* () {
    const step = scene.document.steps.find(({ id }) => id === state.running);
    if (step === undefined) return yield* need(success(rest(state)));
    const undone = yield* need(rollBack(scene, step, 'The last run was cut off in this step.'));
    if (undone !== undefined)
      yield* need(
        failure(
          fail(
            'bad-package',
            `The last run was cut off in the step ${step.id}, and its rollback failed: ${undone}`,
            'Put the files right yourself, then begin anew (`--restart`).',
          ),
        ),
      );
    yield* need(keepState(scene, rest(state)));
    return rest(state);
  });

interface Walking {
  readonly steps: RanStep[];
  state: PackageState;
}

type StepEnd = 'on' | 'stop' | { readonly shown: string; readonly unclear: boolean };

const walkStep = (scene: StepScene, walking: Walking, step: StepDocument, number: number) =>
  story<StepEnd>(async function* () {
    const { id, title, codex, commands = [], expect } = step;
    const { document, walker } = scene;
    const tell = (state: RanStep['state'], why?: string): void =>
      void walking.steps.push({ id, title, state, ...(why === undefined ? {} : { why }) });
    if (walking.state.done.includes(id)) {
      tell('done');
      return 'on';
    }
    const leftOut = whyLeftOut(document, step, yield* need(listFiles(scene)));
    if (leftOut !== undefined) {
      walker.hear({ kind: 'left-out', id, why: leftOut });
      tell('left-out', leftOut);
      return 'on';
    }
    walker.hear({ kind: 'step', id, title, number, of: document.steps.length });
    if (
      !(await walker.confirm({
        id,
        title,
        ...present('codex', codex),
        commands: commands.map(({ run }) => run),
        expect,
      }))
    ) {
      tell('open');
      return 'stop';
    }
    yield* need(keepState(scene, { ...walking.state, running: id }));
    const ran = await doStep(scene, step);
    if (!ran.ok) {
      // A step that was broken off is half done: it is undone, and done anew the next time.
      const broken = yield* need(rollBack(scene, step, ran.error.message));
      if (broken === undefined) yield* need(keepState(scene, walking.state));
      return yield* need(ran);
    }
    if (ran.value.why === undefined) {
      walking.state = { ...walking.state, done: [...walking.state.done, id] };
      yield* need(keepState(scene, walking.state));
      tell('done');
      return 'on';
    }
    const undone = yield* need(rollBack(scene, step, ran.value.why));
    tell('failed', tellUndone(step, ran.value.why, undone));
    // A step that could not be undone stays under way: the next run tries that first.
    if (undone === undefined) yield* need(keepState(scene, walking.state));
    return { shown: ran.value.shown, unclear: undone !== undefined };
  });

/** Does the steps that are not done yet, each after it was agreed to, until one fails or nobody agrees. */
export const walkSteps = (scene: StepScene, begun: PackageState): Promise<Result<Walked, Failure>> =>
  story(async function* () {
    const walking: Walking = { steps: [], state: yield* need(recover(scene, begun)) };
    const { steps } = scene.document;
    let end: StepEnd = 'on';
    for (const [index, step] of steps.entries())
      if (end === 'on') end = yield* need(walkStep(scene, walking, step, index + 1));
      else walking.steps.push({ id: step.id, title: step.title, state: 'open' });
    const { shown, unclear } = typeof end === 'string' ? { shown: '', unclear: false } : end;
    return { steps: walking.steps, state: walking.state, shown, unclear };
  });
