import { askForApproval, askForWaiver, tellClaimed, type AskedAllowance, type Failure } from '#app';
import {
  measureOf,
  nameMeter,
  raisableOf,
  tellUse,
  unwaived,
  waivingRoles,
  type Finding,
  type Judgement,
  type Policy,
  type Raisable,
  type Result,
} from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { askGrant } from '../grant-questions.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { readUnsavedTexts } from '../unsaved.ts';

type Meter = Judgement['meters'][number];
type Active = Extract<Sight, { state: 'active' }>;

const open = async (watch: RepositoryWatch, asked: Result<AskedAllowance, Failure>): Promise<void> => {
  if (!asked.ok) {
    await complain(asked.error);
    return;
  }
  const { kind, path } = asked.value;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(watch.root, path));
  // The file is there to be seen; a notification is cut off where it is long.
  void vscode.window.showInformationMessage(tellClaimed(kind));
};

const findActive = async (watch: RepositoryWatch): Promise<Active | undefined> => {
  const sight = await watch.look();
  if (sight.state === 'active') return sight;
  await complain({ reason: 'no-task', message: 'There is no Codex task here, so there is nothing to allow.' });
  return undefined;
};

/** True for a finding that some role may waive, and that nobody has waived yet. */
export const canBeWaived = (policy: Policy, { rule, waiver }: Finding): boolean =>
  waiver === undefined && measureOf(rule) === undefined && waivingRoles(policy, rule).length > 0;

const tellNothing = async (message: string): Promise<undefined> => {
  await vscode.window.showInformationMessage(message);
  return undefined;
};

const pickFinding = async ({ review, standard }: Active, id: unknown): Promise<Finding | undefined> => {
  const findings = unwaived(review.judgement.findings);
  if (typeof id === 'string') return findings.find((finding) => finding.id === id);
  const open = findings.filter((finding) => canBeWaived(standard.policy, finding));
  if (open.length === 0) return tellNothing('There is no finding here that a role of the policy may waive.');
  const rows = open.map((finding) => ({
    label: finding.rule,
    description: `${finding.path}:${finding.line}`,
    detail: finding.message,
    finding,
  }));
  const options = { title: 'Ask for Waiver', placeHolder: 'Pick the finding', matchOnDetail: true };
  return (await vscode.window.showQuickPick(rows, { ...options, matchOnDescription: true }))?.finding;
};

/** Asks for a waiver of a finding, and opens the file that was written for review. */
export const askWaiver = async (watch: RepositoryWatch, id: unknown): Promise<void> => {
  const sight = await findActive(watch);
  const finding = sight && (await pickFinding(sight, id));
  if (sight === undefined || finding === undefined) return;
  const roles = waivingRoles(sight.standard.policy, finding.rule);
  const answers = await askGrant(watch.machine.clock.now(), { title: `Ask for Waiver of ${finding.rule}`, roles });
  if (answers === undefined) return;
  const { reason, until, role } = answers;
  const request = { of: finding.id, in: [], reason, until, ...(role === undefined ? {} : { role }) };
  await open(watch, await askForWaiver(watch.machine, request, { unsaved: readUnsavedTexts(watch.root) }));
};

const pickMeter = async (
  { review }: Active,
  raisable: readonly Raisable[],
  id: unknown,
): Promise<Meter | undefined> => {
  const named = review.judgement.meters.find((meter) => meter.id === id);
  if (named !== undefined) return named;
  if (raisable.length === 0)
    return tellNothing('No budget is exceeded that a role of the policy may raise, so there is nothing to ask for.');
  const rows = raisable.map(({ meter }) => ({ label: nameMeter(meter), description: tellUse(meter), meter }));
  return (await vscode.window.showQuickPick(rows, { title: 'Ask for Approval', placeHolder: 'Pick the budget' }))
    ?.meter;
};

/** Asks for an approval of more than a budget allows, and opens the file that was written for review. */
export const askApproval = async (watch: RepositoryWatch, id: unknown): Promise<void> => {
  const sight = await findActive(watch);
  if (sight === undefined) return;
  const raisable = raisableOf(sight.review.judgement.meters, sight.standard);
  const meter = await pickMeter(sight, raisable, id);
  if (meter === undefined) return;
  const title = `Ask for Approval of ${nameMeter(meter)}`;
  // By the policy one role alone may raise a budget: there is none to pick.
  const start = { title, limit: meter.used, least: meter.limit, roles: [] };
  const answers = await askGrant(watch.machine.clock.now(), start);
  if (answers === undefined) return;
  const { limit = meter.used, reason, until } = answers;
  await open(watch, await askForApproval(watch.machine, { budget: meter.id, limit, reason, until }));
};
