import { failure, needsGate, success, type Change, type Gate, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { StandingOptions } from '../ground.ts';
import { countChange } from '../review/measure-change.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import type { GatePorts } from './gate-ports.ts';

export type GateOptions = Pick<StandingOptions, 'base' | 'mode'>;

/** The change that gates are asked for, and the law that asks. */
export interface GateGround {
  readonly standing: Standing;
  readonly change: Change;
  /** The gates that the change has to pass before it merges. */
  readonly needed: readonly Gate[];
}

/** Counts the change as it is now. */
export const measureForGates = (
  ports: Pick<GatePorts, 'repository'>,
  { from, standard }: Standing,
  signal?: AbortSignal,
): Promise<Result<Change, Failure>> => countChange(ports, from, { classes: standard.policy.classes, signal });

/** Decides by which law gates are asked for, and which ones this change needs. */
export const takeGateGround = (
  ports: GatePorts,
  options: GateOptions,
  signal?: AbortSignal,
): Promise<Result<GateGround, Failure>> =>
  story(async function* () {
    const standing = yield* need(takeStanding(ports, options));
    const change = yield* need(measureForGates(ports, standing, signal));
    const { policy, mode } = standing.standard;
    return { standing, change, needed: policy.gates.filter((gate) => needsGate(gate, change, mode)) };
  });

/** Refuses the commands of a policy that nobody has merged: whoever wrote it could have any program run. */
export const refuseOwnLaw = ({ law, from }: Standing): Result<void, Failure> =>
  law.revision !== undefined || 'task' in from
    ? success(undefined)
    : failure(
        fail(
          'no-policy',
          'The policy here is not committed yet at the base of this change, and gates run only commands that are.',
          'Read its `gates`, commit it, then run them. Where it is committed, name the commit with --base.',
        ),
      );
