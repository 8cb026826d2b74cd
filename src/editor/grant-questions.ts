import { daysLater, usualDays } from '#app';
import type { Policy } from '#core';
import * as vscode from 'vscode';
import { askChoice, askText, type Choice, type Question, type TextObjection } from './questions.ts';
import { runWizard, type Step, type StepPlace } from './wizard.ts';

/* What a person is asked who allows something that a rule or a budget does not. */

type Role = Policy['roles'][number];

/** What was answered so far. */
interface Answers {
  readonly title: string;
  /** Whom it may be asked of; the person picks where there are several. */
  readonly roles: readonly Role[];
  /** The other roles of the policy, where a person says in which one they decide; who is in none that may is told who may. */
  readonly others?: readonly Role[];
  readonly role?: string;
  /** The limit that is asked for; left out for a waiver. */
  readonly limit?: number;
  /** What the policy allows already. */
  readonly least: number;
  /** What is needed; left out: whatever is more than that. */
  readonly needed?: number;
  readonly reason: string;
  readonly until: string;
}

const question = ({ title }: Answers, prompt: string, place: StepPlace): Question => ({ title, prompt, place });

const rowOf = ({ id, title }: Role): Choice<string> => ({ label: title, description: id, value: id });

const noRole: Choice<string> = { label: 'None of these', value: '' };

/** Who may, for somebody who may not. */
export const tellWhoMay = (roles: readonly Role[]): string =>
  `By the policy this is for ${roles.map(({ title }) => title).join(' or ')} to approve. Ask them; nothing was decided.`;

const roleStep: Step<Answers> = {
  applies: ({ roles, others }) => roles.length > 1 || others !== undefined,
  ask: async (answers, place) => {
    const { roles, others } = answers;
    const [asks, more] =
      others === undefined
        ? ['In which role do you ask?', []]
        : ['In which role do you approve it? The file that is written names it.', [...others.map(rowOf), noRole]];
    const picked = await askChoice(question(answers, asks, place), [...roles.map(rowOf), ...more]);
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    if (roles.some(({ id }) => id === picked.value)) return { go: 'next', answers: { ...answers, role: picked.value } };
    void vscode.window.showInformationMessage(tellWhoMay(roles));
    return { go: 'cancel' };
  },
};

const refuse = (message: string): TextObjection => ({ message, mayGoOn: false });

const objectToLimit = (text: string, { least, needed = 0 }: Answers): TextObjection | undefined => {
  if (!/^\d+$/.test(text.trim())) return refuse('Type a whole number.');
  if (Number(text) <= least) return refuse(`The policy allows ${least} already.`);
  return Number(text) < needed ? refuse(`The patch needs ${needed}.`) : undefined;
};

const limitStep: Step<Answers> = {
  applies: ({ limit }) => limit !== undefined,
  ask: async (answers, place) => {
    const typed = await askText(
      question(answers, 'The highest value that shall be allowed', place),
      String(answers.limit ?? ''),
      (text) => objectToLimit(text, answers),
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

/** Asks all there is to ask; undefined where the person cancels. `now` is ISO 8601. */
export const askGrant = (
  now: string,
  start: Omit<Answers, 'reason' | 'until' | 'least'> & Partial<Pick<Answers, 'reason' | 'until' | 'least'>>,
): Promise<Answers | undefined> => {
  const steps = [roleStep, limitStep, reasonStep, untilStep(now.slice(0, 10))];
  return runWizard(steps, { least: 0, reason: '', until: daysLater(now, usualDays), ...start });
};

/** What holds of what somebody has asked for or approved, until it is reviewed. */
export const tellClaimed = (kind: 'waiver' | 'approval'): string =>
  `CI counts this ${kind} once it is reviewed and merged, in a change of its own. Until then it is only claimed.`;
