import { askRevert, keepBeforeRevert, tellRevert, type UnaccountedFile } from '#app';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Runs } from './runs.ts';

const isThere = async (uri: vscode.Uri): Promise<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

const writeExpected = async (uri: vscode.Uri, { expected }: UnaccountedFile): Promise<boolean> => {
  const edit = new vscode.WorkspaceEdit();
  if (expected !== undefined) edit.createFile(uri, { overwrite: true, contents: new TextEncoder().encode(expected) });
  else if (await isThere(uri)) edit.deleteFile(uri);
  return vscode.workspace.applyEdit(edit);
};

const confirm = async (file: UnaccountedFile): Promise<boolean> => {
  const { question, yes } = askRevert(file);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: tellRevert }, yes)) === yes;
};

/** Puts one file back that changed while Codex worked and that no patch explains, once a person has agreed. */
export const revertUnaccounted = async (runs: Runs, watch: RepositoryWatch, path: string): Promise<void> => {
  const run = runs.at(watch.root);
  const file = run?.unaccounted().find((one) => one.path === path);
  if (run === undefined || file === undefined || !(await confirm(file))) return;
  const kept = await keepBeforeRevert(watch.machine, { task: run.task, run: run.record().startedAt, path });
  if (!kept.ok) return complain(kept.error);
  if (!(await writeExpected(vscode.Uri.joinPath(watch.root, path), file)))
    return complain({
      reason: 'cannot-keep',
      message: `The editor did not put ${path} back.`,
      remedy: 'See whether the file may be written.',
    });
  run.settle(path);
  await watch.look();
};
