import type { Grant } from './allowance/allowance.ts';
import type { Meter } from './budget.ts';
import type { Level, Verdict } from './level.ts';
import type { Mend } from './mend.ts';

/** A sighting under a rule. */
export interface Finding {
  /** Stable over line moves and renames: hash of rule, path at base, identity with its code, and ordinal. */
  readonly id: string;
  readonly rule: string;
  readonly kind: string;
  readonly level: Level;
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly because: string;
  /** What can be done about it without a thought; left out where it takes a person. */
  readonly mend?: Mend;
  /** Who allowed it: it is told, and counts no more. */
  readonly waiver?: Grant;
  /** Who would allow it, by a waiver or an approval that nobody has reviewed yet: it counts as ever. */
  readonly claim?: Grant;
}

/** Those that nobody allowed: they make the verdict. */
export const unwaived = <One extends { readonly waiver?: unknown }>(findings: readonly One[]): readonly One[] =>
  findings.filter(({ waiver }) => waiver === undefined);

/** Those that stop a merge. */
export const blocking = (findings: readonly Finding[]): readonly Finding[] =>
  unwaived(findings).filter(({ level }) => level === 'block');

/** What a policy says of a change. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly meters: readonly Meter[];
}
