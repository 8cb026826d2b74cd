import { needsGate, success, type Evidence, type GateStanding, type ProcessState, type Result } from '#core';
import { listChains, type ListedChain } from './chain/list-chains.ts';
import type { Failure } from './failure.ts';
import type { KnowingPorts } from './gates/gate-ports.ts';
import { readKnown, standOfGates, type Known } from './gates/list-gates.ts';
import { standOfPhases } from './phases.ts';
import type { Review, Standard } from './review.ts';

/** Evidence that may be believed. */
export interface KeptEvidence {
  readonly evidence: Evidence;
  /** True where it is of the files as they are now. */
  readonly isOfNow: boolean;
}

/** What is known of a task beside the judgement of its change, all of the files as they are on disk. What one part cannot tell, others may. */
export interface TaskOverview {
  /** Every gate of the policy. */
  readonly gates: Result<readonly GateStanding[], Failure>;
  /** The newest first. */
  readonly evidence: Result<readonly KeptEvidence[], Failure>;
  readonly chains: Result<readonly ListedChain[], Failure>;
  readonly phases: Result<readonly ProcessState[], Failure>;
}

/** A change of a task as it was judged. */
export interface JudgedTask {
  readonly standard: Standard;
  readonly review: Pick<Review, 'change' | 'judgement'>;
}

const newestFirst = ({ tree, believed }: Known): readonly KeptEvidence[] =>
  [...believed]
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .map((evidence) => ({ evidence, isOfNow: evidence.tree === tree }));

const chainsOf = async (ports: KnowingPorts, signal: AbortSignal): Promise<TaskOverview['chains']> => {
  const listed = await listChains(ports, {}, signal);
  return listed.ok ? success(listed.value.chains) : listed;
};

/** Gathers what is known of the task that is checked out. Runs nothing and writes nothing. */
export const readOverview = async (
  ports: KnowingPorts,
  { standard: { policy, mode }, review: { change, judgement } }: JudgedTask,
  signal: AbortSignal,
): Promise<TaskOverview> => {
  const [known, chains, phases] = await Promise.all([
    readKnown(ports, signal),
    chainsOf(ports, signal),
    standOfPhases(ports, policy, { files: change.files, findings: judgement.findings }),
  ]);
  const of = { base: change.base, isNeeded: (gate: GateStanding['gate']) => needsGate(gate, change, mode) };
  return {
    gates: known.ok ? success(standOfGates(ports, policy.gates, of, known.value)) : known,
    evidence: known.ok ? success(newestFirst(known.value)) : known,
    chains,
    phases,
  };
};
