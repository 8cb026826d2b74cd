import { checkChange as check, checkReview, type CheckedChange, type Standard } from '#app';
import { exceeded, writeApprovalRequest, writeBudget, writeMarkdown, type Judgement, type Mode } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { readUnsavedTexts } from '../unsaved.ts';
import { askMode, wantsMode } from './ask-mode.ts';

type Meter = Judgement['meters'][number];

const judgeIn = (watch: RepositoryWatch, mode: string | undefined) =>
  check(watch.machine, {
    claimsLift: true,
    unsaved: readUnsavedTexts(watch.root),
    ...(mode === undefined ? {} : { mode }),
  });

// The change as the person sees it, text that is not saved yet included.
const judgeNow = async (watch: RepositoryWatch): Promise<CheckedChange | undefined> => {
  const first = await judgeIn(watch, undefined);
  if (first.ok) return first.value;
  // Without a task a person says by which lane the change shall be judged, where the policy wants one.
  const isAsked = wantsMode(first.error);
  const mode = isAsked ? await askMode(first.error, 'Mode of This Change') : undefined;
  if (isAsked && mode === undefined) return undefined;
  const judged = mode === undefined ? first : await judgeIn(watch, mode);
  if (judged.ok) return judged.value;
  await complain(judged.error);
  return undefined;
};

// Waivers come and go while a page is open; the law of a task does not.
const withAllowances = (standing: CheckedChange['standing'], { allowances }: Standard): CheckedChange['standing'] => ({
  ...standing,
  standard: { ...standing.standard, ...(allowances === undefined ? {} : { allowances }) },
});

const show = async (
  watch: RepositoryWatch,
  documents: Documents,
  name: string,
  write: (checked: CheckedChange) => string,
): Promise<void> => {
  const checked = await judgeNow(watch);
  if (checked === undefined) return;
  const { standing } = checked;
  if (standing.task === undefined) {
    await documents.preview(name, write(checked));
    return;
  }
  // What was seen until now is older than what was just measured.
  const seen = watch.sight();
  let latest = checked;
  const writeNow = (): string => {
    const sight = watch.sight();
    if (sight !== seen && sight.state === 'active' && sight.task.id === standing.task)
      latest = checkReview(watch.machine, withAllowances(standing, sight.standard), sight.review);
    return write(latest);
  };
  await documents.follow(name, writeNow, watch.onDidChange);
};

/** Judges the change and shows every finding on one page, which follows the task while it is open. */
export const checkChange = (watch: RepositoryWatch, documents: Documents, version: string): Promise<void> =>
  show(watch, documents, 'Codex Check', ({ judgement, files: _files, standing: _standing, ...where }) =>
    writeMarkdown({ ...judgement, ...where, version }),
  );

/** Shows where the budgets go, on a page that follows the task while it is open. */
export const showBudget = (watch: RepositoryWatch, documents: Documents): Promise<void> =>
  show(watch, documents, 'Codex Budget', ({ judgement, files, notes }) => writeBudget(judgement, files, notes));

const mayBeRaised = ({ budgets }: Mode, { id }: Meter): boolean =>
  budgets.some(({ measure, raisedBy }) => id === `budget.${measure}` && raisedBy !== undefined);

// Why there is nothing to ask for; undefined where there is.
const objectToRequest = (mode: Mode, over: readonly Meter[]): string | undefined => {
  if (over.length === 0) return 'No budget of this task is exceeded, so there is nothing to ask for.';
  return over.some((meter) => mayBeRaised(mode, meter))
    ? undefined
    : 'By the policy, nobody may raise the budgets that are exceeded. Split the work, or simplify it.';
};

/** Puts a request to approve more than a budget allows on the clipboard. */
export const copyApprovalRequest = async (watch: RepositoryWatch): Promise<void> => {
  const sight = await watch.look();
  const mode = sight.state === 'active' ? sight.standard.mode : undefined;
  if (sight.state !== 'active' || mode === undefined) {
    await complain({ reason: 'no-task', message: 'There is no Codex task here whose budgets could be raised.' });
    return;
  }
  const { task, standard, review } = sight;
  const { judgement } = review;
  const objection = objectToRequest(mode, exceeded(judgement));
  if (objection !== undefined) {
    await vscode.window.showInformationMessage(objection);
    return;
  }
  await vscode.env.clipboard.writeText(writeApprovalRequest({ task, mode, roles: standard.policy.roles, judgement }));
  void vscode.window.showInformationMessage(
    'The approval request is on the clipboard. Send it to the role it names: nothing is approved yet.',
  );
};
