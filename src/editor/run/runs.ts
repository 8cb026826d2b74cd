import {
  runCodex,
  tellClaimed,
  titlePatch,
  type EndedRun,
  type Failure,
  type RunRequest,
  type RunWatcher,
  type UnaccountedFile,
} from '#app';
import type { CodexOptions } from '#codex';
import { failure, openRecord, recordEvent, tellRunEvent, type Result, type RunRecord } from '#core';
import { setAlarm } from '#repo';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { announce } from './announce.ts';
import { approvingOf } from './approve-budgets.ts';
import type { Decisions } from './decide.ts';
import { findAgent } from './find-agent.ts';
import { readPatched, type PatchTexts } from './patch-texts.ts';
import { tellProgress, waiting } from './run-words.ts';

/** A governed run that this window started, while it goes on and after it. */
interface WindowRun {
  readonly task: string;
  readonly record: () => RunRecord;
  readonly isRunning: () => boolean;
  /** The files that no accepted patch explains, with what is expected of them; told once it has ended. */
  readonly unaccounted: () => readonly UnaccountedFile[];
  /** Forgets one that was put back. */
  readonly settle: (path: string) => void;
  /** The name of one of its patches among those of the window. */
  readonly keyOf: (patch: string) => string;
}

/** The governed runs of this window: the last one of each repository. */
export interface Runs extends vscode.Disposable {
  readonly at: (root: vscode.Uri) => WindowRun | undefined;
  /** True from the moment a run is asked for until it has ended. */
  readonly isWorking: (root: vscode.Uri) => boolean;
  readonly onDidChange: vscode.Event<void>;
  /** Lets Codex carry out the task of a repository, and tells how it ended. */
  readonly start: (watch: RepositoryWatch, request: RunRequest) => Promise<void>;
  /** The same for who has something to do with what it came to; the signal stops it. */
  readonly carryOut: (
    watch: RepositoryWatch,
    request: RunRequest,
    signal: AbortSignal | undefined,
  ) => Promise<Result<EndedRun, Failure>>;
  readonly stop: (root: vscode.Uri) => void;
  /** Ends every run; resolves when nothing of them is left. */
  readonly close: () => Promise<void>;
}

export interface RunsOptions {
  readonly texts: PatchTexts;
  readonly decisions: Decisions;
  readonly memory: vscode.Memento;
  /** Of the extension. */
  readonly version: string;
  /** Our own programs for a working tree, as Codex starts them. */
  readonly programsOf: (root: string) => Pick<CodexOptions, 'tools' | 'commands'>;
}

/** What changes while a run goes on. */
interface Live {
  record: RunRecord;
  isRunning: boolean;
  unaccounted: readonly UnaccountedFile[];
}

const openRun = (task: string, startedAt: string, changed: () => void) => {
  const live: Live = { record: openRecord(task, startedAt), isRunning: true, unaccounted: [] };
  const run: WindowRun = {
    task,
    record: () => live.record,
    isRunning: () => live.isRunning,
    unaccounted: () => live.unaccounted,
    settle: (path) => {
      live.unaccounted = live.unaccounted.filter((file) => file.path !== path);
      changed();
    },
    keyOf: (patch) => `${startedAt} ${patch}`,
  };
  return { live, run };
};

/** What the runs of a window share. */
interface Desk extends RunsOptions {
  readonly runs: Map<string, WindowRun>;
  readonly log: vscode.OutputChannel;
  readonly changed: () => void;
}

type Progress = vscode.Progress<{ message?: string }>;

/** Tells a run to all who look: the record, the log, the notification. */
const listen =
  ({ log, changed }: Desk, live: Live, progress: Progress): RunWatcher['hear'] =>
  (event, at) => {
    live.record = recordEvent(live.record, event, at);
    for (const line of tellRunEvent(event)) log.appendLine(line);
    if (event.kind === 'budget-approved') void vscode.window.showInformationMessage(tellClaimed('approval'));
    progress.report({ message: tellProgress(live.record) });
    changed();
  };

