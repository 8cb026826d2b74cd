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

/** Who accepts that context is missing, and why. */
export const overrideSteps: readonly Step<Answers>[] = [
  ask('who', {
    title: 'Override: Accepted By',
    prompt: 'Who accepts starting without this context? Enter a name.',
    empty: 'Enter the name of the person who accepts this.',
  }),
  ask('why', {
    title: 'Override: Reason',
    prompt: 'Why can the task start without it?',
    empty: 'Enter a reason: the prompt and the pull request show it.',
  }),
];
