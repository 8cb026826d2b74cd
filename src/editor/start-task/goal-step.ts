import { lintGoal, type GoalProblem, type Mode } from '#core';
import { askText, type Step, type TextObjection } from '../wizard.ts';
import { windowTitle, type Answers } from './answers.ts';

const most = 2;

const writeProblems = (problems: readonly GoalProblem[]): string => {
  const told = problems.slice(0, most).map(({ because, better }) => `${because} ${better}`);
  const more = problems.length > most ? ` (${problems.length - most} more)` : '';
  return `${told.join(' ')}${more}`;
};

/** What the prompt lint says of a goal while it is typed. */
const objectTo = (answers: Answers, mode: Mode, goal: string): TextObjection | undefined => {
  if (goal.trim() === '') return { message: 'Say what should be different when the task is done.', mayGoOn: false };
  const { prompt } = answers.law.policy;
  const problems = lintGoal(goal, { mode, policy: answers.law.policy });
  if (problems.length === 0) return undefined;
  return { message: writeProblems(problems), mayGoOn: prompt.lintLevel !== 'block' };
};

/** What for: linted while it is typed, each dislike with its reason and a better form. */
export const goalStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const { mode } = answers;
    if (mode === undefined) return { go: 'cancel' };
    const typed = await askText(
      {
        title: `${windowTitle}: Goal`,
        prompt: `What should be different when this ${mode.title} task is done? Name files, and the tests that show it.`,
        placeholder: 'Such as: make currency_attribution in backend/app/services/metrics.py pure, with tests',
        place,
      },
      answers.goal,
      (goal) => objectTo(answers, mode, goal),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, goal: typed.text } };
  },
};
