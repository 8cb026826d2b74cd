import { nameMeter, type Policy, type Raisable } from '#core';
import type { ApprovalRequest } from '../allowance/ask-approval.ts';

type Role = Policy['roles'][number];

/** A budget that a person may approve more of, for a patch that waits. */
export interface BudgetQuestion {
  readonly title: string;
  /** The role that may. */
  readonly roles: readonly [Role];
  /** The other roles of the policy: a person says in which one they decide. */
  readonly others: readonly Role[];
  /** What the patch needs, and so what is proposed. */
  readonly limit: number;
  readonly needed: number;
  /** What the policy allows already. */
  readonly least: number;
  /** Why more of the budget before it was approved; empty for the first one. */
  readonly reason: string;
}

/** What a person answers; `until` as `2026-12-31`. */
interface BudgetAnswer {
  readonly limit?: number;
  readonly reason: string;
  readonly until: string;
}

/**
 * Asks about one budget after the other, in the role that may raise it. Undefined where the person takes one of them back:
 * then nothing was decided.
 */
export const askApprovals = async (
  raisable: readonly Raisable[],
  roles: Policy['roles'],
  ask: (question: BudgetQuestion) => Promise<BudgetAnswer | undefined>,
): Promise<readonly ApprovalRequest[] | undefined> => {
  const approvals: ApprovalRequest[] = [];
  for (const { meter, role } of raisable) {
    const answer = await ask({
      title: `Approve Budget: ${nameMeter(meter)}`,
      roles: [role],
      others: roles.filter(({ id }) => id !== role.id),
      limit: meter.used,
      needed: meter.used,
      least: meter.limit,
      reason: approvals.at(-1)?.reason ?? '',
    });
    if (answer === undefined) return undefined;
    const { limit = meter.used, reason, until } = answer;
    approvals.push({ budget: meter.id, limit, reason, until, role: role.id });
  }
  return approvals;
};
