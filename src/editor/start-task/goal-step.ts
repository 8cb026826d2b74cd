import { lintGoal, type GoalProblem, type Mode } from '#core';
import { askText, type TextObjection } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

// The box has room for so many better forms; of the other problems it tells the reason.
const most = 2;

// The box has one paragraph: numbers keep the reasons apart.
const writeProblems = (problems: readonly GoalProblem[]): string => {
  const told = problems.map(({ because, better }, index) => (index < most ? `${because} ${better}` : because));
  const numbered = told.length === 1 ? told : told.map((problem, index) => `(${index + 1}) ${problem}`);
  return numbered.join(' ');
};

/** What the prompt lint says of a goal while it is typed. */
const objectTo = (answers: Answers, mode: Mode, goal: string): TextObjection | undefined => {
  if (goal.trim() === '') return { message: 'Say what should be different when the task is done.', mayGoOn: false };
  const { policy } = answers.law;
  const problems = lintGoal(goal, { mode, policy });
  if (problems.length === 0) return undefined;
  const mayGoOn = policy.prompt.lintLevel !== 'block';
  return { message: `${mayGoOn ? '' : 'The policy refuses this goal. '}${writeProblems(problems)}`, mayGoOn };
};

/** What for: linted while it is typed, each dislike with its reason and a better form. */
export const goalStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const { mode } = answers;
    if (mode === undefined) return { go: 'cancel' };
    const typed = await askText(
      {
        title: titleOf('Goal'),
        prompt: `What should be different when this ${mode.title} task is done? Name the files, and the tests that show it.`,
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
