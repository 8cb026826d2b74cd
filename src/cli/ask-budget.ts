import {
  daysLater,
  objectToDay,
  objectToLimit,
  objectToReason,
  tellWhoMay,
  usualDays,
  type askApprovals,
  type BudgetQuestion,
} from '#app';
import { printable } from '#core';
import type { Asker } from './ask-line.ts';

/* What somebody at a terminal is asked who approves more of a budget. */

/** Where a person is asked, and for how long. */
export interface AskPlace {
  readonly asker: Pick<Asker, 'ask'>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Asks until an answer is good. An empty line takes the usual one, and takes the question back where there is none. */
const askGood = async (
  { asker, say, signal }: AskPlace,
  question: string,
  usual: string,
  object: (text: string) => string | undefined,
): Promise<string | undefined> => {
  const prompt = printable(usual === '' ? `${question}:` : `${question} [${usual}]:`);
  for (;;) {
    const typed = await asker.ask(prompt, signal);
    const text = typed === undefined || typed.trim() !== '' ? typed?.trim() : usual;
    if (text === undefined || text === '') return undefined;
    const objection = object(text);
    if (objection === undefined) return text;
    say(objection);
  }
};

/** True for somebody in a role that may; who is in another is told who may. */
const askRole = async (place: AskPlace, { roles, others }: BudgetQuestion): Promise<boolean> => {
  const ids = [...roles, ...others].map(({ id }) => id);
  const question = `In which role do you approve it? The file that is written names it. One of ${ids.join(', ')}; in none of these, leave it empty`;
  const role = await askGood(place, question, '', (text) =>
    ids.includes(text) ? undefined : `There is no role ${text}.`,
  );
  if (roles.some(({ id }) => id === role)) return true;
  place.say(tellWhoMay(roles));
  return false;
};

/** Asks all that an approval needs; undefined where the person takes it back. `now` tells the moment, ISO 8601. */
export const askBudget =
  (place: AskPlace, now: () => string): Parameters<typeof askApprovals>[2] =>
  async (budget) => {
    place.say(budget.title);
    if (!(await askRole(place, budget))) return undefined;
    const limit = await askGood(place, 'The highest value that shall be allowed', String(budget.limit), (text) =>
      objectToLimit(text, budget),
    );
    if (limit === undefined) return undefined;
    const why = 'Why is it right here? Whoever reviews it reads this';
    const reason = await askGood(place, why, budget.reason, objectToReason);
    if (reason === undefined) return undefined;
    const moment = now();
    const until = await askGood(place, 'The last day it shall hold', daysLater(moment, usualDays), (text) =>
      objectToDay(text, moment.slice(0, 10)),
    );
    return until === undefined ? undefined : { limit: Number(limit), reason, until };
  };
