import { digestGate, standOfGate, type Evidence, type Gate, type GateStanding, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { believeEvidence, readTree } from './believe-evidence.ts';
import type { KnowingPorts } from './gate-ports.ts';

/** What gates are held to: what the files are now, as git names trees, and the evidence that counts. */
export interface Known {
  readonly tree: string;
  readonly believed: readonly Evidence[];
}

/** Reads what is there now, and the evidence that may be believed. */
export const readKnown = (
  ports: Pick<KnowingPorts, 'gates' | 'journal'>,
  signal?: AbortSignal,
): Promise<Result<Known, Failure>> =>
  story(async function* () {
    const tree = yield* need(readTree(ports, signal));
    return { tree, believed: yield* need(believeEvidence(ports)) };
  });

/** The change that gates are asked for by. */
export interface AskedOf {
  /** The commits it may be measured from. */
  readonly bases: readonly string[];
  readonly isNeeded: (gate: Gate) => boolean;
}

/** How each gate stands for a change. */
export const standingBy =
  ({ hash }: Pick<KnowingPorts, 'hash'>, { bases, isNeeded }: AskedOf, { tree, believed }: Known) =>
  (gate: Gate): GateStanding =>
    standOfGate({ gate, gateDigest: digestGate(gate, hash), needed: isNeeded(gate), tree, bases }, believed);
