import { present, writeSliceMessage, type Judgement, type Result } from '#core';
import type { Failure } from '../failure.ts';
import type { ProvePorts } from '../gates/prove-ports.ts';
import type { StandingOptions, StandingPorts } from '../ground.ts';
import { judgeOneCommit, measureOneCommit } from '../past/judge-one-commit.ts';
import type { Clock, Repository } from '../ports.ts';
import type { ReviewPorts } from '../review/review.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { buildSlices, cutIn, type Slice } from './build-slices.ts';
import { asPast, openChange, type OpenChangePorts } from './open-change.ts';
import type { OpenStack, Stack } from './stack-ports.ts';
import { standsInTheWay, withTrials, type TrySlice } from './try-slices.ts';

export type SplitPorts = StandingPorts &
  ReviewPorts &
  OpenChangePorts &
  Pick<ProvePorts, 'copyTree'> & { readonly openStack: OpenStack };

export interface SplitOptions extends Pick<StandingOptions, 'base' | 'mode'> {
  /** Makes branches of the slices, `PREFIX/1` and on; left out: it is only told how the change would be divided. */
  readonly branches?: string;
  /** Runs the gates that each slice needs, on a copy of what it comes to; left out: nothing is run. */
  readonly run?: boolean;
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

/** Hears how far it is. */
export interface SplitWatch {
  /** A slice is being built, from 1 on. */
  readonly onSlice?: (number: number) => void;
  readonly onGate?: (gate: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The slices as branches, in the name of whoever asks. */
const keepBranches = (
  { repository, clock }: { readonly repository: Pick<Repository, 'identity'>; readonly clock: Clock },
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
    const commits = yield* need(stack.keep(branches, { by, at: clock.now() }));
    return slices.map((slice, at) => ({
      ...slice,
      commit: commits[at] ?? slice.commit,
      ...present('branch', branches[at]?.name),
    }));
  });

/** True where a slice keeps the budgets, and its gates are green as far as they were run. */
export const isInOrder = ({ over, tried }: Pick<Slice, 'over' | 'tried'>): boolean =>
  over.length === 0 && !standsInTheWay(tried);

/** True where every slice keeps the budgets, and its gates are green as far as they were run. */
export const isDivided = ({ slices }: Pick<SplitChange, 'slices'>): boolean => slices.every(isInOrder);

const divide = (ports: SplitPorts, stack: Stack, standing: Standing, more: SplitWatch & { trySlice?: TrySlice }) =>
  story<SplitChange>(async function* () {
    const { base, whole } = stack;
    const { onSlice, signal, trySlice } = more;
    const past = asPast(whole, base.parent);
    const measured = yield* need(measureOneCommit(ports, past, standing.standard, { signal }));
    const judged = yield* need(judgeOneCommit(ports, past, standing.standard, signal));
    const opened = yield* need(openChange(ports, stack, measured, signal));
    const work = { stack, opened, standing, cut: cutIn(opened), trySlice, signal };
    const slices = yield* need(buildSlices(ports, work, onSlice));
    const last = slices.at(-1)?.commit.tree;
    // What is lost here would be lost for good once somebody trusts the branches.
    if (last !== whole.tree)
      throw new Error(`The slices come to ${last ?? 'nothing'}, and what is here is ${whole.tree}.`);
    return { slices, tree: whole.tree, base: base.parent, standing, whole: judged };
  });

/**
 * Divides what has changed into slices, each within the budgets as it stands on those before it; what they come to is exactly
 * what is there. A slice that exceeds a budget all the same holds one piece that nobody can divide, and is told as such, as is one
 * whose gates are not green; then no branch is made. What is checked out, and the index, stay as they are.
 */
export const splitChange = (
  ports: SplitPorts,
  { branches, run = false, ...options }: SplitOptions,
  watch: SplitWatch = {},
): Promise<Result<SplitChange, Failure>> =>
  story(async function* () {
    const { onGate = () => undefined, signal } = watch;
    const standing = yield* need(takeStanding(ports, options));
    const stack = yield* need(ports.openStack(standing.from, signal));
    try {
      const trial = { standing, signal, onGate };
      const split = yield* need(
        run
          ? withTrials(ports, stack, trial, (trySlice) => divide(ports, stack, standing, { ...watch, trySlice }))
          : divide(ports, stack, standing, watch),
      );
      if (branches === undefined || !isDivided(split)) return split;
      return { ...split, slices: yield* need(keepBranches(ports, stack, split.slices, branches)) };
    } finally {
      await stack.dispose();
    }
  });
