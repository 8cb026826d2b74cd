import { readLaw, tellPhases, workingTree, type Failure, type TellingPhases } from '#app';
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

const noPhases = 'The policy has no phases: no code waits for anything.';

/** True where the policy, as it is now, asks for nothing before code: then no mode has to be picked to say so. */
const asksNothing = async ({ machine }: RepositoryWatch): Promise<boolean> => {
  const law = await readLaw(machine.shelf, workingTree(machine.repository));
  return law.ok && law.value.policy.phases.length === 0;
};

/** Shows how far the phases of the policy are, as a list, and what the change at hand is to them. */
export const showPhases = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const first = await tell(watch);
  const isAsked = !first.ok && wantsMode(first.error);
  if (isAsked && (await asksNothing(watch))) return void (await vscode.window.showInformationMessage(noPhases));
  const mode = isAsked ? await askMode(first.error, title) : undefined;
  if (isAsked && mode === undefined) return;
  const told = mode === undefined ? first : await tell(watch, mode);
  if (!told.ok) return complain(told.error);
  const { processes } = told.value;
  if (processes.length === 0) await vscode.window.showInformationMessage(noPhases);
  else await documents.preview('Codex Phases', writePhasesMarkdown(processes));
};
