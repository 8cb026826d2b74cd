import type { ApprovalRequest, PatchQuestion } from '#app';
import { nameMeter } from '#core';
import * as vscode from 'vscode';
import { askGrant } from '../grant-questions.ts';

/** How a patch that waits is let through by approving more of its budgets. */
export interface Approving {
  /** False where no approval lets it through. */
  readonly isOffered: boolean;
  /** Asks for all that an approval needs; says why where none helps. Undefined: nothing was decided. */
  readonly ask: () => Promise<readonly ApprovalRequest[] | undefined>;
}

/** `now` tells the moment, ISO 8601. */
export const approvingOf = (
  { raisable, roles }: Pick<PatchQuestion, 'raisable' | 'roles'>,
  now: () => string,
): Approving => ({
  isOffered: raisable.ok,
  ask: async () => {
    if (!raisable.ok) {
      void vscode.window.showInformationMessage(raisable.error.replaceAll('`', ''));
      return undefined;
    }
    const approvals: ApprovalRequest[] = [];
    for (const { meter, role } of raisable.value) {
      const answers = await askGrant(now(), {
        title: `Approve Budget: ${nameMeter(meter)}`,
        roles: [role],
        others: roles.filter(({ id }) => id !== role.id),
        limit: meter.used,
        least: meter.limit,
        needed: meter.used,
        reason: approvals.at(-1)?.reason ?? '',
      });
      if (answers === undefined) return undefined;
      const { limit = meter.used, reason, until } = answers;
      approvals.push({ budget: meter.id, limit, reason, until, role: role.id });
    }
    return approvals;
  },
});
