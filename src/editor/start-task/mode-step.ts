import { writeLimits, type Mode } from '#core';
import { askChoice, type Choice } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

const toChoice = (mode: Mode): Choice<Mode> => ({
  label: mode.title,
  description: writeLimits(mode),
  detail: mode.goal,
  value: mode,
});

/** Which lane: each with its limits and what it is for. */
export const modeStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const picked = await askChoice(
      { title: titleOf('Working Mode'), prompt: 'Pick the mode. It stays until the task ends.', place },
      answers.law.policy.modes.map(toChoice),
      (mode) => mode.id === answers.mode?.id,
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    // Another lane has other patterns and other documents: what was answered for the old one does not hold.
    if (picked.value.id === answers.mode?.id) return { go: 'next', answers };
    const { pattern: _pattern, override: _override, ...kept } = answers;
    return { go: 'next', answers: { ...kept, mode: picked.value, slots: {}, picks: {} } };
  },
};
