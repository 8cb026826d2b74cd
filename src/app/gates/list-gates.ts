import { digestGate, standOfGate, type Evidence, type Gate, type GateStanding, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { believeEvidence, readTree } from './believe-evidence.ts';
import { takeGateGround, type GateOptions } from './gate-ground.ts';
import type { GatePorts, KnowingPorts } from './gate-ports.ts';
import { tellGatesHere } from './gates-here.ts';

/** How the gates of a policy stand for the change as it is now. */
export interface ListedGates {
  readonly gates: readonly GateStanding[];
  /** What is there now, as git names trees. */
  readonly tree: string;
  readonly base: string;
  readonly notes: readonly string[];
}

/** What gates are held to: what the files are now, as git names trees, and the evidence that counts. */
export interface Known {
  readonly tree: string;
  readonly believed: readonly Evidence[];
}

export const readKnown = (ports: KnowingPorts, signal?: AbortSignal): Promise<Result<Known, Failure>> =>
  story(async function* () {
    const tree = yield* need(readTree(ports, signal));
    return { tree, believed: yield* need(believeEvidence(ports)) };
  });

/** How every gate of a policy stands for a change from a base. */
export const standOfGates = (
  { hash }: Pick<KnowingPorts, 'hash'>,
  gates: readonly Gate[],
  { base, isNeeded }: { readonly base: string; readonly isNeeded: (gate: Gate) => boolean },
  { tree, believed }: Known,
): readonly GateStanding[] =>
  gates.map((gate) =>
    standOfGate({ gate, gateDigest: digestGate(gate, hash), needed: isNeeded(gate), tree, bases: [base] }, believed),
  );

/** Tells of every gate of the policy whether this change needs it, and what evidence says of it. Runs nothing. */
export const listGates = (
  ports: GatePorts,
  options: GateOptions,
  signal?: AbortSignal,
): Promise<Result<ListedGates, Failure>> =>
  story(async function* () {
    const { standing, change, needed } = yield* need(takeGateGround(ports, options, signal));
    const known = yield* need(readKnown(ports, signal));
    const of = { base: change.base, isNeeded: (gate: Gate) => needed.includes(gate) };
    const inForce = standing.standard.policy.gates;
    const gates = standOfGates(ports, inForce, of, known);
    const here = await tellGatesHere(ports, inForce);
    const notes = here === undefined ? standing.notes : [...standing.notes, here];
    return { gates, tree: known.tree, base: change.base, notes };
  });
