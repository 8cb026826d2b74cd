import { compareText } from '../order.ts';
import { isGreen, type Evidence } from './evidence.ts';
import { looksAtChange, type Gate } from './gate.ts';

/** What evidence says of a gate now. Only `green` lets a change go on. */
export const gateStates = ['green', 'red', 'stale', 'not-run'] as const;
export type GateState = (typeof gateStates)[number];

/** A gate, and how it stands. */
export interface GateStanding {
  readonly gate: Gate;
  /** True where the change has to pass it before it merges. */
  readonly needed: boolean;
  readonly state: GateState;
  /** Why it is stale or red, in whole sentences. */
  readonly why: readonly string[];
  /** The newest run that counts, or where none does, the newest there is. */
  readonly evidence?: Evidence;
}

/** What evidence has to be of, to count now. */
export interface GateNow {
  readonly gate: Gate;
  readonly gateDigest: string;
  readonly needed: boolean;
  readonly tree: string;
  /** The commits the change may be measured from. */
  readonly bases: readonly string[];
}

const whyStale = ({ gate, gateDigest, tree, bases }: GateNow, evidence: Evidence): string | undefined => {
  if (evidence.gateDigest !== gateDigest) return 'The gate has another form in the policy now.';
  if (evidence.tree !== tree) return 'Files have changed since it was run.';
  return looksAtChange(gate) && !bases.includes(evidence.base)
    ? 'The change is measured from another commit now, so other lines are the changed ones.'
    : undefined;
};

/** How a gate stands, by the evidence that may be believed, in any order. The newest run on what is here now counts. */
export const standOfGate = (now: GateNow, believed: readonly Evidence[]): GateStanding => {
  const { gate, needed } = now;
  const own = believed
    .filter((evidence) => evidence.gate === gate.id)
    .sort((one, other) => compareText(other.at, one.at) || compareText(other.id, one.id));
  const fresh = own.find((evidence) => whyStale(now, evidence) === undefined);
  if (fresh !== undefined)
    return { gate, needed, state: isGreen(fresh) ? 'green' : 'red', why: fresh.problems, evidence: fresh };
  const [newest] = own;
  if (newest === undefined) return { gate, needed, state: 'not-run', why: [] };
  return { gate, needed, state: 'stale', why: [whyStale(now, newest) ?? ''], evidence: newest };
};
