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

/** What of evidence says how a gate stands. */
type Told = Pick<Evidence, 'gate' | 'gateDigest' | 'tree' | 'base' | 'problems'>;

type GateThere = Omit<GateNow, 'needed'>;

const whyStale = ({ gate, gateDigest, tree, bases }: GateThere, told: Told): string | undefined => {
  if (told.gate !== gate.id) return 'It is of another gate.';
  if (told.gateDigest !== gateDigest) return 'The gate has another form in the policy now.';
  if (told.tree !== tree) return 'Files have changed since it was run.';
  return looksAtChange(gate) && !bases.includes(told.base)
    ? 'The change is measured from another commit now, so other lines are the changed ones.'
    : undefined;
};

/** What one piece of evidence says of a gate now; without any, it was not run. */
export const stateBy = (now: GateThere, told: Told | undefined): GateState => {
  if (told === undefined) return 'not-run';
  if (whyStale(now, told) !== undefined) return 'stale';
  return isGreen(told) ? 'green' : 'red';
};

/** How a gate stands, by the evidence that may be believed, in any order. The newest run on what is here now counts. */
export const standOfGate = (now: GateNow, believed: readonly Evidence[]): GateStanding => {
  const { gate, needed } = now;
  const own = believed
    .filter((evidence) => evidence.gate === gate.id)
    .sort((one, other) => compareText(other.at, one.at) || compareText(other.id, one.id));
  const evidence = own.find((one) => whyStale(now, one) === undefined) ?? own[0];
  const state = stateBy(now, evidence);
  if (evidence === undefined) return { gate, needed, state, why: [] };
  const stale = whyStale(now, evidence);
  return { gate, needed, state, why: stale === undefined ? evidence.problems : [stale], evidence };
};
