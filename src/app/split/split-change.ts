import {
  applyHunks,
  budgetsFor,
  cutHunk,
  exceeds,
  failure,
  fillSlice,
  present,
  rulesInForce,
  takeLess,
  writeSliceMessage,
  type CutPortion,
  type Filled,
  type Hunk,
  type Judgement,
  type Meter,
  type Portion,
  type Queue,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { StandingOptions, StandingPorts } from '../ground.ts';
import type { Repository } from '../ports.ts';
import { demandsOf, judgeReading, readMeasured, type ReviewPorts, type Standard } from '../review.ts';
import { takeStanding, type Standing } from '../standing.ts';
import { need, story } from '../story.ts';
import { asPast, measureOne, openChange, type OpenChangePorts, type OpenedChange } from './open-change.ts';
import type { OpenStack, Put, Stack, StackedCommit, StackedOn } from './stack-ports.ts';

export type SplitPorts = StandingPorts & ReviewPorts & OpenChangePorts & { readonly openStack: OpenStack };

export interface SplitOptions extends Pick<StandingOptions, 'base' | 'mode'> {
  /** Makes branches of the slices, `PREFIX/1` and on; left out: it is only told how the change would be divided. */
  readonly branches?: string;
}

/** A part of a change that can land by itself, on top of those before it. */
export interface Slice {
  readonly portions: readonly Portion[];
  readonly commit: StackedCommit;
  /** What the policy says of it alone. */
  readonly judgement: Judgement;
  /** The budgets that it exceeds and that nobody can divide it any more to keep; empty as it should be. */
  readonly over: readonly Meter[];
  readonly branch?: string;
}

export interface SplitChange {
  readonly slices: readonly Slice[];
  /** What is there, and what the last slice comes to: the same. */
  readonly tree: string;
  /** The commit that the slices are built upon; null before the first. */
  readonly base: string | null;
  readonly standing: Standing;
  readonly whole: Judgement;
}

/** Told of each slice once it is judged. */
export type OnSlice = (slice: Pick<Slice, 'portions' | 'judgement'>, number: number) => void;

interface Watch {
  readonly onSlice?: OnSlice;
  readonly signal?: AbortSignal | undefined;
}

/** The judgement of a commit of a stack, as `check` would judge it there. */
const judgeCommit = (
  ports: SplitPorts,
  commit: StackedCommit,
  on: StackedOn,
  { standing, signal }: { readonly standing: Standing; readonly signal: AbortSignal | undefined },
): Promise<Result<Judgement, Failure>> =>
  story(async function* () {
    const measured = yield* need(measureOne(ports, asPast(commit, on.parent), standing, signal));
    const { standard } = standing;
    const read = yield* need(readMeasured(ports, measured, { standard, needs: demandsOf(standard).needs, signal }));
    return (yield* need(judgeReading(ports, standard, read, signal))).judgement;
  });

/** The exceeded budgets of sums: a smaller change uses less of them. */
const exceededSums = ({ policy, mode, scope }: Standard, { meters }: Judgement): readonly Meter[] => {
  const sums = new Set(
    rulesInForce(policy, mode, scope)
      .filter(({ kind }) => kind === 'diff-budget')
      .map(({ id }) => id),
  );
  return meters.filter((meter) => exceeds(meter) && sums.has(meter.id));
};

/** What is put at the paths of a file once some of its hunks are in. */
const putsOf = (
  { file, ends }: Portion,
  applied: readonly Hunk[],
  { stored, texts }: Pick<OpenedChange, 'stored' | 'texts'>,
): readonly Put[] => {
  const { path, from } = file;
  const { before, after } = stored.get(path) ?? {};
  const moved: readonly Put[] = from === undefined ? [] : [{ path: from, gone: true }];
  if (ends) return [...moved, { path, ...(after ?? { gone: true }) }];
  const mode = (after ?? before)?.mode;
  const sides = texts.get(path);
  if (mode === undefined || sides === undefined) throw new Error(`${path} cannot be divided, and was.`);
  return [...moved, { path, mode, bytes: applyHunks(sides.before, sides.after, applied) }];
};

/** What was put in by the slices so far: by path, the hunks. */
type Applied = ReadonlyMap<string, readonly Hunk[]>;

const applyAll = (applied: Applied, portions: readonly Portion[]): Applied => {
  const next = new Map(applied);
  for (const { file, hunks } of portions) next.set(file.path, [...(next.get(file.path) ?? []), ...hunks]);
  return next;
};

interface Built {
  readonly filled: Filled;
  readonly commit: StackedCommit;
  readonly judgement: Judgement;
  readonly over: readonly Meter[];
}

interface Work {
  readonly stack: Stack;
  readonly opened: OpenedChange;
  readonly standing: Standing;
  readonly cut: CutPortion;
  readonly signal: AbortSignal | undefined;
}

/** Builds a slice and judges it; as long as it is more than the budgets allow, with less in it. */
const buildSlice = (
  ports: SplitPorts,
  { stack, opened, standing, cut, signal }: Work,
  from: { readonly on: StackedOn; readonly queue: Queue; readonly applied: Applied },
): Promise<Result<Built, Failure>> =>
  story(async function* () {
    const { policy, mode } = standing.standard;
    let filled = fillSlice(from.queue, budgetsFor(policy, mode), cut);
    for (;;) {
      if (signal?.aborted === true)
        yield* need(failure(fail('cancelled', 'It was cancelled before the change was divided.')));
      const applied = applyAll(from.applied, filled.taken);
      const puts = filled.taken.flatMap((portion) => putsOf(portion, applied.get(portion.file.path) ?? [], opened));
      const commit = yield* need(stack.add(from.on, puts, ''));
      const judgement = yield* need(judgeCommit(ports, commit, from.on, { standing, signal }));
      const over = exceededSums(standing.standard, judgement);
      const less = over.length === 0 ? undefined : takeLess(filled, cut);
      if (less === undefined) return { filled, commit, judgement, over };
      filled = less;
    }
  });

const buildSlices = (ports: SplitPorts, work: Work, onSlice: OnSlice | undefined) =>
  story<readonly Slice[]>(async function* () {
    const slices: Slice[] = [];
    let { queue } = work.opened;
    let on: StackedOn = work.stack.base;
    let applied: Applied = new Map();
    while (queue.length > 0) {
      const { filled, commit, judgement, over } = yield* need(buildSlice(ports, work, { on, queue, applied }));
      const slice = { portions: filled.taken, commit, judgement, over };
      slices.push(slice);
      onSlice?.(slice, slices.length);
      applied = applyAll(applied, filled.taken);
      on = { parent: commit.id, tree: commit.tree };
      queue = filled.rest;
    }
    return slices;
  });

const cutIn =
  ({ texts }: OpenedChange): CutPortion =>
  (portion) => {
    const [hunk] = portion.hunks;
    const sides = texts.get(portion.file.path);
    if (hunk === undefined || sides === undefined) return undefined;
    const parts = cutHunk(hunk, sides.before, sides.after);
    return parts === undefined ? undefined : { ...portion, hunks: parts };
  };

/** The slices as branches, in the name of whoever asks. */
const keepBranches = (
  { repository }: { readonly repository: Pick<Repository, 'identity'> },
  stack: Stack,
  slices: readonly Slice[],
  prefix: string,
): Promise<Result<readonly Slice[], Failure>> =>
  story(async function* () {
    const by = yield* need(repository.identity());
    const branches = slices.map(({ commit, portions }, at) => ({
      name: `${prefix}/${at + 1}`,
      tree: commit.tree,
      message: writeSliceMessage(portions, at + 1, slices.length),
    }));
    const commits = yield* need(stack.keep(branches, by));
    return slices.map((slice, at) => ({
      ...slice,
      commit: commits[at] ?? slice.commit,
      ...present('branch', branches[at]?.name),
    }));
  });

const divide = (
  ports: SplitPorts,
  {
    stack,
    standing,
    branches,
  }: { readonly stack: Stack; readonly standing: Standing } & Pick<SplitOptions, 'branches'>,
  { onSlice, signal }: Watch,
): Promise<Result<SplitChange, Failure>> =>
  story(async function* () {
    const { base, whole } = stack;
    const measured = yield* need(measureOne(ports, asPast(whole, base.parent), standing, signal));
    const judged = yield* need(judgeCommit(ports, whole, base, { standing, signal }));
    const opened = yield* need(openChange(ports, stack, measured, signal));
    const work = { stack, opened, standing, cut: cutIn(opened), signal };
    const slices = yield* need(buildSlices(ports, work, onSlice));
    const last = slices.at(-1)?.commit.tree;
    // What is lost here would be lost for good once somebody trusts the branches.
    if (last !== whole.tree)
      throw new Error(`The slices come to ${last ?? 'nothing'}, and what is here is ${whole.tree}.`);
    const isWhole = slices.every(({ over }) => over.length === 0);
    const kept =
      branches === undefined || !isWhole ? slices : yield* need(keepBranches(ports, stack, slices, branches));
    return { slices: kept, tree: whole.tree, base: base.parent, standing, whole: judged };
  });

/**
 * Divides what has changed into slices, each within the budgets as it stands on those before it; what they come to is exactly
 * what is there. A slice that exceeds a budget all the same holds one piece that nobody can divide, and is told as such; then
 * no branch is made. What is checked out, and the index, stay as they are.
 */
export const splitChange = (
  ports: SplitPorts,
  { branches, ...options }: SplitOptions,
  watch: Watch = {},
): Promise<Result<SplitChange, Failure>> =>
  story(async function* () {
    const standing = yield* need(takeStanding(ports, options));
    const stack = yield* need(ports.openStack(standing.from, watch.signal));
    try {
      return yield* need(divide(ports, { stack, standing, ...present('branches', branches) }, watch));
    } finally {
      await stack.dispose();
    }
  });
