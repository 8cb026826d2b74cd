import { titleOfPullRequest, type Failure, type PreparedPullRequest } from '#app';
import { success, type Result, type Task } from '#core';
import * as vscode from 'vscode';
import { complain } from './complain.ts';
import { isMarkdownPreview } from './documents.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { tabsHaveMoved } from './tabs.ts';

/** The pull-request text of a task, as a person may have edited it. */
export interface PullRequestPage {
  /** That of the task; undefined where the task has ended. */
  readonly title: string | undefined;
  /** The path of its file. */
  readonly file: string;
  /** What it says now, unsaved edits included. */
  readonly text: () => string;
  readonly save: () => Promise<void>;
  /** True while it says what the facts say, and nothing else. */
  readonly isAsFilled: () => boolean;
}

// What was filled in last, by file: a page that says something else was edited by a person.
const filled = new Map<string, string>();

const pageOf = (document: vscode.TextDocument, title: string | undefined): PullRequestPage => ({
  title,
  file: document.uri.fsPath,
  text: () => document.getText(),
  save: async () => void (await document.save()),
  isAsFilled: () => document.getText() === filled.get(document.uri.fsPath),
});

const fillAnew = async (): Promise<boolean> => {
  const anew = 'Fill Anew';
  const chosen = await vscode.window.showWarningMessage(
    'The pull-request text of this task has been edited. Fill it anew from the facts as they are now?',
    { modal: true, detail: 'What was written into it is lost. Cancel opens it as it is.' },
    anew,
  );
  return chosen === anew;
};

const replaceText = async (document: vscode.TextDocument, text: string): Promise<void> => {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
};

// Where the text is open already, so that no second editor of it is opened in the column that happens to be active.
const columnOf = ({ uri }: vscode.TextDocument): vscode.ViewColumn | undefined =>
  vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  )?.viewColumn;

// The command returns before its page is there, and the page then takes the focus.
const openPreview = async (uri: vscode.Uri): Promise<void> => {
  const isThere = tabsHaveMoved(({ opened, changed }) =>
    [...opened, ...changed].some((tab) => isMarkdownPreview(tab) && tab.isActive),
  );
  void vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uri);
  await isThere;
};

const show = async (document: vscode.TextDocument): Promise<void> => {
  const known = columnOf(document);
  const at = known === undefined ? {} : { viewColumn: known };
  const { viewColumn } = await vscode.window.showTextDocument(document, { preview: false, ...at });
  await openPreview(document.uri);
  // Back to the text: its title bar has the buttons.
  await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
};

// The path of the task's page, which is made with this text where there is none yet.
const keepPage = async (
  { store }: RepositoryWatch['machine'],
  task: string,
  text: string,
): Promise<Result<string, Failure>> => {
  const page = await store.readPage(task, 'pull-request');
  if (!page.ok) return page;
  return page.value === undefined ? store.keepPage(task, 'pull-request', text) : success(page.value.path);
};

/**
 * Puts a filled text on the task's page and shows it, rendered beside it. The page is a file in git's own folder: it
 * saves where it lies, outlives the window, and is no file of the change. What a person wrote into it is not lost
 * without asking. Undefined when it could not be kept.
 */
export const fillPage = async (
  watch: RepositoryWatch,
  { task, title, text }: PreparedPullRequest,
): Promise<PullRequestPage | undefined> => {
  const path = await keepPage(watch.machine, task, text);
  if (!path.ok) {
    await complain(path.error);
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(path.value);
  const said = document.getText();
  if (said !== text && (said === filled.get(path.value) || (await fillAnew()))) await replaceText(document, text);
  if (document.getText() === text) filled.set(path.value, text);
  await show(document);
  return pageOf(document, title);
};

/** The page that a command of its title bar was chosen on, also after its task has ended; undefined for another file. */
export const pageAt = async (uri: unknown): Promise<PullRequestPage | undefined> =>
  uri instanceof vscode.Uri && /\/codex-governor\/.*pull-request\.md$/.test(uri.path)
    ? pageOf(await vscode.workspace.openTextDocument(uri), undefined)
    : undefined;

/** The page of a task; undefined while none has been filled. */
export const openPage = async (watch: RepositoryWatch, task: Task): Promise<PullRequestPage | undefined> => {
  const known = await watch.machine.store.readPage(task.id, 'pull-request');
  if (!known.ok) {
    await complain(known.error);
    return undefined;
  }
  if (known.value === undefined) return undefined;
  return pageOf(await vscode.workspace.openTextDocument(known.value.path), titleOfPullRequest(task));
};
