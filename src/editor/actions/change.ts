import {
  findingOfFreeze,
  review,
  takeGround,
  takeStanding,
  type Failure,
  type Review,
  type Standard,
  type Standing,
} from '#app';
import { exceeded, writeApprovalRequest, writeBudget, writeLimits, writeMarkdown, type Finding } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

interface Judged {
  readonly standard: Standard;
  readonly review: Review;
  readonly policy: string;
  /** The kill switch, where it is on for this change. */
  readonly frozen: readonly Finding[];
}

// Without a task a person says by which lane the change shall be judged, where the policy wants one.
const askMode = async (watch: RepositoryWatch, failure: Failure): Promise<string | undefined> => {
  const ground = failure.reason === 'mode-required' ? await takeGround(watch.machine, {}) : undefined;
  if (ground?.ok !== true) {
    await complain(failure);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    ground.value.law.policy.modes.map((mode) => ({ label: mode.title, description: writeLimits(mode), id: mode.id })),
    { title: 'No Codex task', placeHolder: 'Changes are judged by mode here: pick one to try this change out in' },
  );
  return picked?.id;
};

const stand = async (watch: RepositoryWatch): Promise<Standing | undefined> => {
  const standing = await takeStanding(watch.machine, {});
  if (standing.ok) return standing.value;
  const mode = await askMode(watch, standing.error);
  if (mode === undefined) return undefined;
  const again = await takeStanding(watch.machine, { mode });
  if (again.ok) return again.value;
  await complain(again.error);
  return undefined;
};

// The task's own review where there is one, unsaved text included; else what the branch changes.
const judgeNow = async (watch: RepositoryWatch): Promise<Judged | undefined> => {
  const standing = await stand(watch);
  if (standing === undefined) return undefined;
  const { standard, from, policy, freeze } = standing;
  const frozen = freeze === undefined ? [] : [findingOfFreeze(freeze, watch.machine.hash)];
  const sight = await watch.look();
  if (sight.state === 'active') return { standard: sight.standard, review: sight.review, policy, frozen };
  const reviewed = await review(watch.machine, standard, from);
  if (reviewed.ok) return { standard, review: reviewed.value, policy, frozen };
  await complain(reviewed.error);
  return undefined;
};

/** Judges the change and shows every finding on one page. */
export const checkChange = async (watch: RepositoryWatch, documents: Documents, version: string): Promise<void> => {
  const judged = await judgeNow(watch);
  if (judged === undefined) return;
  const { review, standard, policy, frozen } = judged;
  const { judgement, change } = review;
  const verdict = frozen.length > 0 ? 'block' : judgement.verdict;
  const findings = [...frozen, ...judgement.findings];
  const mode = standard.mode?.id ?? null;
  await documents.preview(
    'Check',
    writeMarkdown({ ...judgement, verdict, findings, base: change.base, mode, policy, version }),
  );
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
