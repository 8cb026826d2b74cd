import { failure, success, type Mode, type Origin, type Result, type Task } from '#core';
import { fail, type Failure } from './failure.ts';
import { takeGround, type Ground, type StandingOptions, type StandingPorts } from './ground.ts';
import { findFreeze } from './kill-switch.ts';
import { atRevision, findMode, readLaw, tellLaw, workingTree } from './law.ts';
import type { MeasureFrom } from './ports.ts';
import type { Standard } from './review.ts';
import { need, story } from './story.ts';

/** The standard a change is held to, and where it is measured from. */
export interface Standing {
  readonly standard: Standard;
  readonly from: MeasureFrom;
  /** Printed as `policy`: the law's file and where it was read. */
  readonly policy: string;
  /** True when the change declares a Codex task: by a task of this worktree, or by naming a mode. */
  readonly declaresTask: boolean;
  /** Set where the change declares a task and the kill switch is on: it may not merge, whatever it holds. */
  readonly freeze?: Origin;
  readonly notes: readonly string[];
}

const refuseOtherMode = (task: Task, mode: string): Failure =>
  fail(
    'task-active',
    `The task of this worktree runs in mode ${task.mode}, which is frozen until it ends; --mode ${mode} cannot change it.`,
    'Finish or abandon the task, or name a base with --base.',
  );

const chooseMode = ({ from, law, task }: Ground, named: string | undefined): Result<Mode | undefined, Failure> => {
  if (task !== undefined && 'task' in from && named !== undefined && named !== task.mode)
    return failure(refuseOtherMode(task, named));
  const id = named ?? task?.mode;
  if (id !== undefined) return findMode(law.policy, id);
  if (!law.policy.modeRequired) return success(undefined);
  const known = law.policy.modes.map((mode) => mode.id).join(', ');
  return failure(
    fail(
      'mode-required',
      'This policy judges a change by its mode, and none was named.',
      `Add --mode with one of: ${known}.`,
    ),
  );
};

/*
 * A task runs under the law of its start, and the kill switch would never reach it there: so it is read from what is
 * on disk now, and where the file is gone, from the last commit.
 */
const readSwitch = (ports: StandingPorts): Promise<Result<Origin | undefined, Failure>> =>
  story(async function* () {
    const now = await readLaw(ports.shelf, workingTree(ports.repository));
    if (now.ok || now.error.reason !== 'no-policy') return findFreeze((yield* need(now)).policy);
    const { commit } = yield* need(ports.repository.head());
    if (commit === null) return undefined;
    const committed = await readLaw(ports.shelf, atRevision(ports.repository, commit));
    if (!committed.ok && committed.error.reason === 'no-policy') return undefined;
    return findFreeze((yield* need(committed)).policy);
  });

/** Decides base, law and mode: those of this worktree's task, unless a base is named. */
export const takeStanding = (ports: StandingPorts, options: StandingOptions): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const ground = yield* need(takeGround(ports, options));
    const mode = yield* need(chooseMode(ground, options.mode));
    const { from, law, task, notes } = ground;
    const present = task === undefined ? undefined : yield* need(readSwitch(ports));
    const freeze = mode === undefined ? undefined : (findFreeze(law.policy) ?? present);
    return {
      standard: {
        policy: law.policy,
        scope: task !== undefined && 'task' in from ? task.scope : [],
        ...(mode === undefined ? {} : { mode }),
      },
      from,
      policy: tellLaw(law),
      declaresTask: mode !== undefined,
      ...(freeze === undefined ? {} : { freeze }),
      notes,
    };
  });
