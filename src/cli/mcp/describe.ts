import type { Failure } from '#app';
import { describeMeter, remedyOf, type Budget, type Finding, type Judgement } from '#core';
import type * as z from 'zod';
import { wayOut, writeProblemsOf } from '../complain.ts';
import type { modeLaw, ruling } from './documents.ts';

type Meter = Judgement['meters'][number];
type Ruling = z.infer<typeof ruling>;

/** A finding as a tool tells it. */
export const describeFinding = (finding: Finding): Ruling['findings'][number] => ({
  ...finding,
  remedy: remedyOf(finding),
});

/** A meter as a tool tells it: with the limit up to which nothing stops the agent that asks. */
export const describeUse = ({ lifted, ...meter }: Meter): Ruling['meters'][number] => {
  const limit = lifted ?? meter.limit;
  return { ...describeMeter({ ...meter, limit }), left: limit - meter.used };
};

/** A budget as a tool tells it. */
export const describeBudget = (id: string, budget: Budget): z.infer<typeof modeLaw>['budgets'][number] => ({
  id,
  limit: budget.limit,
  level: budget.level,
  because: budget.because,
  ...(budget.raisedBy === undefined ? {} : { raised_by: budget.raisedBy }),
});

/** A meter on one line: `budget.lines: 143 of 200, 57 left`. */
export const tellMeter = ({ id, used, limit }: Pick<Meter, 'id' | 'used' | 'limit'>): string =>
  `${id}: ${used} of ${limit}, ${used > limit ? `${used - limit} too many` : `${limit - used} left`}`;

/** Why a tool has no answer, and what to do about it. */
export const tellFailure = (failure: Failure): string => {
  // An agent starts no task: it names the mode it asks about.
  const way = failure.reason === 'mode-required' ? 'Name one as `mode`.' : wayOut(failure);
  return `${writeProblemsOf(failure)}${failure.message} ${way}`.trimEnd();
};
