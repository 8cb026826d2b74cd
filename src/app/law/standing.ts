import {
  closeMode,
  failure,
  present,
  success,
  type Mode,
  type Origin,
  type Policy,
  type Result,
  type Task,
} from '#core';
import { readAllowances, type AllowanceOptions } from '../allowance/allowances.ts';
import { readSliceAtBase, type SliceAtBase } from '../chain/slice-at-base.ts';
import { fail, type Failure } from '../failure.ts';
import { findMode, listModes } from './find-mode.ts';
import { takeGround, takeStart, type Ground, type StandingOptions, type StandingPorts } from '../ground.ts';
import { readFreeze } from './kill-switch.ts';
import { findBreach, type Breach } from './law-left.ts';
import { atRevision, workingTree } from './law-place.ts';
import { readLaw, standardBy, type Law } from './law.ts';
import type { MeasureFrom } from '../ports.ts';
import type { Standard } from '../review/review.ts';
import { need, story } from '../story.ts';

/** The standard a change is held to, and where it is measured from. */
export interface Standing {
  readonly standard: Standard;
  readonly from: MeasureFrom;
  readonly law: Law;
  /** The slice that the work says it is of, as the base has it. */
  readonly slice?: SliceAtBase;
  /** The id of the task whose work is judged, from its start. */
  readonly task?: string;
  /** Set where the kill switch is on, and the change declares a task or Codex asks: whatever it holds, it may not be. */
  readonly freeze?: Origin;
  /** Set where the change leaves a policy by which nothing could be judged: it may not merge, whatever it holds. */
  readonly breach?: Breach;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

const refuseOtherMode = (task: Task, mode: string): Failure =>
  fail(
    'mode-frozen',
    `The task of this worktree runs in mode ${task.mode}, which is frozen until it ends: it cannot be judged in mode ${mode}.`,
  );

const chooseMode = ({ law, task }: Ground, named: string | undefined): Result<Mode | undefined, Failure> => {
  const id = named ?? task?.mode;
  const mode = modeToJudgeBy(law.policy, id);
  const isOther = id !== undefined && task !== undefined && id !== task.mode;
  return mode.ok && isOther ? failure(refuseOtherMode(task, id)) : mode;
};

/** The mode a change is judged in; undefined where none was named and the policy does not ask for one. */
export const modeToJudgeBy = (policy: Policy, id: string | undefined): Result<Mode | undefined, Failure> => {
  if (id !== undefined) return findMode(policy, id);
  if (!policy.modeRequired) return success(undefined);
  const message = `This policy judges a change by its mode, and none was named. ${listModes(policy)}`;
  return failure({ ...fail('mode-required', message), modes: policy.modes });
};

/*
 * A task runs under the law of its start, and the kill switch would never reach it there: so it is read from what is
 * on disk now, and where the file is gone, from the last commit.
 */
export const readSwitch = (ports: StandingPorts): Promise<Result<Origin | undefined, Failure>> =>
  story(async function* () {
    const now = await readLaw(ports.shelf, workingTree(ports.repository));
    if (now.ok || now.error.reason !== 'no-policy') return yield* need(readFreeze(ports, yield* need(now)));
    const { commit } = yield* need(ports.repository.head());
    if (commit === null) return undefined;
    const committed = await readLaw(ports.shelf, atRevision(ports.repository, commit));
    if (!committed.ok && committed.error.reason === 'no-policy') return undefined;
    return yield* need(readFreeze(ports, yield* need(committed)));
  });

/** What freezes Codex by a law, or as things stand now: a task has the law of its start, which knows nothing of what came since. */
export const findFreezeNow = (ports: StandingPorts, law: Law): Promise<Result<Origin | undefined, Failure>> =>
  story(async function* () {
    return (yield* need(readFreeze(ports, law))) ?? (yield* need(readSwitch(ports)));
  });

const whatToRead = ({
  ci = false,
  staged = false,
  verified = [],
  claimsLift = false,
}: StandingOptions): AllowanceOptions => ({
  committed: ci,
  staged,
  verified,
  claimsLift: claimsLift && !ci,
});

// What is only tried out is not law yet, so the change cannot break it.
const isLaw = ({ from, law }: Ground, options: StandingOptions): boolean =>
  options.policy === undefined && ('task' in from || law.revision !== undefined);

const closeBy = (mode: Mode | undefined, slice: SliceAtBase | undefined): Mode | undefined =>
  mode === undefined ? undefined : closeMode(mode, slice?.excluded);

/** What the base says of the slice that was named; undefined where none was. */
const readSlice = async (
  ports: StandingPorts,
  from: MeasureFrom,
  { slice }: StandingOptions,
  mode: Mode | undefined,
): Promise<Result<SliceAtBase | undefined, Failure>> => {
  if (slice === undefined) return success(undefined);
  if (!('revision' in from) || mode === undefined) throw new Error('A slice was named without a base or a mode.');
  return readSliceAtBase(ports, from.revision, slice, mode.id);
};

/** Decides base, law and mode: those of this worktree's task, unless a base is named. */
export const takeStanding = (ports: StandingPorts, options: StandingOptions): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const start = yield* need(takeStart(ports, options));
    const { byCodex = false } = options;
    // They do not wait for each other: whoever starts Codex's hook waits for every git in a row.
    const [grounded, allowed, switched] = await Promise.all([
      takeGround(ports, options, success(start)),
      readAllowances(ports, start.from, whatToRead(options)),
      start.task === undefined && !byCodex ? success(undefined) : readSwitch(ports),
    ]);
    const ground = yield* need(grounded);
    const mode = yield* need(chooseMode(ground, options.mode));
    const { from, law, task, notes } = ground;
    const own = 'task' in from ? task : undefined;
    const allowances = yield* need(allowed);
    const freezeNow = yield* need(switched);
    const isFreezable = mode !== undefined || byCodex;
    const freeze = isFreezable ? ((yield* need(readFreeze(ports, law))) ?? freezeNow) : undefined;
    const slice = yield* need(readSlice(ports, from, options, mode));
    const breach = isLaw(ground, options) ? yield* need(findBreach(ports, law, options)) : undefined;
    return {
      standard: { ...standardBy(law.policy, closeBy(mode, slice), own), allowances },
      from,
      law,
      ...present('slice', slice),
      ...present('task', own?.id),
      ...present('freeze', freeze),
      ...present('breach', breach),
      notes,
    };
  });
