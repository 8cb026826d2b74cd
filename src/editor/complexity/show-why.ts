import { functionAt, type FunctionWithBase } from '#core';
import * as vscode from 'vscode';
import { nameOf } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import { isReadable, readDocument, type DocumentFunctions } from './document-functions.ts';
import { explainComplexity, type Explanation, type Reason } from './explanation.ts';
import { readPlace, type FunctionPlace } from './function-place.ts';
import { writeComplexity } from './number-words.ts';
import { markSteps, rangeOf } from './step-marks.ts';

const say = (sentence: string): void => void vscode.window.showInformationMessage(sentence);

type Item = vscode.QuickPickItem & { readonly reason: Reason };

const itemOf = (reason: Reason): Item => ({ label: reason.label, description: reason.description, reason });

/** Lists what counted; the editor shows each as it is moved to. Gives the one that was chosen. */
const pickReason = (editor: vscode.TextEditor, { title, sum, reasons }: Explanation): Promise<Reason | undefined> =>
  new Promise((resolve) => {
    const marks = markSteps(editor, reasons);
    const pick = vscode.window.createQuickPick<Item>();
    let chosen: Reason | undefined;
    pick.title = title;
    pick.placeholder = sum;
    pick.matchOnDescription = true;
    pick.items = reasons.map(itemOf);
    pick.onDidChangeActive(([item]) => {
      if (item !== undefined) marks.lookAt(item.reason);
    });
    pick.onDidAccept(() => {
      chosen = pick.activeItems[0]?.reason;
      pick.hide();
    });
    pick.onDidHide(() => {
      vscode.Disposable.from(marks, pick).dispose();
      resolve(chosen);
    });
    pick.show();
  });

const explain = async (document: vscode.TextDocument, explanation: Explanation): Promise<void> => {
  const editor = await vscode.window.showTextDocument(document);
  const [seen] = editor.visibleRanges;
  const chosen = await pickReason(editor, explanation);
  if (chosen !== undefined) {
    await vscode.window.showTextDocument(document, { selection: rangeOf(document, chosen) });
  } else if (seen !== undefined) editor.revealRange(seen, vscode.TextEditorRevealType.AtTop);
};

const askWhich = async ({ functions, limits }: DocumentFunctions): Promise<FunctionWithBase | undefined> => {
  const picked = await vscode.window.showQuickPick(
    functions
      .toSorted((one, other) => other.entity.complexity - one.entity.complexity)
      .map((told) => ({ label: told.entity.name, description: writeComplexity(told, limits), told })),
    { title: 'Show Why', placeHolder: 'There is no function at the cursor: pick one' },
  );
  return picked?.told;
};

const findFunction = async (
  read: DocumentFunctions,
  { line, column }: FunctionPlace,
): Promise<FunctionWithBase | undefined> => {
  const entities = read.functions.map(({ entity }) => entity);
  const exact = entities.find((entity) => entity.line === line && entity.column === column);
  const found = exact ?? functionAt(entities, line, column);
  return read.functions.find(({ entity }) => entity === found) ?? askWhich(read);
};

const showOf = async (document: vscode.TextDocument, place: FunctionPlace, read: DocumentFunctions): Promise<void> => {
  const told = await findFunction(read, place);
  if (told === undefined) return;
  const explanation = explainComplexity(told, read.limits, document.getText().split(/\r?\n/));
  if (explanation !== undefined) await explain(document, explanation);
  else
    say(
      `${told.entity.name} has ${writeComplexity(told, read.limits)}. Codex Governor does not list yet what counts in this language.`,
    );
};

/**
 * Shows what counted towards the complexity of the function that is given or in which the cursor is, at its lines. Works on
 * the text as it is typed, and without a repository.
 */
export const showWhy = async (repositories: Repositories, given: unknown): Promise<void> => {
  const place = readPlace(given);
  if (place === undefined) {
    say('Open a file and put the cursor into a function to see why it has its complexity.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
  const name = nameOf(document.uri);
  if (!isReadable(document)) {
    say(`Complexity is not available for ${name}.`);
    return;
  }
  const read = await readDocument(document, repositories, { wanted: { steps: true } });
  if (read === undefined) say(`The functions of ${name} cannot be read: its code is nested too deeply.`);
  else if (read.functions.length === 0) say(`There is no function in ${name}.`);
  else await showOf(document, place, read);
};
