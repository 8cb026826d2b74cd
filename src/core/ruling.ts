import type { Meter } from './budget.ts';
import type { Finding } from './finding.ts';
import type { Verdict } from './level.ts';

/** What a policy says of one action. */
export interface Ruling {
  /** `block`: it may not be done. What stood there before it never blocks it. */
  readonly verdict: Verdict;
  /** What the action brings: findings that were not there before it, and exceeded budgets that it makes grow. */
  readonly findings: readonly Finding[];
  /** The meters as they are after it; none where it changes no file. */
  readonly meters: readonly Meter[];
}
