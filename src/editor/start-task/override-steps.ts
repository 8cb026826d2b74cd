import { askText } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

interface Wording {
  readonly title: string;
  readonly prompt: string;
  readonly empty: string;
}

const ask = (what: 'who' | 'why', { title, prompt, empty }: Wording): Step<Answers> => ({
  applies: ({ wantsOverride }) => wantsOverride,
  ask: async (answers, place) => {
    const known = answers.override ?? { who: '', why: '' };
    const typed = await askText({ title: titleOf(title), prompt, place }, known[what], (text) =>
      text.trim() === '' ? { message: empty, mayGoOn: false } : undefined,
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, override: { ...known, [what]: typed.text } } };
  },
});

/** Who takes the missing context upon them, and why. */
export const overrideSteps: readonly Step<Answers>[] = [
  ask('who', {
    title: 'Override, Who',
    prompt: 'Who takes it upon them that context is missing? A name.',
    empty: 'A person has to stand for it: write a name.',
  }),
  ask('why', {
    title: 'Override, Why',
    prompt: 'Why can the task start without it?',
    empty: 'Say why: the prompt and the pull request show it.',
  }),
];
