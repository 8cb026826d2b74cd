import {
  judgeReading,
  readChange,
  readTaskState,
  readUnsaved,
  standardOfTask,
  type Failure,
  type Reading,
  type Review,
  type Standard,
  type TaskState,
} from '#app';
import { success, type Result, type Task } from '#core';
import * as vscode from 'vscode';
import { debounce } from './debounce.ts';
import type { Machine } from '#repo';

/** What a window knows of one repository. */
export type Sight =
  | { readonly state: 'waiting' }
  | { readonly state: 'none' }
  | { readonly state: 'parked'; readonly task: Task; readonly on: string }
  | { readonly state: 'active'; readonly task: Task; readonly standard: Standard; readonly review: Review }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Keeps an eye on one repository: judges its task again when files, texts, HEAD or the task change. */
export interface RepositoryWatch extends vscode.Disposable {
  readonly machine: Machine;
  readonly root: vscode.Uri;
  readonly sight: () => Sight;
  readonly onDidChange: vscode.Event<void>;
  /** Looks again at once; resolves when it has. */
  readonly look: () => Promise<Sight>;
}

interface Saved {
  readonly task: Task;
  readonly standard: Standard;
  readonly reading: Reading;
}

const relativePath = (root: vscode.Uri, uri: vscode.Uri): string | undefined => {
  if (uri.scheme !== root.scheme) return undefined;
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
};

const unsavedTexts = (root: vscode.Uri): ReadonlyMap<string, string> =>
  new Map(
    vscode.workspace.textDocuments.flatMap((document): readonly (readonly [string, string])[] => {
      const path = document.isDirty ? relativePath(root, document.uri) : undefined;
      return path === undefined ? [] : [[path, document.getText()]];
    }),
  );

const readSaved = async (machine: Machine, task: Task, signal: AbortSignal): Promise<Result<Saved, Failure>> => {
  const standard = standardOfTask(task);
  if (!standard.ok) return standard;
  const reading = await readChange(machine, standard.value.policy, { task: task.base }, { signal });
  return reading.ok ? success({ task, standard: standard.value, reading: reading.value }) : reading;
};

const judgeSaved = async (machine: Machine, saved: Saved, root: vscode.Uri): Promise<Sight> => {
  const { task, standard, reading } = saved;
  const unsaved = unsavedTexts(root);
  const seen = unsaved.size === 0 ? reading : await readUnsaved(machine, standard.policy, reading, unsaved);
  return { state: 'active', task, standard, review: judgeReading(machine, standard, seen) };
};

export interface WatchOptions {
  /** The quiet time after the last event before it looks again, in milliseconds. */
  readonly delay: () => number;
  readonly log: (error: unknown) => void;
}

export const watchRepository = (machine: Machine, { delay, log }: WatchOptions): RepositoryWatch => {
  const root = vscode.Uri.file(machine.repository.root);
  const changed = new vscode.EventEmitter<void>();
  let sight: Sight = { state: 'waiting' };
  let saved: Saved | undefined;
  // What came while the window had no focus: looked at once it has.
  let missed = false;

  const show = (next: Sight): Sight => {
    sight = next;
    changed.fire();
    return next;
  };
  const lookAt = async (state: Result<TaskState, Failure>, signal: AbortSignal): Promise<Sight> => {
    saved = undefined;
    if (!state.ok) return { state: 'failed', failure: state.error };
    if (state.value.state !== 'active') return state.value;
    const read = await readSaved(machine, state.value.task, signal);
    if (!read.ok) return { state: 'failed', failure: read.error };
    saved = read.value;
    return judgeSaved(machine, read.value, root);
  };
  const lookWith = async (signal: AbortSignal): Promise<Sight> => {
    const next = await lookAt(await readTaskState(machine.repository, machine.store), signal);
    return signal.aborted ? sight : show(next);
  };
  const whole = debounce(async (signal) => void (await lookWith(signal)), log);
  const typed = debounce(async (signal) => {
    if (saved === undefined) return;
    const next = await judgeSaved(machine, saved, root);
    if (!signal.aborted) show(next);
  }, log);
  const touch = (): void => {
    if (vscode.window.state.focused) whole.ask(delay());
    else missed = true;
  };
  const listeners = listen(machine, root, { touch, typed: () => typed.ask(delay()) });
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused || !missed) return;
    missed = false;
    whole.ask(0);
  });
  whole.ask(0);
  return {
    machine,
    root,
    sight: () => sight,
    onDidChange: changed.event,
    look: () => lookWith(new AbortController().signal),
    dispose: () => vscode.Disposable.from(...listeners, focus, whole, typed, changed).dispose(),
  };
};

const listen = (
  machine: Machine,
  root: vscode.Uri,
  { touch, typed }: { readonly touch: () => void; readonly typed: () => void },
): readonly vscode.Disposable[] => {
  const files = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**'));
  // A commit, a switch of branches and a task kept by another window or the command line happen in git's own folder.
  const git = machine.repository.gitFolders.map((folder) =>
    vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), '{HEAD,index,refs/heads/**,codex-governor/task.json}'),
    ),
  );
  const ofRepository = (uri: vscode.Uri): boolean => {
    const path = relativePath(root, uri);
    return path !== undefined && !path.startsWith('.git/');
  };
  const onFile = (uri: vscode.Uri): void => {
    if (ofRepository(uri)) touch();
  };
  return [
    files,
    files.onDidChange(onFile),
    files.onDidCreate(onFile),
    files.onDidDelete(onFile),
    ...git,
    ...git.flatMap((watcher) => [watcher.onDidChange(touch), watcher.onDidCreate(touch), watcher.onDidDelete(touch)]),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (ofRepository(document.uri)) typed();
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => onFile(uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (ofRepository(uri)) typed();
    }),
  ];
};
