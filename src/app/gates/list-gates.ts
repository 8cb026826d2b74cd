import { digestGate, standOfGate, type GateStanding, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { believeEvidence, readTree } from './believe-evidence.ts';
import { takeGateGround, type GateOptions } from './gate-ground.ts';
import type { GatePorts } from './gate-ports.ts';

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
    const tree = yield* need(readTree(ports, signal));
    const believed = yield* need(believeEvidence(ports));
    const gates = standing.standard.policy.gates.map((gate) => {
      const gateDigest = digestGate(gate, ports.hash);
      return standOfGate({ gate, gateDigest, needed: needed.includes(gate), tree, bases: [change.base] }, believed);
    });
    return { gates, tree, base: change.base, notes: standing.notes };
  });
