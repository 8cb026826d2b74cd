import { isGreen, type Evidence } from '../evidence.ts';
import type { Gate } from '../gate.ts';
import type { BreakEdit, BreakWay } from './breakage.ts';

/** What became of something that was tried out: `alive` noticed all it had to, `hollow` did not; `unknown`: it could not be told. */
export const proofVerdicts = ['alive', 'hollow', 'unknown'] as const;
export type ProofVerdict = (typeof proofVerdicts)[number];

/** One way in which a copy of the tree was broken, and what the gate said of it. */
export interface TriedBreak {
  readonly way: BreakWay;
  readonly edits: readonly BreakEdit[];
  readonly verdict: ProofVerdict;
  /** What the gate found, or why it cannot be told; in whole sentences. */
  readonly why: readonly string[];
}

export interface GateProof {
  readonly gate: Gate;
  readonly verdict: ProofVerdict;
  /** Why it cannot be told; undefined where it can, or the ways that were tried say it. */
  readonly why?: string;
  readonly tried: readonly TriedBreak[];
}

/** A rule, with the example that was put into a copy of the tree. */
export interface RuleProof {
  readonly rule: string;
  readonly verdict: ProofVerdict;
  /** The title of the example; undefined where there was none. */
  readonly example?: string;
  /** Why it is not alive. */
  readonly why?: string;
}

/** Worst first: what is hollow is known to be bad, and what is unknown is no pass. */
export const worstOf = (verdicts: readonly ProofVerdict[]): ProofVerdict => {
  if (verdicts.includes('hollow')) return 'hollow';
  return verdicts.includes('unknown') ? 'unknown' : 'alive';
};

/** What one run came to that says something of a tree. */
export interface ProofRun {
  readonly evidence: Evidence;
  /** Files that changed while it ran. */
  readonly moved: readonly string[];
}

const didNotRun = ({ commands }: Evidence): boolean =>
  commands.some(({ how }) => how === 'missing' || how === 'not-started' || how === 'no-folder');

const mostNamed = 3;

/** Why a gate cannot be proven, by its run on the copy as it was; undefined where it can. */
export const whyNotProven = ({ evidence, moved }: ProofRun): string | undefined => {
  if (!isGreen(evidence)) return `It is not green on an intact copy: ${evidence.problems.join(' ')}`;
  return moved.length === 0
    ? undefined
    : `It changes files that git looks at: ${moved.slice(0, mostNamed).join(', ')}. Have it write where git does not look.`;
};

/** What a run on a broken copy says: red is what it has to be. */
export const judgeBroken = ({ evidence }: ProofRun): Pick<TriedBreak, 'verdict' | 'why'> => {
  if (didNotRun(evidence)) return { verdict: 'unknown', why: evidence.problems };
  return isGreen(evidence)
    ? { verdict: 'hollow', why: ['It stays green.'] }
    : { verdict: 'alive', why: evidence.problems };
};
