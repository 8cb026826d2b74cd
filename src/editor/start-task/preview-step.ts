import type { Documents } from '../documents.ts';
import type { HandOver } from '../hand-over.ts';
import { askChoice, type Step } from '../wizard.ts';
import { windowTitle, type Answers } from './answers.ts';
import { draftFrom } from './pack-steps.ts';

/** Shows the prompt as it will be handed over, and asks how. The last question: an answer starts the task. */
export const previewStep = (documents: Documents, ways: readonly HandOver[]): Step<Answers> => ({
  applies: () => true,
  ask: async (answers, place) => {
    const draft = await draftFrom(answers);
    if (draft === undefined) return { go: 'back' };
    await documents.preview('Prompt Preview', draft.prompt);
    const picked = await askChoice(
      {
        title: `${windowTitle}: Start and Hand Over`,
        prompt: 'This is the prompt. Picking a way starts the task; Escape leaves nothing behind.',
        place,
      },
      ways.map((way) => ({ label: way.label, detail: way.detail, value: way })),
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, draft, handOver: picked.value } };
  },
});
