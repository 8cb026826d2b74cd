// What the hands of a person do in the tests of the extension host: answer the boxes and the questions of the extension.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settled } from './settled.ts';

/** Puts another function in the place of one of `vscode.window`, for as long as something is done. */
async function instead<Value>(
  name:
    | 'createInputBox'
    | 'showWarningMessage'
    | 'showErrorMessage'
    | 'showQuickPick'
    | 'showInputBox'
    | 'showInformationMessage',
  replacement: unknown,
  act: () => Promise<Value>,
): Promise<Value> {
  const kept = vscode.window[name];
  assert.ok(Reflect.defineProperty(vscode.window, name, { value: replacement, configurable: true, writable: true }));
  try {
    return await act();
  } finally {
    Reflect.defineProperty(vscode.window, name, { value: kept, configurable: true, writable: true });
  }
}

const accept = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

/** What is typed into a box, told by a text of its question; left out where what stands in it is taken. */
type Answer = readonly [asked: string, text?: string];

/** Does something that asks for texts, and types them into the boxes that VS Code shows for it; gives what was asked. */
export async function answering(answers: readonly Answer[], act: () => Thenable<unknown>): Promise<readonly string[]> {
  const create = vscode.window.createInputBox.bind(vscode.window);
  const boxes: vscode.InputBox[] = [];
  const make = (): vscode.InputBox => {
    const box = create();
    boxes.push(box);
    return box;
  };
  return instead('createInputBox', make, async () => {
    const done = act();
    for (const [index, [asked, text]] of answers.entries()) {
      const box = await settled(`a box that asks ${asked}`, () => boxes[index]);
      assert.match(box.prompt ?? '', new RegExp(asked));
      if (text !== undefined) box.value = text;
      // It is accepted once it is drawn, and the next one is made then.
      let isAccepted = false;
      box.onDidHide(() => {
        isAccepted = true;
      });
      await settled(`${asked} was answered`, async () => {
        await accept();
        return isAccepted || undefined;
      });
    }
    await done;
    return boxes.map(({ title = '', prompt = '' }) => `${title}: ${prompt}`);
  });
}

/** Does something that asks one question, and chooses an answer to it, or none; gives what was asked, as it is read. */
export async function choosing(answer: string | undefined, act: () => Thenable<unknown>): Promise<string> {
  const asked: string[] = [];
  const show = (message: string, { detail = '' }: vscode.MessageOptions, ...buttons: readonly string[]): unknown => {
    assert.ok(answer === undefined || buttons.includes(answer), `there is no ${answer} among ${buttons.join(', ')}`);
    asked.push(`${message} ${detail}`);
    return Promise.resolve(answer);
  };
  await instead('showWarningMessage', show, async () => act());
  assert.equal(asked.length, 1);
  return asked.join('');
}

/** Does something that is refused, and presses a button of what is told, or none; gives what was told, with its buttons. */
export async function refused(button: string | undefined, act: () => Thenable<unknown>): Promise<string> {
  const told: string[] = [];
  const show = (message: string, ...buttons: readonly string[]): unknown => {
    assert.ok(button === undefined || buttons.includes(button), `there is no ${button} among ${buttons.join(', ')}`);
    told.push([message, ...buttons].join(' | '));
    return Promise.resolve(button);
  };
  await instead('showErrorMessage', show, async () => act());
  assert.equal(told.length, 1);
  return told.join('');
}

type Pick = vscode.QuickPickItem;

/** Does something that shows lists, and picks the row with each text in turn, or none for undefined; gives all rows as they were read. */
export async function picking(
  rows: readonly (string | undefined)[],
  act: () => Thenable<unknown>,
): Promise<readonly string[]> {
  const told: string[] = [];
  const show = async (given: readonly Pick[] | Thenable<readonly Pick[]>, options: vscode.QuickPickOptions = {}) => {
    const items = await given;
    const read = items.map(({ label, description = '', detail = '' }) => [label, description, detail].join(' | '));
    assert.ok(told.length < rows.length, `nobody expected ${options.placeHolder}: ${read.join('\n')}`);
    const row = rows[told.length];
    told.push([options.placeHolder, ...read].join('\n'));
    const found = items.findIndex((_item, index) => row !== undefined && read[index]?.includes(row));
    assert.ok(row === undefined || found >= 0, `there is no ${row} among ${read.join('\n')}`);
    return items[found];
  };
  await instead('showQuickPick', show, async () => act());
  assert.equal(told.length, rows.length, `only this was asked: ${told.join('\n')}`);
  return told;
}

/** Does something that asks for one text, types it, and is told at the end what came of it, like `outcome`; gives what it gives. */
export async function answeringBox<Value>(
  text: string,
  act: () => Promise<Value>,
  outcome = new RegExp(text),
  answer: (prompt: string) => string | undefined = () => text,
): Promise<Value> {
  const told: string[] = [];
  const asked: string[] = [];
  const show = ({ prompt = '' }: vscode.InputBoxOptions): Promise<string | undefined> => {
    asked.push(prompt);
    return Promise.resolve(answer(prompt));
  };
  const tell = (words: string): Promise<undefined> => {
    told.push(words);
    return Promise.resolve(undefined);
  };
  const value = await instead('showInputBox', show, async () => instead('showInformationMessage', tell, act));
  assert.ok(asked.length > 0, 'nothing was asked');
  assert.match(told.join('\n'), outcome);
  return value;
}

/** Does something that tells a person, who presses no button; gives what was told, with its buttons. */
export async function telling(act: () => Thenable<unknown>): Promise<readonly string[]> {
  const told: string[] = [];
  const tell = (...words: readonly string[]): Promise<undefined> => {
    told.push(words.join(' | '));
    return Promise.resolve(undefined);
  };
  await instead('showInformationMessage', tell, async () => act());
  return told;
}

/** What the light bulb offers where a diagnostic stands. */
export async function quickFixes(
  file: vscode.Uri,
  { range }: vscode.Diagnostic,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    file,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

/** The one of them with this title. */
export async function quickFix(file: vscode.Uri, diagnostic: vscode.Diagnostic, title: string) {
  const offered = await quickFixes(file, diagnostic);
  const found = offered.find((each) => each.title === title);
  return found ?? assert.fail(`no ${title} among ${offered.map((each) => each.title).join(', ')}`);
}

/** Does what a quick fix says: its edit, then its command. */
export async function take({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** What the hovers at the beginning of a diagnostic say, as Markdown. */
export async function hoverAt(file: vscode.Uri, { range }: vscode.Diagnostic): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    file,
    range.start,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}

/** A memory of nobody's workspace. */
export const openMemory = (): vscode.Memento => {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <Value>(key: string, fallback?: Value) => (kept.has(key) ? kept.get(key) : fallback) as Value,
    update: async (key, value) => Promise.resolve(void kept.set(key, value)),
  };
};
