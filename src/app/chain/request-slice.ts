import { failure, success, type Result, type SliceStanding } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { GatePorts } from '../gates/gate-ports.ts';
import { need, story } from '../story.ts';
import type { TaskRequest } from '../task/task-request.ts';
import { listOneChain, type OneChain } from './list-chains.ts';
import { findSlice, type SliceOptions } from './verify-slice.ts';

/** What a slice says of its task. */
export type SliceRequest = Pick<TaskRequest, 'mode' | 'goal' | 'scope' | 'closed' | 'slice'>;

const mostTold = 3;

type Held = SliceStanding['holds'][number];

/** One of several: the place is told where it is another than that of the one before. */
const tellHold = ({ path, line, message }: Held, former: Held | undefined): string => {
  if (path !== former?.path) return `${path} line ${line}: ${message}`;
  return line === former.line ? message : `Line ${line}: ${message}`;
};

const tellHolds = ({ holds }: SliceStanding, only: (hold: Held) => boolean): string => {
  const chosen = holds.filter(only);
  const told = chosen.slice(0, mostTold).map((hold, at) => tellHold(hold, chosen[at - 1]));
  const more = chosen.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more.`] : [])].join(' ');
};

/** Why a slice may not start: in whole sentences. */
const whyNot = ({ chain }: OneChain, slice: SliceStanding): string => {
  const { slices } = chain.standing;
  if (slice.state === 'active') return 'Its task is under way in this worktree.';
  if (slice.state === 'done') return 'It is done.';
  const former = slices.slice(0, slices.indexOf(slice)).find(({ state }) => state !== 'done');
  if (former !== undefined) return `${former.id} comes first, and is not done. ${tellHolds(former, () => true)}`.trim();
  // Its work is done: what it waits for is no start.
  if (slice.state === 'unverified')
    return `Its files are there, and have to be verified. ${tellHolds(slice, () => true)}`;
  if (slice.state === 'decision-needed') return `It waits for a decision. ${tellHolds(slice, () => true)}`;
  return tellHolds(slice, ({ start }) => start);
};

const modeOf = (slice: SliceStanding, named: string | undefined): Result<string, Failure> => {
  if (slice.mode !== undefined && named !== undefined && named !== slice.mode)
    return failure(
      fail('bad-option', `The slice ${slice.id} is done in mode ${slice.mode}, so it cannot start in mode ${named}.`),
    );
  const mode = slice.mode ?? named;
  return mode === undefined
    ? failure(fail('bad-option', `The slice ${slice.id} names no mode.`, 'Say in which it is to start.'))
    : success(mode);
};

/**
 * What the task of a slice is: its mode, goal and scope. Fails with `may-not` while anything keeps a slice before it from being
 * done, or the slice itself from starting.
 */
export const requestSlice = (
  ports: GatePorts,
  { slice: id, mode, ...options }: SliceOptions,
  signal?: AbortSignal,
): Promise<Result<SliceRequest & { readonly notes: readonly string[] }, Failure>> =>
  story(async function* () {
    const listed = yield* need(listOneChain(ports, options, signal));
    const { slice, standing } = yield* need(findSlice(listed, id));
    if (!standing.mayStart)
      return yield* need(failure(fail('may-not', `The slice ${id} may not start. ${whyNot(listed, standing)}`)));
    const { goal, included, excluded } = slice;
    return {
      mode: yield* need(modeOf(standing, mode)),
      goal,
      scope: included,
      slice: { chain: listed.chain.found.file.id, id },
      notes: listed.notes,
      ...(excluded === undefined || excluded.length === 0 ? {} : { closed: excluded }),
    };
  });
