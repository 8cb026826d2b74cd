import { readSpecExists } from '#app';
import { fillPattern, patternsFor, type PromptPattern, type Slot, type SpecExists } from '#core';
import { askChoice, askText, type Choice, type TextObjection } from '../questions.ts';
import type { Step, StepPlace } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

const offered = ({ law, mode }: Answers): readonly PromptPattern[] =>
  mode === undefined ? [] : patternsFor(law.policy, mode);

const chosen = (answers: Answers): PromptPattern | undefined =>
  offered(answers).find(({ id }) => id === answers.pattern);

const none = 'none';

const flat = (text: string): string => text.replaceAll('`', '').replace(/\s+/g, ' ').trim();

/** Whether the request follows one of the policy's patterns. */
export const patternStep: Step<Answers> = {
  applies: (answers) => answers.mode === undefined || offered(answers).length > 0,
  ask: async (answers, place) => {
    const choices: readonly Choice<string>[] = [
      ...offered(answers).map(({ id, title, slots, text }) => ({
        label: title,
        description: slots.map(({ name }) => name).join(', '),
        detail: flat(text),
        value: id,
      })),
      { label: 'No pattern', detail: 'Hand the goal over as it is written.', value: none },
    ];
    const picked = await askChoice(
      {
        title: titleOf('Prompt Pattern'),
        prompt: 'Pick a pattern that says precisely what is wanted, or none.',
        place,
      },
      choices,
      (id) => id === (answers.pattern ?? none),
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    if (picked.value === (answers.pattern ?? none)) return { go: 'next', answers };
    const { pattern: _pattern, ...rest } = answers;
    const pattern = picked.value === none ? {} : { pattern: picked.value };
    // Answers to the slots of another pattern are none of this one's.
    return { go: 'next', answers: { ...rest, ...pattern, slots: {} } };
  },
};

const objectTo = (pattern: PromptPattern, slot: Slot, text: string, exists: SpecExists): TextObjection | undefined => {
  const alone = { ...pattern, text: `{${slot.name}}`, slots: [slot] };
  const filled = fillPattern(alone, { [slot.name]: text.trim() }, exists);
  const problem = filled.ok ? undefined : filled.error[0];
  return problem === undefined ? undefined : { message: problem.message, mayGoOn: false };
};

const askSlot = async (
  { files, slots, machine }: Answers,
  { pattern, slot, place }: { readonly pattern: PromptPattern; readonly slot: Slot; readonly place: StepPlace },
): Promise<Awaited<ReturnType<typeof askText>>> => {
  const known = new Set(files);
  // Headings are looked for in the document itself, so only once the answer is given; dead ones are kept in mind.
  const dead = new Map<string, TextObjection>();
  let value = slots[slot.name] ?? '';
  for (;;) {
    const typed = await askText(
      {
        title: titleOf(`${pattern.title}, ${slot.name}`),
        prompt: `${slot.ask}${slot.optional ? ' It may stay empty.' : ''}`,
        placeholder: slot.example === undefined ? '' : `Such as: ${slot.example}`,
        place,
      },
      value,
      (text) => dead.get(text.trim()) ?? objectTo(pattern, slot, text, (path) => known.has(path)),
    );
    if (typed === 'back' || typed === 'cancel') return typed;
    const exists = await readSpecExists(machine.repository, known, { [slot.name]: typed.text });
    const objection = objectTo(pattern, slot, typed.text, exists);
    if (objection === undefined) return typed;
    dead.set(typed.text, objection);
    value = typed.text;
  }
};

// More slots than any pattern should have; a step that finds no slot at its place does not apply.
const mostSlots = 12;

/** One question per slot of the pattern. */
export const slotSteps: readonly Step<Answers>[] = Array.from({ length: mostSlots }, (_, index) => ({
  applies: (answers: Answers) => chosen(answers)?.slots[index] !== undefined,
  ask: async (answers, place) => {
    const pattern = chosen(answers);
    const slot = pattern?.slots[index];
    if (pattern === undefined || slot === undefined) return { go: 'next', answers };
    const typed = await askSlot(answers, { pattern, slot, place });
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, slots: { ...answers.slots, [slot.name]: typed.text } } };
  },
}));
