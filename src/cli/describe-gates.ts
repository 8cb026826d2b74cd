import type { ListedGates, Proof, RanGates } from '#app';
import type { Evidence } from '#core';
import type { Documents } from './documents.ts';

type PrintedEvidence = Documents['gate-run']['gates'][number]['evidence'];

const describeEvidence = ({
  version: _version,
  gate: _gate,
  gateDigest,
  commands,
  ...rest
}: Evidence): PrintedEvidence => ({
  ...rest,
  gate_digest: gateDigest,
  commands: commands.map(({ outputDigest, ...command }) => ({ ...command, output_digest: outputDigest })),
});

/** How gates stand, as it is printed. */
export const describeGateList = ({ tree, base, gates }: ListedGates): Documents['gate-list'] => ({
  tree,
  base,
  gates: gates.map(({ gate: { id, title, moment }, needed, state, why, evidence }) => ({
    id,
    title,
    moment,
    needed,
    state,
    why,
    evidence: evidence === undefined ? null : describeEvidence(evidence),
  })),
});

/** What gates came to, as it is printed. */
export const describeGateRun = (ran: RanGates): Documents['gate-run'] => ({
  verdict: ran.verdict,
  gates: ran.gates.map(({ gate: { id, title }, verdict, moved, output = null, evidence }) => ({
    id,
    title,
    verdict,
    kept: output !== null,
    moved,
    output,
    evidence: describeEvidence(evidence),
  })),
  took: ran.took,
  allowed: ran.longest ?? null,
});

const mostEdits = 20;

/** What notices what it is there for, as it is printed. */
export const describeProof = ({ verdict, gates, rules }: Proof): Documents['gate-prove'] => ({
  verdict,
  gates: gates.map(({ gate: { id, title }, why = null, tried, ...proof }) => ({
    id,
    title,
    ...proof,
    why,
    tried: tried.map(({ edits, ...one }) => ({ ...one, edits: edits.slice(0, mostEdits), places: edits.length })),
  })),
  rules: rules.map(({ rule, example = null, why = null, ...proof }) => ({ id: rule, ...proof, example, why })),
});
