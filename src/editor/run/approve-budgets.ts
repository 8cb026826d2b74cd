import { askApprovals, type ApprovalRequest, type PatchQuestion } from '#app';
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
    return askApprovals(raisable.value, roles, (question) => askGrant(now(), question));
  },
});
