import * as vscode from 'vscode';

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
    const total = steps.filter(({ applies }) => applies(answers)).length;
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

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly place: StepPlace;
}

const prepare = (input: vscode.QuickInput, { title, place }: Question): void => {
  input.title = title;
  input.step = place.step;
  input.totalSteps = place.total;
  input.ignoreFocusOut = true;
};

// Every input settles once: by an answer, by Back, or by being hidden (Escape), which cancels.
const settle = <Answer>(
  input: vscode.QuickInput & { readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  listen: (accept: (answer: Answer) => void) => readonly vscode.Disposable[],
): Promise<Answer | 'back' | 'cancel'> =>
  new Promise((resolve) => {
    const finish = (outcome: Answer | 'back' | 'cancel'): void => {
      resolve(outcome);
      for (const listener of listeners) listener.dispose();
      input.dispose();
    };
    const listeners = [
      input.onDidHide(() => finish('cancel')),
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) finish('back');
      }),
      ...listen(finish),
    ];
    input.show();
  });

export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

/** Lets the person pick one of the choices. */
export const askChoice = async <Value>(
  question: Question,
  choices: readonly (Choice<Value> | (vscode.QuickPickItem & { readonly value?: undefined }))[],
  selected?: (value: Value) => boolean,
): Promise<{ readonly value: Value } | 'back' | 'cancel'> => {
  const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value?: Value | undefined }>();
  prepare(input, question);
  input.placeholder = question.prompt;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = choices;
  input.buttons = question.place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const active = input.items.filter(({ value }) => value !== undefined && selected?.(value) === true);
  if (active.length > 0) input.activeItems = active;
  return settle<{ readonly value: Value }>(input, (accept) => [
    input.onDidAccept(() => {
      const value = input.activeItems[0]?.value;
      if (value !== undefined) accept({ value });
    }),
  ]);
};

/** Lets the person pick any number of the choices. */
export const askChoices = async <Value>(
  question: Question,
  choices: readonly Choice<Value>[],
  picked: (value: Value) => boolean,
  options: { readonly most?: number } = {},
): Promise<{ readonly values: readonly Value[] } | 'back' | 'cancel'> => {
  const input = vscode.window.createQuickPick<Choice<Value>>();
  prepare(input, question);
  input.placeholder = question.prompt;
  input.canSelectMany = true;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = choices;
  input.selectedItems = choices.filter(({ value }) => picked(value));
  input.buttons = question.place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return settle<{ readonly values: readonly Value[] }>(input, (accept) => [
    input.onDidChangeSelection((items) => {
      if (options.most !== undefined && items.length > options.most) input.selectedItems = items.slice(-options.most);
    }),
    input.onDidAccept(() => accept({ values: input.selectedItems.map(({ value }) => value) })),
  ]);
};

/** What is wrong with a text that is being typed; `mayGoOn` tells advice from refusal. */
export interface TextObjection {
  readonly message: string;
  readonly mayGoOn: boolean;
}

/** Lets the person type a text, told while typing what is wrong with it. */
export const askText = async (
  question: Question & { readonly placeholder?: string },
  value: string,
  object: (text: string) => TextObjection | undefined,
): Promise<{ readonly text: string } | 'back' | 'cancel'> => {
  const input = vscode.window.createInputBox();
  prepare(input, question);
  input.prompt = question.prompt;
  input.placeholder = question.placeholder ?? '';
  input.value = value;
  input.buttons = question.place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const show = (objection: TextObjection | undefined): void => {
    input.validationMessage =
      objection === undefined
        ? undefined
        : {
            message: objection.message,
            severity: objection.mayGoOn
              ? vscode.InputBoxValidationSeverity.Warning
              : vscode.InputBoxValidationSeverity.Error,
          };
  };
  // An untouched empty box is not scolded; an edited one is.
  if (value !== '') show(object(value));
  return settle<{ readonly text: string }>(input, (accept) => [
    input.onDidChangeValue((text) => show(object(text))),
    input.onDidAccept(() => {
      const objection = object(input.value);
      if (objection === undefined || objection.mayGoOn) accept({ text: input.value.trim() });
      else show(objection);
    }),
  ]);
};
