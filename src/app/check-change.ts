import type { Change, Judgement, Result } from '#core';
import type { Failure } from './failure.ts';
import { findingOfFreeze } from './kill-switch.ts';
import type { MeasureFrom } from './ports.ts';
import { review, type ReviewPorts } from './review.ts';
import type { StandingOptions, StandingPorts } from './ground.ts';
import { takeStanding, type Standing } from './standing.ts';
import { need, story } from './story.ts';

/** A judgement with where it came from. */
export interface CheckedChange {
  readonly judgement: Judgement;
  /** The revision it was measured from: a commit id, or `empty` before the first commit. */
  readonly base: Change['base'];
  /** Mode id; null when the work declared none. */
  readonly mode: string | null;
  /** The law's file and where it was read. */
  readonly policy: string;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

export interface CheckOptions extends StandingOptions {
  /** Judges what is staged instead of the working tree. */
  readonly staged?: boolean;
}

type CheckPorts = ReviewPorts & StandingPorts;

const baseOf = (from: MeasureFrom): string => {
  if ('revision' in from) return from.revision;
  return 'task' in from ? (from.task.commit ?? 'empty') : 'empty';
};

const judgeBy = (
  ports: CheckPorts,
  { standard, from, freeze }: Standing,
  options: { readonly staged?: boolean; readonly signal?: AbortSignal },
): Promise<Result<Pick<CheckedChange, 'judgement' | 'base'>, Failure>> =>
  story(async function* () {
    // The switch does not wait for a measurement, which may fail.
    if (freeze !== undefined) {
      const findings = [findingOfFreeze(freeze, ports.hash)];
      return { judgement: { verdict: 'block', findings, meters: [] }, base: baseOf(from) };
    }
    const { judgement, change } = yield* need(review(ports, standard, from, options));
    return { judgement, base: change.base };
  });

/** Judges what has changed: since the task began, or since a base. */
export const checkChange = (
  ports: CheckPorts,
  { staged = false, ...options }: CheckOptions,
  signal?: AbortSignal,
): Promise<Result<CheckedChange, Failure>> =>
  story(async function* () {
    const standing = yield* need(takeStanding(ports, options));
    const judged = yield* need(judgeBy(ports, standing, { staged, ...(signal === undefined ? {} : { signal }) }));
    const { standard, policy, notes } = standing;
    return { ...judged, mode: standard.mode?.id ?? null, policy, notes };
  });
