import type { Failure, RunRequest } from '#app';
import type { CodexOptions } from '#codex';
import { failure } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { codexExtension } from '../hand-over.ts';
import { lookNow } from '../present-sight.ts';
import { isWithin } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { openDecisions } from './decide.ts';
import { openPatchTexts } from './patch-texts.ts';
import type { RunRow } from './patch-rows.ts';
import { openRuns, type Runs } from './runs.ts';
import { revertUnaccounted } from './unaccounted.ts';
import { showRunView } from './view.ts';

interface Options {
  readonly repositories: Repositories;
  /** Of this workspace. */
  readonly memory: vscode.Memento;
  readonly version: string;
  /** Our own programs for a working tree, as Codex starts them. */
  readonly programsOf: (root: string) => Pick<CodexOptions, 'tools' | 'commands'>;
  readonly log: (error: unknown) => void;
}

const save = 'Save and Run';
const asItIs = 'Run Without Saving';

/** Codex works with what stands on disk: what was typed and not saved is asked about. False: the person wants to wait. */
const settleUnsaved = async (root: vscode.Uri): Promise<boolean> => {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && isWithin(root, uri));
  if (unsaved.length === 0) return true;
  const names = unsaved.map(({ uri }) => vscode.workspace.asRelativePath(uri, false)).join(', ');
  const detail = `Codex reads and patches what stands on disk. Not saved: ${names}`;
  const question = 'Save your edits before Codex works?';
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, save, asItIs);
  if (chosen === save) for (const document of unsaved) await document.save();
  return chosen !== undefined;
};

const subjectOf = (given: unknown): string | undefined =>
  typeof given === 'object' && given !== null && 'subject' in given ? (given as RunRow).subject : undefined;

const openThread = async (thread: string | undefined): Promise<void> => {
  if (thread === undefined) return;
  const open = 'Open Thread';
  const detail =
    'What Codex does there is not judged before it is written: the policy of this run does not hold in the Codex extension. Live budgets and later checks still tell what breaks it.';
  const question = 'Open this thread in the Codex extension?';
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) !== open) return;
  await vscode.env.openExternal(
    vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: codexExtension, path: `/local/${thread}` }),
  );
};

const putOff: Failure = { reason: 'cancelled', message: 'Codex was not started, as your edits are not saved yet.' };

/** Has Codex do a part of some other work: the view follows it, and who asked tells what came of it. */
const carryOutIn =
  (runs: Runs) =>
  async (watch: RepositoryWatch, prompt: string, signal: AbortSignal | undefined): ReturnType<Runs['carryOut']> => {
    await lookNow(watch);
    return (await settleUnsaved(watch.root)) ? runs.carryOut(watch, { prompt }, signal) : failure(putOff);
  };

const noRun: Failure = {
  reason: 'no-task',
  message: 'There is no earlier run of this task to go on with.',
  remedy: 'Run the task governed first.',
};

/** The commands that belong to governed runs. */
export type RunCommandId = keyof ReturnType<typeof governRuns>['acts'];

/** Everything about governed runs in a window: what runs, what it asks, what is shown of it, and the commands. */
export const governRuns = ({ repositories, log, ...options }: Options) => {
  const texts = openPatchTexts();
  const decisions = openDecisions(texts);
  const runs = openRuns({ texts, decisions, ...options });
  const view = showRunView({ repositories, runs, decisions, log });
  const run = async (watch: RepositoryWatch, request: RunRequest = {}): Promise<void> => {
    // The run says itself why there is nothing to carry out; what it is shown under is the task as it stands.
    await lookNow(watch);
    if (!(await settleUnsaved(watch.root))) return;
    void vscode.commands.executeCommand('codexGovernor.run.focus');
    await runs.start(watch, request);
  };
  const keyOf = (watch: RepositoryWatch, given: unknown): string | undefined => {
    const patch = subjectOf(given);
    return patch === undefined ? undefined : runs.at(watch.root)?.keyOf(patch);
  };
  return {
    run,
    carryOut: carryOutIn(runs),
    acts: {
      'codexGovernor.runTask': (watch: RepositoryWatch) => run(watch),
      'codexGovernor.resumeRun': async (watch: RepositoryWatch) => {
        const thread = view.seen(watch)?.record.thread;
        if (thread !== undefined) return run(watch, { resume: thread });
        return complain(noRun);
      },
      'codexGovernor.stopRun': async (watch: RepositoryWatch) => Promise.resolve(runs.stop(watch.root)),
      'codexGovernor.showPatch': async (watch: RepositoryWatch, given: unknown) => {
        const patch = subjectOf(given);
        if (patch === undefined) return decisions.show();
        return texts.show(keyOf(watch, given) ?? patch);
      },
      'codexGovernor.acceptPatch': async (watch: RepositoryWatch, given: unknown) =>
        Promise.resolve(decisions.accept(keyOf(watch, given))),
      'codexGovernor.approveBudget': (watch: RepositoryWatch, given: unknown) => decisions.approve(keyOf(watch, given)),
      'codexGovernor.declinePatch': (watch: RepositoryWatch, given: unknown) => decisions.decline(keyOf(watch, given)),
      'codexGovernor.revertUnaccounted': async (watch: RepositoryWatch, given: unknown) => {
        const path = subjectOf(given);
        if (path !== undefined) await revertUnaccounted(runs, watch, path);
      },
      'codexGovernor.openThread': async (watch: RepositoryWatch) => openThread(view.seen(watch)?.record.thread),
    },
    /** Ends what runs; resolves when nothing of it is left. */
    close: runs.close,
    dispose: () => vscode.Disposable.from(view, runs, decisions, texts).dispose(),
  };
};
