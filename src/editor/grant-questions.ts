import { daysLater, objectToDay, objectToLimit, objectToReason, tellWhoMay, usualDays } from '#app';
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

const refuse = (message: string | undefined): TextObjection | undefined =>
  message === undefined ? undefined : { message, mayGoOn: false };

const limitStep: Step<Answers> = {
  applies: ({ limit }) => limit !== undefined,
  ask: async (answers, place) => {
    const typed = await askText(
      question(answers, 'The highest value that shall be allowed', place),
      String(answers.limit ?? ''),
      (text) => refuse(objectToLimit(text, answers)),
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
      (text) => refuse(objectToReason(text)),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, reason: typed.text } };
  },
};

const untilStep = (today: string): Step<Answers> => ({
  applies: () => true,
  ask: async (answers, place) => {
    const typed = await askText(question(answers, 'The last day it shall hold', place), answers.until, (text) =>
      refuse(objectToDay(text, today)),
    );
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
