import type { Rule } from '../rule-kind.ts';
import type { Origin } from './policy.ts';

export interface DemandPart {
  readonly part: 'level' | 'raised-by';
  /** As of the demand. */
  readonly origins: readonly Origin[];
}

/** What holds in one place: everywhere for a rule, in one mode for a budget. */
export interface Demand {
  /** The mode it holds in; absent: without a mode, or in all that the rule names. */
  readonly mode?: string;
  /** What it demands there, in one sentence. */
  readonly says: string;
  readonly level: Rule['level'];
  readonly because: string;
  /** What won, then what it overruled. */
  readonly origins: readonly Origin[];
  /** Of a budget, where the parts of it came from that are not its limit; those that some policy has a word on. */
  readonly parts?: readonly DemandPart[];
}

/** What a finding's rule is, why it is there, and where it was written. */
export interface Explanation {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** What the kind looks for, in one paragraph. */
  readonly about: string;
  readonly in: readonly string[];
  readonly except: readonly string[];
  /** Empty: every mode. */
  readonly modes: readonly string[];
  readonly options: unknown;
  readonly remedy: string;
  readonly demands: readonly Demand[];
}
