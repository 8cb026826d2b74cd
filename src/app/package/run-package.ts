import {
  counted,
  failure,
  fillCommit,
  gateOfPackage,
  numberIn,
  present,
  readPackageState,
  reachesTarget,
  success,
  type MetricDocument,
  type PackageDocument,
  type PackageFile,
  type PackageState,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { findMode } from '../law/find-mode.ts';
import { runGatesAlone, type RanGates } from '../gates/run-gates.ts';
import type { Ground } from '../ground.ts';
import { refuseFrozen } from '../law/kill-switch.ts';
import { findFreezeNow, modeToJudgeBy } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { findCodex } from './ask-codex.ts';
import { findPackage, listPackages, modeOfPackage, type ListedPackage, type PackageOptions } from './list-packages.ts';
import type { PackagePorts, PackageWalker } from './package-ports.ts';
import { runCommands, type CommandScene } from './run-commands.ts';
import { walkSteps, type RanStep, type StepScene, type Walked } from './walk-steps.ts';

export interface RunPackageOptions extends PackageOptions {
  readonly id: string;
  /** True: what was done of it before is forgotten. */
  readonly restart?: boolean;
}

/** A metric before the first step and after the last one, as it was measured; null where it could not be. */
interface RanMetric {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly reached: boolean;
}

/** What a run of a package came to. */
export interface EndedPackage {
  readonly id: string;
  readonly title: string;
  /** done: every step, gate and metric. stopped: somebody did not agree to a step. unknown: nobody knows what is there now. */
  readonly verdict: 'done' | 'failed' | 'stopped' | 'unknown';
  readonly steps: readonly RanStep[];
  /** What the commands that failed wrote last. */
  readonly shown: string;
  readonly gates?: RanGates;
  readonly metrics: readonly RanMetric[];
  /** The message for the commit, with its numbers; left out unless it is done. */
  readonly commit?: string;
  /** What a person does now, where it failed. */
  readonly recovery: PackageDocument['recovery'];
  readonly notes: readonly string[];
}

/** A package that may be run. */
interface Runnable {
  readonly ground: Ground;
  readonly listed: ListedPackage;
  readonly file: PackageFile;
  readonly document: PackageDocument;
  readonly mode: string | undefined;
  readonly notes: readonly string[];
}

const refuseUnsound = ({ source, problems, file }: ListedPackage): Result<PackageDocument, Failure> => {
  if (!source.reviewed)
    return failure(
      fail(
        'no-policy',
        `${source.path} is not in the commit that this work starts from, and only commands that are there are run.`,
        'Read its commands, commit it, then run it.',
      ),
    );
  const errors = problems.filter(({ severity }) => severity === 'error');
  return file.document === undefined || errors.length > 0
    ? failure({
        ...fail('bad-package', `The package ${file.id} has mistakes, so nothing of it is run.`),
        problems: errors,
      })
    : success(file.document);
};

const findRunnable = (ports: PackagePorts, { id, ...options }: RunPackageOptions) =>
  story<Runnable>(async function* () {
    const { packages, ground, notes } = yield* need(listPackages(ports, options));
    const freeze = yield* need(findFreezeNow(ports, ground.law));
    if (freeze !== undefined) yield* need(failure(await refuseFrozen(ports.journal, freeze, 'run')));
    if (options.mode !== undefined) yield* need(findMode(ground.law.policy, options.mode));
    const listed = yield* need(findPackage(packages, id));
    const document = yield* need(refuseUnsound(listed));
    const mode = modeOfPackage(ground, listed.file, options.mode)?.id;
    yield* need(modeToJudgeBy(ground.law.policy, mode));
    return { ground, listed, file: listed.file, document, mode, notes };
  });

const changedSince = (id: string): Failure =>
  fail(
    'bad-package',
    `The package ${id} is another than when it was begun, so its steps that are done may not be those of now.`,
    'Look at what is there, then begin anew (`--restart`).',
  );

/** How far the package was; undefined where it begins now. */
const findBegun = (
  ports: PackagePorts,
  { file }: Runnable,
  restart: boolean,
): Promise<Result<PackageState | undefined, Failure>> =>
  story(async function* () {
    const kept = restart ? undefined : yield* need(ports.packages.read(file.id));
    if (kept === undefined) return yield* need(success(undefined));
    const state = readPackageState(kept);
    const isSame = state?.digest === ports.hash(file.text);
    return yield* need(isSame ? success(state) : failure(changedSince(file.id)));
  });

const measure = (scene: CommandScene, metrics: readonly MetricDocument[]) =>
  story<Readonly<Record<string, number | null>>>(async function* () {
    const measured: Record<string, number | null> = {};
    for (const metric of metrics) {
      const { why, out } = yield* need(runCommands(scene, [metric]));
      measured[metric.id] = why === undefined ? (numberIn(metric, out) ?? null) : null;
    }
    return measured;
  });

/** Preflight and what is measured before the first step. */
const begin = (scene: StepScene, { file }: Runnable) =>
  story<PackageState>(async function* () {
    const { document, ports } = scene;
    const { why } = yield* need(runCommands(scene, document.preflight));
    if (why !== undefined)
      yield* need(
        failure(fail('may-not', `The package ${file.id} does not begin: ${why}`, 'Its preflight has to end well.')),
      );
    const before = yield* need(measure(scene, document.metrics));
    return { version: 1, package: file.id, digest: ports.hash(file.text), done: [], before };
  });

const tellDone = (steps: number): string => `${counted(steps, 'step')} ${steps === 1 ? 'was' : 'were'} done before.`;

const walk = (scene: StepScene, runnable: Runnable, restart: boolean) =>
  story<Walked>(async function* () {
    const begun = yield* need(findBegun(scene.ports, runnable, restart));
    if (begun !== undefined)
      scene.walker.hear({ kind: 'resumed', id: runnable.file.id, why: tellDone(begun.done.length) });
    return yield* need(walkSteps(scene, begun ?? (yield* need(begin(scene, runnable)))));
  });

const verify = (scene: StepScene, { ground, file, mode }: Runnable, base: string | undefined) => {
  const own = gateOfPackage(file);
  const ids = scene.document.verification.flatMap((check) => ('gate' in check ? [check.gate] : []));
  const named = ground.task === undefined ? mode : undefined;
  return runGatesAlone(
    scene.ports,
    {
      ...present('base', base),
      ...present('mode', named),
      choice: { ids: [...new Set(ids)], also: own === undefined ? [] : [own] },
    },
    { begins: (_gate, command) => scene.walker.hear({ kind: 'command', command }) },
    scene.signal,
  );
};

const compare = (
  { metrics }: PackageDocument,
  before: PackageState['before'],
  after: Readonly<Record<string, number | null>>,
): readonly RanMetric[] =>
  metrics.map((metric) => ({
    id: metric.id,
    title: metric.title ?? metric.id,
    unit: metric.unit ?? '',
    before: before[metric.id] ?? null,
    after: after[metric.id] ?? null,
    reached: reachesTarget(metric, after[metric.id] ?? undefined),
  }));

const tellNumber = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'not measured' : String(value);

const commitOf = ({ commit }: PackageDocument, metrics: readonly RanMetric[]): string =>
  fillCommit(commit, (id, when) => tellNumber(metrics.find((metric) => metric.id === id)?.[when]));

const verdictOf = (gates: RanGates, metrics: readonly RanMetric[]): EndedPackage['verdict'] => {
  if (gates.verdict === 'red' || metrics.some(({ reached }) => !reached)) return 'failed';
  return gates.verdict === 'unknown' ? 'unknown' : 'done';
};

/** What came of steps that were not all done. */
const endEarly = ({ steps, unclear }: Walked): EndedPackage['verdict'] => {
  if (unclear) return 'unknown';
  return steps.some(({ state }) => state === 'failed') ? 'failed' : 'stopped';
};

const carryOut = (scene: StepScene, runnable: Runnable, { base, restart = false }: RunPackageOptions) =>
  story<EndedPackage>(async function* () {
    const { document, file, notes } = runnable;
    const walked = yield* need(walk(scene, runnable, restart));
    const common = { id: file.id, title: document.title, steps: walked.steps, shown: walked.shown, notes };
    const isWhole = walked.steps.every(({ state }) => state === 'done' || state === 'left-out');
    const { recovery } = document;
    if (!isWhole) return { ...common, verdict: endEarly(walked), metrics: [], recovery };
    const gates = yield* need(verify(scene, runnable, base));
    const after = yield* need(measure(scene, document.metrics));
    const metrics = compare(document, walked.state.before, after);
    const verdict = verdictOf(gates, metrics);
    if (verdict !== 'done') return { ...common, gates, metrics, verdict, recovery };
    await scene.ports.packages.drop(file.id);
    return { ...common, gates, metrics, verdict, recovery: [], commit: commitOf(document, metrics) };
  });

/**
 * Carries a package out: preflight, what is measured before, the steps that are not done yet, gates and commands that verify it, what is
 * measured after. A step that fails is rolled back, and the next run goes on there. Only what was reviewed is run, and
 * only commands of its mode.
 */
export const runPackage = (
  ports: PackagePorts,
  options: RunPackageOptions,
  walker: PackageWalker,
  signal?: AbortSignal,
): Promise<Result<EndedPackage, Failure>> =>
  story(async function* () {
    const runnable = yield* need(findRunnable(ports, options));
    const { document, ground } = runnable;
    const codex = yield* need(findCodex(document, ground, walker));
    const scene: StepScene = { ports, walker, document, task: ground.task?.id, signal, codex };
    // Nothing else is run on these files between its steps and what verifies them.
    return yield* need(ports.gates.alone(() => carryOut(scene, runnable, options)));
  });
