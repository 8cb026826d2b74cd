import type { Gate, GateStanding, Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { takeGateGround, type GateOptions } from './gate-ground.ts';
import type { GatePorts } from './gate-ports.ts';
import { tellGatesHere } from './gates-here.ts';
import { readKnown, standingBy } from './standing-by.ts';

/** How the gates of a policy stand for the change as it is now. */
export interface ListedGates {
  readonly gates: readonly GateStanding[];
  /** What is there now, as git names trees. */
  readonly tree: string;
  readonly base: string;
  readonly notes: readonly string[];
}

/** Tells of every gate of the policy whether this change needs it, and what evidence says of it. Runs nothing. */
export const listGates = (
  ports: GatePorts,
  options: GateOptions,
  signal?: AbortSignal,
): Promise<Result<ListedGates, Failure>> =>
  story(async function* () {
    const { standing, change, needed } = yield* need(takeGateGround(ports, options, signal));
    const known = yield* need(readKnown(ports, signal));
    const of = { bases: [change.base], isNeeded: (gate: Gate) => needed.includes(gate) };
    const inForce = standing.standard.policy.gates;
    const gates = inForce.map(standingBy(ports, of, known));
    const here = await tellGatesHere(ports, inForce);
    const notes = here === undefined ? standing.notes : [...standing.notes, here];
    return { gates, tree: known.tree, base: change.base, notes };
  });
