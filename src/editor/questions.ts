import * as vscode from 'vscode';
import type { StepPlace } from './wizard.ts';

export interface Question {
  readonly title: string;
  /** What is asked, short: a box cuts it where its width ends. */
  readonly prompt: string;
  readonly place: StepPlace;
}

type Way = 'back' | 'cancel';

const prepare = (input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, { title, place }: Question): void => {
  input.title = title;
  input.step = place.step;
  input.totalSteps = place.total;
  input.ignoreFocusOut = true;
  input.buttons = place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
};

// Every input settles once: by an answer, by Back, or by being hidden (Escape), which cancels.
const settle = <Answer>(
  input: vscode.QuickInput & { readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  listen: (accept: (answer: Answer) => void) => readonly vscode.Disposable[],
): Promise<Answer | Way> =>
  new Promise((resolve) => {
    const finish = (outcome: Answer | Way): void => {
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

/** A line between choices. */
export const separator = (label: string): vscode.QuickPickItem => ({
  label,
  kind: vscode.QuickPickItemKind.Separator,
});

type Row<Value> = vscode.QuickPickItem & { readonly value?: Value | undefined };

const createPick = <Value>(question: Question, rows: readonly Row<Value>[]): vscode.QuickPick<Row<Value>> => {
  const input = vscode.window.createQuickPick<Row<Value>>();
  prepare(input, question);
  input.placeholder = question.prompt;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = rows;
  return input;
};

/** Lets the person pick one of the choices. */
export const askChoice = async <Value>(
  question: Question,
  rows: readonly (Choice<Value> | vscode.QuickPickItem)[],
  selected?: (value: Value) => boolean,
): Promise<{ readonly value: Value } | Way> => {
  const input = createPick<Value>(question, rows);
  const active = input.items.filter(({ value }) => value !== undefined && selected?.(value) === true);
  if (active.length > 0) input.activeItems = active;
  return settle<{ readonly value: Value }>(input, (accept) => [
    input.onDidAccept(() => {
      const value = input.activeItems[0]?.value;
      if (value !== undefined) accept({ value });
    }),
  ]);
};

export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

const objectToCount = (count: number, { least = 0, most = Infinity }: Bounds): string | undefined => {
  if (count < least) return least === 1 ? 'pick at least one' : `pick at least ${least}`;
  return count > most ? `pick at most ${most}` : undefined;
};

/** Lets the person pick any number of the choices, within bounds; the title says what is wrong with the number. */
export const askChoices = async <Value>(
  question: Question,
  rows: readonly (Choice<Value> | vscode.QuickPickItem)[],
  picked: (value: Value) => boolean,
  bounds: Bounds = {},
): Promise<{ readonly values: readonly Value[] } | Way> => {
  const input = createPick<Value>(question, rows);
  input.canSelectMany = true;
  input.selectedItems = input.items.filter(({ value }) => value !== undefined && picked(value));
  return settle<{ readonly values: readonly Value[] }>(input, (accept) => [
    input.onDidChangeSelection(() => {
      input.title = question.title;
    }),
    input.onDidAccept(() => {
      const objection = objectToCount(input.selectedItems.length, bounds);
      if (objection === undefined) accept({ values: input.selectedItems.flatMap(({ value }) => value ?? []) });
      else input.title = `${question.title} (${objection})`;
    }),
  ]);
};

/** What is wrong with a text that is being typed; `mayGoOn` tells advice from refusal. */
export interface TextObjection {
  readonly message: string;
  readonly mayGoOn: boolean;
}

const showObjection = (input: vscode.InputBox, objection: TextObjection | undefined): void => {
  const { Warning, Error } = vscode.InputBoxValidationSeverity;
  input.validationMessage = objection && {
    // The box shows text, not Markdown.
    message: `${objection.message}${objection.mayGoOn ? ' Press Enter to go on anyway.' : ''}`.replaceAll('`', ''),
    severity: objection.mayGoOn ? Warning : Error,
  };
};

/** Lets the person type a text, told while typing what is wrong with it. */
export const askText = async (
  question: Question & { readonly placeholder?: string },
  value: string,
  object: (text: string) => TextObjection | undefined,
): Promise<{ readonly text: string } | Way> => {
  const input = vscode.window.createInputBox();
  prepare(input, question);
  input.prompt = question.prompt;
  input.placeholder = question.placeholder ?? '';
  input.value = value;
  // An untouched empty box is not scolded; an edited one is.
  if (value !== '') showObjection(input, object(value));
  return settle<{ readonly text: string }>(input, (accept) => [
    input.onDidChangeValue((text) => showObjection(input, object(text))),
    input.onDidAccept(() => {
      const objection = object(input.value);
      if (objection === undefined || objection.mayGoOn) accept({ text: input.value.trim() });
      else showObjection(input, objection);
    }),
  ]);
};

type Worked<Value> = { readonly value: Value } | { readonly error: unknown };

/** Does work while the box says so; Back and Escape give it up. */
export const awaitWork = async <Value>(
  question: Question,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<{ readonly value: Value } | Way> => {
  const controller = new AbortController();
  const input = createPick<never>(question, []);
  input.busy = true;
  const outcome = await settle<Worked<Value>>(input, (accept) => {
    work(controller.signal).then(
      (value) => accept({ value }),
      (error: unknown) => accept({ error }),
    );
    return [];
  });
  if (outcome === 'back' || outcome === 'cancel') {
    controller.abort();
    return outcome;
  }
  if ('error' in outcome) throw outcome.error;
  return outcome;
};
