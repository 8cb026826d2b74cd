/** What a step leaves behind: an answer, or a wish to go back or to stop. */
export type StepOutcome<Answers> =
  { readonly go: 'next'; readonly answers: Answers } | { readonly go: 'back' } | { readonly go: 'cancel' };

export interface StepPlace {
  readonly step: number;
  readonly total: number;
  /** False on the first step: there is nowhere to go back to. */
  readonly canGoBack: boolean;
}

/** One question. It sees the answers so far and returns them with its own. */
export interface Step<Answers> {
  /** False: nothing to ask, given what was answered before. */
  readonly applies: (answers: Answers) => boolean;
  readonly ask: (answers: Answers, place: StepPlace) => Promise<StepOutcome<Answers>>;
}

/**
 * Asks one question after the other; Back returns to the last one asked with its answers kept. Undefined when the
 * person cancels: nothing was done until then.
 */
export const runWizard = async <Answers>(
  steps: readonly Step<Answers>[],
  start: Answers,
): Promise<Answers | undefined> => {
  const asked: number[] = [];
  let answers = start;
  let index = 0;
  for (;;) {
    const step = steps[index];
    if (step === undefined) return answers;
    if (!step.applies(answers)) {
      index += 1;
      continue;
    }
    const total = asked.length + steps.slice(index).filter(({ applies }) => applies(answers)).length;
    const outcome = await step.ask(answers, { step: asked.length + 1, total, canGoBack: asked.length > 0 });
    if (outcome.go === 'cancel') return undefined;
    if (outcome.go === 'back') {
      index = asked.pop() ?? 0;
      continue;
    }
    answers = outcome.answers;
    asked.push(index);
    index += 1;
  }
};
