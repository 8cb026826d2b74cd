import { tellPhases, type Failure, type TellingPhases } from '#app';
import { writePhasesMarkdown, type Result } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { askMode, wantsMode } from './ask-mode.ts';

const title = 'Show Phases';

const tell = async ({ machine }: RepositoryWatch, mode?: string): Promise<Result<TellingPhases, Failure>> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Looking how far the phases are', cancellable: true },
    async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return tellPhases(machine, mode === undefined ? {} : { mode }, stop.signal);
    },
  );

/** Shows how far the phases of the policy are, as a list, and what the change at hand is to them. */
export const showPhases = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const first = await tell(watch);
  const isAsked = !first.ok && wantsMode(first.error);
  const mode = isAsked ? await askMode(first.error, title) : undefined;
  if (isAsked && mode === undefined) return;
  const told = mode === undefined ? first : await tell(watch, mode);
  if (told.ok) await documents.preview('Codex Phases', writePhasesMarkdown(told.value.processes));
  else await complain(told.error);
};
