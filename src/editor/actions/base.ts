import { restoreText, type Failure, type RestoredText } from '#app';
import { counted, type FileChange } from '#core';
import * as vscode from 'vscode';
import { baseUri } from '../base-texts.ts';
import { complain } from '../complain.ts';
import { nameOf, relativePath } from '../places.ts';
import { presentSight } from '../present-sight.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { textOnDisk } from '../unsaved.ts';

type Active = Extract<Sight, { state: 'active' }>;

/** A file of the task's change. */
interface Place {
  readonly sight: Active;
  readonly uri: vscode.Uri;
  readonly file: FileChange;
}

const openPath = (root: vscode.Uri): string | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && relativePath(root, uri);
};

const noTask: Failure = {
  reason: 'no-task',
  message: 'There is no Codex task here, so there is no base to go back to.',
};

// Why there is no earlier text to show or go back to; undefined where there is one.
const objectTo = (path: string | undefined, file: FileChange | undefined): string | undefined => {
  if (path === undefined) return 'Open a file of this repository first.';
  if (file === undefined) return `${path} is as it was when the task began.`;
  return file.status === 'added' ? `${path} is new: it was not there when the task began.` : undefined;
};

/** The file that is named, or else open; says why where the change has no such file. */
const findPlace = async (watch: RepositoryWatch, given: unknown): Promise<Place | undefined> => {
  const sight = await presentSight(watch);
  if (sight.state !== 'active') {
    await complain(noTask);
    return undefined;
  }
  const path = typeof given === 'string' ? given : openPath(watch.root);
  const file = sight.review.change.files.find((changed) => changed.path === path);
  const objection = objectTo(path, file);
  if (file === undefined || objection !== undefined) {
    await vscode.window.showInformationMessage(objection ?? '');
    return undefined;
  }
  return { sight, uri: vscode.Uri.joinPath(watch.root, file.path), file };
};

/** Shows a file as it was when the task began beside what it is now. */
export const compareWithBase = async (watch: RepositoryWatch, given: unknown): Promise<void> => {
  const place = await findPlace(watch, given);
  if (place === undefined) return;
  const { sight, uri, file } = place;
  const base = baseUri(watch.root, sight.task.id, file.from ?? file.path);
  await vscode.commands.executeCommand('vscode.diff', base, uri, `${nameOf(uri)} (Task Base ↔ Now)`);
};

const tellLoss = ({ added, deleted }: RestoredText['undoes']): string => {
  const parts = [
    ...(added > 0 ? [`takes out ${counted(added, 'added line')}`] : []),
    ...(deleted > 0 ? [`puts back ${counted(deleted, 'deleted line')}`] : []),
  ];
  return `This ${parts.join(' and ') || 'changes line ends alone'}, saved or not. You can undo it, and the file on disk stays as it is until you save.`;
};

const confirm = async (name: string, { undoes }: RestoredText): Promise<boolean> => {
  const revert = 'Revert File';
  const question = `Put ${name} back as it was when the task began?`;
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail: tellLoss(undoes) }, revert);
  return chosen === revert;
};

const endOf = (text: string): vscode.EndOfLine => (text.includes('\r\n') ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF);

const editFor = (document: vscode.TextDocument, text: string): vscode.WorkspaceEdit => {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  // The editor keeps the mark of such a file to itself.
  const typed = document.encoding === 'utf8bom' ? text.replace(/^\uFEFF/, '') : text;
  edit.set(document.uri, [
    vscode.TextEdit.replace(whole, typed),
    ...(document.eol === endOf(text) ? [] : [vscode.TextEdit.setEndOfLine(endOf(text))]),
  ]);
  return edit;
};

const refused = (path: string): Failure => ({
  reason: 'cannot-keep',
  message: `The editor did not take the edit of ${path}.`,
  remedy: 'See whether the file may be written.',
});

const inOtherEncoding = (path: string): Failure => ({
  reason: 'unreadable',
  message: `${path} is open in an encoding that git does not compare.`,
  remedy: 'Reopen it with the encoding UTF-8, or put it back in a terminal, with git.',
});

const apply = async (edit: vscode.WorkspaceEdit, path: string): Promise<void> => {
  if (!(await vscode.workspace.applyEdit(edit))) await complain(refused(path));
};

/** Nothing is lost by it, so nobody is asked. */
const bringBack = async ({ sight, uri, file: { path } }: Place): Promise<void> => {
  const restored = await restoreText(sight.review, path);
  if (!restored.ok) return complain(restored.error);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(restored.value.text) });
  await apply(edit, path);
  await vscode.window.showTextDocument(uri);
};

/**
 * Puts a file back as it was when the task began, by an edit that can be undone, once a person has read what goes. One that was
 * deleted is made anew.
 */
export const revertFile = async (watch: RepositoryWatch, given: unknown): Promise<void> => {
  const place = await findPlace(watch, given);
  if (place === undefined) return;
  const { sight, uri, file } = place;
  if (file.status === 'deleted') return bringBack(place);
  const document = await vscode.workspace.openTextDocument(uri);
  const now = textOnDisk(document);
  if (now === undefined) return complain(inOtherEncoding(file.path));
  const restored = await restoreText(sight.review, file.path, now);
  if (!restored.ok) return complain(restored.error);
  // It is edited where a person sees it, and can undo it.
  await vscode.window.showTextDocument(document, { preview: false });
  if (await confirm(nameOf(uri), restored.value)) await apply(editFor(document, restored.value.text), file.path);
};
