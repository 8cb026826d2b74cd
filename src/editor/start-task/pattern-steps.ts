import { fillPattern, patternsFor, type PromptPattern, type Slot } from '#core';
import { askChoice, askText, type Choice, type Step, type TextObjection } from '../wizard.ts';
import { windowTitle, type Answers } from './answers.ts';

const offered = ({ law, mode }: Answers): readonly PromptPattern[] =>
  mode === undefined ? [] : patternsFor(law.policy, mode);

const none = 'none';

/** Whether the request follows one of the policy's patterns. */
export const patternStep: Step<Answers> = {
  applies: (answers) => answers.mode === undefined || offered(answers).length > 0,
  ask: async (answers, place) => {
    const choices: readonly Choice<string>[] = [
      { label: 'No pattern', detail: 'Hand the goal over as it is written.', value: none },
      ...offered(answers).map(({ id, title, text }) => ({
        label: title,
        detail: text.trim().replace(/\s+/g, ' '),
        value: id,
      })),
    ];
    const picked = await askChoice(
      {
        title: `${windowTitle}: Prompt Pattern`,
        prompt: 'Pick a pattern to say precisely what is wanted, or none.',
        place,
      },
      choices,
      (id) => id === (answers.pattern ?? none),
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    const { pattern: _pattern, ...rest } = answers;
    return { go: 'next', answers: picked.value === none ? rest : { ...rest, pattern: picked.value } };
  },
};

const slotAt = (answers: Answers, index: number): Slot | undefined =>
  offered(answers).find(({ id }) => id === answers.pattern)?.slots[index];

const objectTo = (answers: Answers, slot: Slot, text: string): TextObjection | undefined => {
  const pattern = offered(answers).find(({ id }) => id === answers.pattern);
  if (pattern === undefined) return undefined;
  const files = new Set(answers.files);
  const alone = { ...pattern, text: `{${slot.name}}`, slots: [slot] };
  const filled = fillPattern(alone, { [slot.name]: text.trim() }, (path) => files.has(path));
  const problem = filled.ok ? undefined : filled.error[0];
  return problem === undefined ? undefined : { message: problem.message, mayGoOn: false };
};

// More slots than any pattern should have; a step that finds no slot at its place does not apply.
const mostSlots = 12;

/** One question per slot of the pattern. */
export const slotSteps: readonly Step<Answers>[] = Array.from({ length: mostSlots }, (_, index) => ({
  applies: (answers: Answers) => slotAt(answers, index) !== undefined,
  ask: async (answers, place) => {
    const slot = slotAt(answers, index);
    if (slot === undefined) return { go: 'next', answers };
    const typed = await askText(
      {
        title: `${windowTitle}: ${slot.name}`,
        prompt: `${slot.ask}${slot.optional ? ' (may be left empty)' : ''}`,
        placeholder: slot.example === undefined ? '' : `Such as: ${slot.example}`,
        place,
      },
      answers.slots[slot.name] ?? '',
      (text) => objectTo(answers, slot, text),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, slots: { ...answers.slots, [slot.name]: typed.text } } };
  },
}));
