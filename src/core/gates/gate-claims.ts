import type { Gate } from './gate.ts';
import type { GateStanding, GateState } from './gate-state.ts';
import { tellMeasured, tellNumberAlone } from './gate-words.ts';
import { isGreen, type Evidence } from './evidence.ts';

/** How a gate stands, as the text of a pull request tells it. */
export interface GateClaim {
  readonly id: string;
  /** True where the change has to pass it before it merges. */
  readonly needed: boolean;
  readonly state: GateState;
  /** What its result says: `12 passed`; empty where it was not run. */
  readonly told: string;
}

const tellFresh = (gate: Gate, evidence: Evidence): string => {
  const measured = tellNumberAlone(gate, evidence) ?? tellMeasured(gate, evidence);
  if (isGreen(evidence)) return measured === '' ? 'green' : measured;
  return measured === '' ? 'red' : `red, ${measured}`;
};

/** What is said of a gate that was run on other files. */
const toldStale = 'stale, as files have changed since it was run';

/** What a pull request says of a gate. */
export const claimOf = ({ gate, needed, state, evidence }: GateStanding): GateClaim => {
  const told = evidence === undefined ? '' : tellFresh(gate, evidence);
  return { id: gate.id, needed, state, told: state === 'stale' ? toldStale : told };
};

/** What is known here now of gates that somebody claims something of. */
export interface Recount {
  /** How they stand on this machine. */
  readonly standings: readonly GateStanding[];
  readonly tree: string;
  /** What was claimed, and of which tree; left out: nothing was. */
  readonly claimed?: { readonly tree: string; readonly claims: readonly GateClaim[] } | undefined;
}

const isFresh = ({ state }: GateStanding): boolean => state === 'green' || state === 'red';

/** A number is another on each machine; what it says of a gate that stands the same is the author's. */
const sayNumbersAs = (gate: Gate, own: GateClaim, claim: GateClaim | undefined): GateClaim =>
  claim?.state === own.state && gate.reads.some(({ format }) => format === 'number')
    ? { ...own, told: claim.told }
    : own;

/**
 * What a pull request has to say of gates: what this machine has found itself on these files; where it has found nothing, what was
 * claimed, as long as it was claimed of the same files.
 */
export const recountClaims = ({ standings, tree, claimed }: Recount): readonly GateClaim[] =>
  standings.map((standing) => {
    const claim = claimed?.claims.find(({ id }) => id === standing.gate.id);
    if (isFresh(standing)) return sayNumbersAs(standing.gate, claimOf(standing), claim);
    const { needed } = standing;
    if (claim === undefined || claim.state === 'not-run') return { ...claimOf(standing), state: 'not-run', told: '' };
    return claimed?.tree === tree ? { ...claim, needed } : { ...claim, needed, state: 'stale', told: toldStale };
  });

/** The gates that somebody says something of that this machine has not found out itself. */
export const takenAtTheirWord = (recount: Recount): readonly string[] => {
  const own = new Set(recount.standings.filter(isFresh).map(({ gate }) => gate.id));
  return recountClaims(recount).flatMap(({ id, state }) => (state === 'not-run' || own.has(id) ? [] : [id]));
};

/** What each result of a pull request says, by the gates that fill it. */
export const resultsOf = (gates: readonly Gate[], claims: readonly GateClaim[]): ReadonlyMap<string, string> => {
  const results = new Map<string, string>();
  for (const { id, result } of gates) {
    const told = claims.find((claim) => claim.id === id)?.told ?? '';
    if (result !== undefined && told !== '')
      results.set(result, results.has(result) ? `${results.get(result)}; ${told}` : told);
  }
  return results;
};
