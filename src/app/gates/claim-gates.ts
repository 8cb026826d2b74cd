import {
  claimOf,
  needsGate,
  recountClaims,
  resultsOf,
  success,
  takenAtTheirWord,
  type Change,
  type Gate,
  type GateClaim,
  type GateStanding,
  type Mode,
  type Policy,
  type PullRequestFacts,
  type PullRequestRecord,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import type { KnowingPorts } from './gate-ports.ts';
import { readKnown, standingBy } from './standing-by.ts';

/** What a pull request asks of gates: evidence, and never a run. */
export type ClaimPorts = Pick<KnowingPorts, 'gates' | 'journal' | 'hash'>;

/** The change of a pull request, as gates are asked for by it. */
export interface ClaimedChange {
  readonly policy: Policy;
  readonly mode?: Mode | undefined;
  readonly change: Pick<Change, 'files'>;
  /** The commits it may be measured from. */
  readonly bases: readonly string[];
}

interface Stood {
  readonly tree: string;
  readonly standings: readonly GateStanding[];
}

const standNow = (ports: ClaimPorts, { policy, mode, change, bases }: ClaimedChange, signal?: AbortSignal) =>
  story<Stood>(async function* () {
    const known = yield* need(readKnown(ports, signal));
    const asked = { bases, isNeeded: (gate: Gate) => needsGate(gate, change, mode) };
    return { tree: known.tree, standings: policy.gates.map(standingBy(ports, asked, known)) };
  });

type GateFacts = Pick<PullRequestFacts, 'gates' | 'results'>;

const factsOf = ({ gates }: Policy, claims: readonly GateClaim[]): GateFacts => ({
  gates: claims,
  results: resultsOf(gates, claims),
});

interface Claimed {
  readonly facts: GateFacts;
  readonly record: Pick<PullRequestRecord, 'gates'>;
}

/** What the text of a pull request tells of gates, and what its record keeps of them; nothing where the policy has none. */
export const claimGates = (
  ports: ClaimPorts,
  claimed: ClaimedChange,
  signal?: AbortSignal,
): Promise<Result<Claimed, Failure>> =>
  story(async function* () {
    if (claimed.policy.gates.length === 0) return yield* need(success({ facts: {}, record: {} }));
    const { tree, standings } = yield* need(standNow(ports, claimed, signal));
    const claims = standings.map(claimOf);
    return { facts: factsOf(claimed.policy, claims), record: { gates: { tree, claims } } };
  });

interface Recounted {
  readonly facts: GateFacts;
  /** The gates of which this machine has found out nothing itself: what is told of them is their author's word. */
  readonly unproven: readonly string[];
}

/** The same of a text that was filled elsewhere. */
export const recountGates = (
  ports: ClaimPorts,
  asked: ClaimedChange,
  { gates: claimed }: Pick<PullRequestRecord, 'gates'>,
  signal?: AbortSignal,
): Promise<Result<Recounted, Failure>> =>
  story(async function* () {
    if (asked.policy.gates.length === 0) return yield* need(success({ facts: {}, unproven: [] }));
    const recount = { ...(yield* need(standNow(ports, asked, signal))), claimed };
    return { facts: factsOf(asked.policy, recountClaims(recount)), unproven: takenAtTheirWord(recount) };
  });
