import type { Documents } from '../documents.ts';
import type { HandOvers } from '../hand-over.ts';
import { askChoice } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';
import { draftFrom } from './pack-step.ts';

export const promptPage = 'Codex Prompt';

/** Shows the prompt as it will be handed over, and asks how. The last question: an answer starts the task. */
export const previewStep = (documents: Documents, { ways, hints }: HandOvers): Step<Answers> => ({
  applies: () => true,
  ask: async (answers, place) => {
    const step = 'Start and Hand Over';
    // The pack was drafted a moment ago; only an override changes what the prompt says.
    const drafted = answers.draft === undefined ? await draftFrom(answers, step, place) : { value: answers.draft };
    if (drafted === 'back' || drafted === 'cancel') return { go: drafted };
    await documents.preview(promptPage, drafted.value.prompt);
    const picked = await askChoice(
      { title: titleOf(step), prompt: 'This is the prompt. Pick how to hand it over: that starts the task', place },
      [...ways.map((way) => ({ label: way.label, detail: way.detail, value: way })), ...hints],
    );
    if (picked === 'back' || picked === 'cancel') {
      await documents.close(promptPage);
      return { go: picked };
    }
    return { go: 'next', answers: { ...answers, draft: drafted.value, handOver: picked.value } };
  },
});
