import { review, takeStanding, type Review, type Standard } from '#app';
import { exceeded, writeApprovalRequest, writeBudget, writeMarkdown } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

interface Judged {
  readonly standard: Standard;
  readonly review: Review;
  readonly policy: string;
}

// The task's own review where there is one, unsaved text included; else what the branch changes.
const judgeNow = async (watch: RepositoryWatch): Promise<Judged | undefined> => {
  const sight = await watch.look();
  if (sight.state === 'active') return { ...sight, policy: 'the policy as of the start of the task' };
  const standing = await takeStanding(watch.machine, {});
  if (!standing.ok) {
    await complain(standing.error);
    return undefined;
  }
  const reviewed = await review(watch.machine, standing.value.standard, standing.value.from);
  if (reviewed.ok) return { standard: standing.value.standard, review: reviewed.value, policy: standing.value.policy };
  await complain(reviewed.error);
  return undefined;
};

/** Judges the change and shows every finding on one page. */
export const checkChange = async (watch: RepositoryWatch, documents: Documents, version: string): Promise<void> => {
  const judged = await judgeNow(watch);
  if (judged === undefined) return;
  const { review, standard, policy } = judged;
  const report = { ...review.judgement, base: review.change.base, mode: standard.mode?.id ?? null, policy, version };
  await documents.preview('Check', writeMarkdown(report));
};

/** Shows where the budgets go. */
export const showBudget = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const judged = await judgeNow(watch);
  if (judged !== undefined)
    await documents.preview('Budget', writeBudget(judged.review.judgement, judged.review.files));
};

/** Puts a request to approve more than a budget allows on the clipboard. */
export const copyApprovalRequest = async (watch: RepositoryWatch): Promise<void> => {
  const sight = await watch.look();
  if (sight.state !== 'active' || sight.standard.mode === undefined) {
    await complain({ reason: 'no-task', message: 'There is no Codex task here whose budgets could be raised.' });
    return;
  }
  const { task, standard, review } = sight;
  if (exceeded(review.judgement).length === 0) {
    await vscode.window.showInformationMessage('No budget of this task is exceeded, so there is nothing to ask for.');
    return;
  }
  const { judgement } = review;
  await vscode.env.clipboard.writeText(
    writeApprovalRequest({ task, mode: sight.standard.mode, roles: standard.policy.roles, judgement }),
  );
  void vscode.window.showInformationMessage(
    'The approval request is on the clipboard. Send it to the role it names: nothing is approved yet.',
  );
};
