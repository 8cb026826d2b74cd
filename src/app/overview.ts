import {
  needsGate,
  success,
  type ContextPack,
  type Evidence,
  type GateStanding,
  type ProcessState,
  type Result,
  type Task,
} from '#core';
import { listChains, type ListedChain } from './chain/list-chains.ts';
import type { Failure } from './failure.ts';
import type { FindSecrets } from './ports.ts';
import type { KnowingPorts } from './gates/gate-ports.ts';
import { readKnown, standingBy, type Known } from './gates/standing-by.ts';
import { countElsewhere, type CountElsewhere } from './count-elsewhere.ts';
import { requestPack } from './task/request-pack.ts';
import { standOfPhases } from './phases.ts';
import type { Review, Standard } from './review/review.ts';

/** Evidence that may be believed. */
export interface KeptEvidence {
  readonly evidence: Evidence;
  /** True where it is of the files as they are now. */
  readonly isOfNow: boolean;
}

/** The documents that the task has to have read, as they are now. */
export interface PackNow {
  readonly pack: ContextPack;
  /** Of all texts in it, as UTF-8. */
  readonly bytes: number;
  /** True where it is the one that the task began with, word for word. */
  readonly isAsBegun: boolean;
}

/** What it takes to build a pack where nobody may be held up. */
export interface PackingPorts {
  readonly findSecrets: FindSecrets;
  readonly count: CountElsewhere;
  /** What was counted before; it is written to. */
  readonly counted: Map<string, number>;
  /** The bytes of a text as UTF-8. */
  readonly bytesOf: (text: string) => number;
}

/** What is known of a task beside the judgement of its change, all of the files as they are on disk. What one part cannot tell, others may. */
export interface TaskOverview {
  readonly pack: Result<PackNow, Failure>;
  /** Every gate of the policy. */
  readonly gates: Result<readonly GateStanding[], Failure>;
  /** The newest first. */
  readonly evidence: Result<readonly KeptEvidence[], Failure>;
  readonly chains: Result<readonly ListedChain[], Failure>;
  readonly phases: Result<readonly ProcessState[], Failure>;
}

/** A change of a task as it was judged. */
export interface JudgedTask {
  readonly task: Pick<Task, 'packDigest'>;
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

const packOf = async (
  ports: KnowingPorts,
  { findSecrets, count, counted, bytesOf }: PackingPorts,
  { packDigest }: JudgedTask['task'],
  signal: AbortSignal,
): Promise<TaskOverview['pack']> => {
  const wishes = { scope: [], picks: {} };
  const requested = await countElsewhere(
    (countTokens) => requestPack({ ...ports, findSecrets, countTokens }, wishes, signal),
    count,
    counted,
  );
  if (!requested.ok) return requested;
  const { pack, texts } = requested.value.built;
  const bytes = texts.reduce((sum, text) => sum + bytesOf(text), 0);
  return success({ pack, bytes, isAsBegun: pack.digest === packDigest });
};

/** Gathers what is known of the task that is checked out. Runs nothing and writes nothing. */
export const readOverview = async (
  ports: KnowingPorts & { readonly packing: PackingPorts },
  { task, standard: { policy, mode }, review: { change, judgement } }: JudgedTask,
  signal: AbortSignal,
): Promise<TaskOverview> => {
  const [pack, known, chains, phases] = await Promise.all([
    packOf(ports, ports.packing, task, signal),
    readKnown(ports, signal),
    chainsOf(ports, signal),
    standOfPhases(ports, policy, { files: change.files, findings: judgement.findings }),
  ]);
  const of = { bases: [change.base], isNeeded: (gate: GateStanding['gate']) => needsGate(gate, change, mode) };
  return {
    pack,
    gates: known.ok ? success(policy.gates.map(standingBy(ports, of, known.value))) : known,
    evidence: known.ok ? success(newestFirst(known.value)) : known,
    chains,
    phases,
  };
};