const watcherFor = (
  desk: Desk,
  watch: RepositoryWatch,
  { live, run: { keyOf } }: ReturnType<typeof openRun>,
  progress: Progress,
): RunWatcher => ({
  hear: listen(desk, live, progress),
  see: async (question) => {
    const files = await readPatched(watch.root, question);
    desk.texts.keep({
      key: keyOf(question.id),
      title: titlePatch(question),
      files,
      findings: question.ruling.findings,
    });
  },
  decide: (question, signal) => {
    progress.report({ message: waiting });
    if (question.failed !== undefined) void complain(question.failed);
    return desk.decisions.ask(
      keyOf(question.id),
      approvingOf(question, () => watch.machine.clock.now()),
      signal,
    );
  },
});

const nameTask = (watch: RepositoryWatch): string => {
  const sight = watch.sight();
  return sight.state === 'active' ? sight.task.id : '';
};

const carryOut = async (
  desk: Desk,
  watch: RepositoryWatch,
  request: RunRequest,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Result<EndedRun, Failure>> => {
  const { runs, memory, version, programsOf, log, changed } = desk;
  const { root } = watch.machine.repository;
  const agent = await findAgent({ root, memory, version, programs: programsOf(root) });
  if (!agent.ok) return agent;
  const opened = openRun(nameTask(watch), watch.machine.clock.now(), changed);
  const { live, run } = opened;
  const key = watch.root.toString();
  const before = runs.get(key);
  runs.set(key, run);
  log.appendLine(`--- ${live.record.startedAt}  ${watch.root.fsPath}`);
  try {
    const ports = { ...watch.machine, agent: agent.value, setAlarm };
    const ended = await runCodex(ports, request, watcherFor(desk, watch, opened, progress), signal);
    if (ended.ok) live.unaccounted = ended.value.unaccounted;
    // One that could not even start is no run: what was shown before stays.
    else if (before === undefined) runs.delete(key);
    else runs.set(key, before);
    return ended;
  } finally {
    live.isRunning = false;
    changed();
  }
};

const busy: Failure = {
  reason: 'run-active',
  message: 'A governed run is under way in this worktree already.',
  remedy: 'Stop it first, or wait for its end.',
};

/** Lets Codex work behind a notification that can be cancelled. */
const runAside = (desk: Desk, watch: RepositoryWatch, request: RunRequest, controller: AbortController) =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Codex works under the policy', cancellable: true },
    async (progress, token) => {
      const listening = token.onCancellationRequested(() => controller.abort());
      try {
        return await carryOut(desk, watch, request, { progress, signal: controller.signal });
      } finally {
        listening.dispose();
      }
    },
  );

interface Working {
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

export const openRuns = (options: RunsOptions): Runs => {
  const news = new vscode.EventEmitter<void>();
  const runs = new Map<string, WindowRun>();
  const working = new Map<string, Working>();
  const log = vscode.window.createOutputChannel('Codex Governor: Run');
  const desk: Desk = { ...options, runs, log, changed: () => news.fire() };
  const work = async (
    watch: RepositoryWatch,
    request: RunRequest,
    signal?: AbortSignal,
  ): Promise<Result<EndedRun, Failure>> => {
    const key = watch.root.toString();
    if (working.has(key)) return failure(busy);
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    signal?.addEventListener('abort', stop, { once: true });
    const carried = Promise.resolve(runAside(desk, watch, request, controller));
    working.set(key, { controller, ended: carried.catch(() => undefined) });
    news.fire();
    try {
      return await carried;
    } finally {
      signal?.removeEventListener('abort', stop);
      working.delete(key);
      news.fire();
    }
  };
  const close = async (): Promise<void> => {
    for (const { controller } of working.values()) controller.abort();
    await Promise.all([...working.values()].map(({ ended }) => ended));
  };
  return {
    at: (root) => runs.get(root.toString()),
    isWorking: (root) => working.has(root.toString()),
    onDidChange: news.event,
    carryOut: work,
    start: async (watch, request) => {
      const told = await work(watch, request);
      await watch.look();
      if (told.ok) void announce(told.value);
      else await complain(told.error);
    },
    stop: (root) => working.get(root.toString())?.controller.abort(),
    close,
    dispose: () => {
      void close();
      vscode.Disposable.from(news, log).dispose();
    },
  };
};
