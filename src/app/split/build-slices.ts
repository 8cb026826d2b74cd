import {
  applyHunks,
  budgetsFor,
  cutHunk,
  exceeds,
  failure,
  fillSlice,
  rulesInForce,
  success,
  takeLess,
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
import { judgeOneCommit } from '../past/judge-one-commit.ts';
import type { ReviewPorts, Standard } from '../review/review.ts';
import type { Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { asPast, type OpenedChange } from './open-change.ts';
import type { Put, Stack, StackedCommit, StackedOn } from './stack-ports.ts';
import { standsInTheWay, untried, type TriedSlice, type TrySlice } from './try-slices.ts';

/** A part of a change that can land by itself, on top of those before it. */
export interface Slice {
  readonly portions: readonly Portion[];
  readonly commit: StackedCommit;
  /** What the policy says of it alone. */
  readonly judgement: Judgement;
  /** The budgets that it exceeds and that nobody can divide it any more to keep; empty as it should be. */
  readonly over: readonly Meter[];
  /** What the gates say of it; nothing where none were to be run. */
  readonly tried: TriedSlice;
  readonly branch?: string;
}

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
  readonly tried: TriedSlice;
}

export interface Work {
  readonly stack: Stack;
  readonly opened: OpenedChange;
  readonly standing: Standing;
  readonly cut: CutPortion;
  readonly trySlice: TrySlice | undefined;
  readonly signal: AbortSignal | undefined;
}

interface From {
  readonly on: StackedOn;
  readonly queue: Queue;
  readonly applied: Applied;
}

/** Builds a slice of what was taken, and has it judged. */
const buildOne = (
  ports: ReviewPorts,
  { stack, opened, standing, signal }: Work,
  { on, applied }: From,
  filled: Filled,
) =>
  story<Omit<Built, 'tried'>>(async function* () {
    if (signal?.aborted === true)
      yield* need(failure(fail('cancelled', 'It was cancelled before the change was divided.')));
    const now = applyAll(applied, filled.taken);
    const puts = filled.taken.flatMap((portion) => putsOf(portion, now.get(portion.file.path) ?? [], opened));
    const commit = yield* need(stack.add(on, puts, ''));
    const judgement = yield* need(judgeOneCommit(ports, asPast(commit, on.parent), standing.standard, signal));
    return { filled, commit, judgement, over: exceededSums(standing.standard, judgement) };
  });

/**
 * Builds a slice and judges it; as long as it is more than the budgets allow, or its gates are not green, with less in it. Where its gates
 * are not green however little it holds, it is the most that the budgets allow.
 */
const buildSlice = (ports: ReviewPorts, work: Work, from: From): Promise<Result<Built, Failure>> =>
  story(async function* () {
    const { policy, mode } = work.standing.standard;
    let filled: Filled | undefined = fillSlice(from.queue, budgetsFor(policy, mode), work.cut);
    let most: Built | undefined;
    while (filled !== undefined) {
      const one: Omit<Built, 'tried'> = yield* need(buildOne(ports, work, from, filled));
      const less = takeLess(filled, work.cut);
      if (one.over.length === 0 || less === undefined) {
        const tried = yield* need(work.trySlice?.(one.commit, from.on) ?? success(untried));
        const built = { ...one, tried };
        if (!standsInTheWay(tried)) return built;
        most ??= built;
      }
      filled = less;
    }
    // The loop ends where less is nothing, and was tried by then.
    return most ?? (yield* need(failure(fail('no-change', 'There was nothing to take into a slice.'))));
  });

/** Builds one slice after the other, until nothing is left. */
export const buildSlices = (ports: ReviewPorts, work: Work, onSlice: ((number: number) => void) | undefined) =>
  story<readonly Slice[]>(async function* () {
    const slices: Slice[] = [];
    let { queue } = work.opened;
    let on: StackedOn = work.stack.base;
    let applied: Applied = new Map();
    while (queue.length > 0) {
      onSlice?.(slices.length + 1);
      const { filled, ...built } = yield* need(buildSlice(ports, work, { on, queue, applied }));
      const { commit } = built;
      slices.push({ portions: filled.taken, ...built });
      applied = applyAll(applied, filled.taken);
      on = { parent: commit.id, tree: commit.tree };
      queue = filled.rest;
    }
    return slices;
  });

/** Cuts the only hunk of a portion of this change. */
export const cutIn =
  ({ texts }: OpenedChange): CutPortion =>
  (portion) => {
    const [hunk] = portion.hunks;
    const sides = texts.get(portion.file.path);
    if (hunk === undefined || sides === undefined) return undefined;
    const parts = cutHunk(hunk, sides.before, sides.after);
    return parts === undefined ? undefined : { ...portion, hunks: parts };
  };
