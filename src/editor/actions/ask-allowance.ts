import { askForApproval, askForWaiver, daysLater, usualDays, type AskedAllowance, type Failure } from '#app';
import {
  exceeded,
  measureOf,
  nameMeter,
  raisingRole,
  tellUse,
  unwaived,
  waivingRoles,
  type Finding,
  type Judgement,
  type Policy,
  type Result,
} from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { askChoice, askText, type Question, type TextObjection } from '../questions.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { readUnsavedTexts } from '../unsaved.ts';
import { runWizard, type Step, type StepPlace } from '../wizard.ts';

type Meter = Judgement['meters'][number];
type Active = Extract<Sight, { state: 'active' }>;

/** What was answered so far. */
interface Answers {
  readonly title: string;
  /** Whom it may be asked of; the person picks where there are several. */
  readonly roles: readonly Policy['roles'][number][];
  readonly role?: string;
  /** The limit that is asked for; left out for a waiver. */
  readonly limit?: number;
  /** What the policy allows already. */
  readonly least: number;
  readonly reason: string;
  readonly until: string;
}

const question = ({ title }: Answers, prompt: string, place: StepPlace): Question => ({ title, prompt, place });

const roleStep: Step<Answers> = {
  applies: ({ roles }) => roles.length > 1,
  ask: async (answers, place) => {
    const rows = answers.roles.map(({ id, title }) => ({ label: title, description: id, value: id }));
    const picked = await askChoice(question(answers, 'In which role do you ask?', place), rows);
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, role: picked.value } };
  },
};

const refuse = (message: string): TextObjection => ({ message, mayGoOn: false });

const objectToLimit = (text: string, least: number): TextObjection | undefined => {
  if (!/^\d+$/.test(text.trim())) return refuse('Type a whole number.');
  return Number(text) > least ? undefined : refuse(`The policy allows ${least} already.`);
};

const limitStep: Step<Answers> = {
  applies: ({ limit }) => limit !== undefined,
  ask: async (answers, place) => {
    const typed = await askText(
      question(answers, 'The highest value that shall be allowed', place),
      String(answers.limit ?? ''),
      (text) => objectToLimit(text, answers.least),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, limit: Number(typed.text) } };
  },
};

const reasonStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const typed = await askText(
      question(answers, 'Why is it right here? Whoever reviews it reads this.', place),
      answers.reason,
      (text) => (text.trim() === '' ? refuse('Say why.') : undefined),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, reason: typed.text } };
  },
};

const untilStep = (today: string): Step<Answers> => ({
  applies: () => true,
  ask: async (answers, place) => {
    const typed = await askText(question(answers, 'The last day it shall hold', place), answers.until, (text) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return refuse('Type year, month and day, such as 2026-12-31.');
      return text.trim() < today ? refuse(`That day is over: today is ${today}.`) : undefined;
    });
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, until: typed.text } };
  },
});

const askAll = (
  watch: RepositoryWatch,
  start: Omit<Answers, 'reason' | 'until' | 'least'> & { readonly least?: number },
): Promise<Answers | undefined> => {
  const now = watch.machine.clock.now();
  const steps = [roleStep, limitStep, reasonStep, untilStep(now.slice(0, 10))];
  return runWizard(steps, { least: 0, reason: '', ...start, until: daysLater(now, usualDays) });
};

const open = async (watch: RepositoryWatch, asked: Result<AskedAllowance, Failure>): Promise<void> => {
  if (!asked.ok) {
    await complain(asked.error);
    return;
  }
  const { kind, path } = asked.value;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(watch.root, path));
  // The file is there to be seen; a notification is cut off where it is long.
  void vscode.window.showInformationMessage(
    `CI counts this ${kind} once it is reviewed and merged, in a change of its own. Until then it is only claimed.`,
  );
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
  const answers = await askAll(watch, { title: `Ask for Waiver of ${finding.rule}`, roles });
  if (answers === undefined) return;
  const { reason, until, role } = answers;
  const request = { of: finding.id, in: [], reason, until, ...(role === undefined ? {} : { role }) };
  await open(watch, await askForWaiver(watch.machine, request, { unsaved: readUnsavedTexts(watch.root) }));
};

const pickMeter = async ({ review }: Active, raisable: readonly Meter[], id: unknown): Promise<Meter | undefined> => {
  const named = review.judgement.meters.find((meter) => meter.id === id);
  if (named !== undefined) return named;
  if (raisable.length === 0)
    return tellNothing('No budget is exceeded that a role of the policy may raise, so there is nothing to ask for.');
  const rows = raisable.map((meter) => ({ label: nameMeter(meter), description: tellUse(meter), meter }));
  return (await vscode.window.showQuickPick(rows, { title: 'Ask for Approval', placeHolder: 'Pick the budget' }))
    ?.meter;
};

/** Asks for an approval of more than a budget allows, and opens the file that was written for review. */
export const askApproval = async (watch: RepositoryWatch, id: unknown): Promise<void> => {
  const sight = await findActive(watch);
  if (sight === undefined) return;
  const { policy, mode } = sight.standard;
  const budgets = mode?.budgets ?? policy.budgets;
  const roleOf = (meter: Meter): Policy['roles'][number] | undefined => {
    const budget = budgets.find(({ measure }) => measure === measureOf(meter.id));
    return budget && raisingRole(policy, budget);
  };
  const raisable = exceeded(sight.review.judgement).filter((meter) => roleOf(meter) !== undefined);
  const meter = await pickMeter(sight, raisable, id);
  if (meter === undefined) return;
  const role = roleOf(meter);
  const start = { title: `Ask for Approval of ${nameMeter(meter)}`, limit: meter.used, least: meter.limit };
  const answers = await askAll(watch, { ...start, roles: role === undefined ? [] : [role] });
  if (answers === undefined) return;
  const { limit = meter.used, reason, until } = answers;
  await open(watch, await askForApproval(watch.machine, { budget: meter.id, limit, reason, until }));
};
