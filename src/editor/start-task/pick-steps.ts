import { filesOfItem, isRead, suggestedPicks, type ContextItem } from '#core';
import { askChoice, askChoices, type Choice, type Question } from '../questions.ts';
import type { Step, StepPlace } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

/** The context items of a mode that leave a choice, such as the agent spec that fits the work. */
const itemsToPick = ({ law, mode }: Answers): readonly ContextItem[] =>
  law.policy.context.filter((item) => item.pick !== undefined && isRead(item, mode));

/** What the policy suggests for the scope; where it has nothing to say, the specs that were linked. */
const proposedFor = (item: ContextItem, { mode, scope = [], specs = [], picks, files }: Answers): readonly string[] => {
  const suggested = suggestedPicks(item, { ...(mode === undefined ? {} : { mode }), scope, picks }, files);
  if (suggested.length > 0) return suggested;
  const linked = new Set(specs.map(({ path }) => path));
  return filesOfItem(item, files).filter((path) => linked.has(path));
};

const askPaths = async (
  question: Question,
  choices: readonly Choice<string>[],
  chosen: readonly string[],
  most: number,
): Promise<readonly string[] | 'back' | 'cancel'> => {
  const isChosen = (path: string): boolean => chosen.includes(path);
  if (most === 1) {
    const picked = await askChoice(question, choices, isChosen);
    return typeof picked === 'string' ? picked : [picked.value];
  }
  const picked = await askChoices(question, choices, isChosen, { most });
  return typeof picked === 'string' ? picked : picked.values;
};

const askItem = async (item: ContextItem, answers: Answers, place: StepPlace): Promise<ReturnType<typeof askPaths>> => {
  const most = item.pick?.most ?? 1;
  const proposed = proposedFor(item, answers);
  const choices = filesOfItem(item, answers.files).map((path) => ({
    label: `$(file) ${path}`,
    ...(proposed.includes(path) ? { description: 'proposed for this task' } : {}),
    value: path,
  }));
  const prompt =
    most === 1
      ? 'Pick the one that fits this task'
      : `Pick what fits this task: one to ${most}. With none, the pack is incomplete`;
  return askPaths({ title: titleOf(item.title), prompt, place }, choices, answers.picks[item.id] ?? proposed, most);
};

// More items with a choice than any policy should have.
const mostItems = 8;

/** One question per context item that leaves a choice. */
export const pickSteps: readonly Step<Answers>[] = Array.from({ length: mostItems }, (_, index) => ({
  applies: (answers: Answers) => {
    const item = itemsToPick(answers)[index];
    return item !== undefined && filesOfItem(item, answers.files).length > 0;
  },
  ask: async (answers, place) => {
    const item = itemsToPick(answers)[index];
    if (item === undefined) return { go: 'next', answers };
    const picked = await askItem(item, answers, place);
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, picks: { ...answers.picks, [item.id]: picked } } };
  },
}));
