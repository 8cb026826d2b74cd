import * as vscode from 'vscode';
import { contextKeys } from './contributed-views.ts';
import { tellAbsence } from './explain-absence.ts';
import { nameOf } from './places.ts';
import type { PolicyProblems } from './policy/policy-problems.ts';
import type { Repositories } from './repositories.ts';
import { createStatusItem } from './status-item.ts';
import { nameRepository, noRepositoryWords, waitingWords, writeSight, type StatusWords } from './status-words.ts';
import { watchUntrusted } from './untrusted.ts';

interface Options {
  readonly repositories: Repositories;
  readonly problems: PolicyProblems;
  readonly log: (error: unknown) => void;
}

const findWords = ({ repositories, problems }: Options): StatusWords => {
  const watch = repositories.current();
  if (watch === undefined)
    return repositories.isOpening() ? waitingWords : noRepositoryWords(tellAbsence(repositories));
  const words = writeSight(watch.sight(), problems.standingOf(watch.root));
  return repositories.watches().length > 1 ? nameRepository(words, nameOf(watch.root)) : words;
};

/** Keeps the status-bar item, and what the palette offers, in step with the repository at hand. */
export const showStatus = (options: Options): vscode.Disposable => {
  const { repositories, problems, log } = options;
  const status = createStatusItem();
  const show = (): void => {
    if (!vscode.workspace.isTrusted) return;
    status.show(findWords(options));
    const state = repositories.current()?.sight().state;
    void vscode.commands.executeCommand('setContext', contextKeys.hasTask, state === 'active' || state === 'parked');
  };
  const untrusted = vscode.workspace.isTrusted ? undefined : watchUntrusted(status.show, log);
  const granted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    untrusted?.dispose();
    status.show(waitingWords);
  });
  const changed = [repositories.onDidChange(show), problems.onDidChange(show)];
  show();
  return vscode.Disposable.from(status, granted, ...changed, ...(untrusted === undefined ? [] : [untrusted]));
};
