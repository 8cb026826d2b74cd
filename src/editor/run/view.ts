import { recallRun } from '#app';
import { breakOff, type RunRecord } from '#core';
import * as vscode from 'vscode';
import { contextKeys, runView } from '../contributed-views.ts';
import { codexExtension } from '../hand-over.ts';
import { iconOf } from '../icons.ts';
import { nameOf } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Decisions } from './decide.ts';
import type { RunRow } from './patch-rows.ts';
import { rowsOfRun, speakRow, type SeenRun } from './rows.ts';
import { tellEnd, type RunState } from './run-words.ts';
import type { Runs } from './runs.ts';

export interface RunViewOptions {
  readonly repositories: Repositories;
  readonly runs: Runs;
  readonly decisions: Decisions;
  readonly log: (error: unknown) => void;
}

/** A run of the task that stands, as it was in another window or terminal, or before this window was loaded. */
interface Recalled {
  readonly task: string;
  readonly seen?: SeenRun;
}

const nothing: ReadonlySet<string> = new Set();

const stateOf = ({ end }: RunRecord, holder: string | undefined): RunState =>
  end?.how ?? (holder === undefined ? 'broken' : 'elsewhere');

const recall = async ({ machine }: RepositoryWatch, task: string): Promise<Recalled> => {
  const [record, holder] = await Promise.all([recallRun(machine, task), machine.runTurn.holder()]);
  // A journal that cannot be read is told where it is written.
  if (!record.ok || record.value === undefined) return { task };
  const state = stateOf(record.value, holder);
  return {
    task,
    seen: { record: state === 'broken' ? breakOff(record.value) : record.value, state, revertible: nothing },
  };
};

const taskOf = (watch: RepositoryWatch | undefined): string | undefined => {
  const sight = watch?.sight();
  return sight?.state === 'active' ? sight.task.id : undefined;
};

const seeOwn = ({ runs, decisions }: RunViewOptions, watch: RepositoryWatch): SeenRun | undefined => {
  const run = runs.at(watch.root);
  const task = taskOf(watch);
  // A run of a task that is over is no longer of interest; while nothing is known of the task, it is.
  if (run === undefined || (task !== undefined && run.task !== task)) return undefined;
  const record = run.record();
  const asks = record.patches.some(({ id, state }) => state === 'asked' && decisions.isAsked(run.keyOf(id)));
  const state = run.isRunning() ? (asks ? 'asking' : 'running') : (record.end?.how ?? 'failed');
  return {
    record,
    state,
    revertible: new Set(run.unaccounted().flatMap(({ path, byHand }) => (byHand ? [] : [path]))),
    approvable: new Set(record.patches.flatMap(({ id }) => (decisions.isApprovable(run.keyOf(id)) ? [id] : []))),
  };
};

/** What is seen of the run of the repository at hand: that of this window, or what its journal tells. */
const openSeeing = (options: RunViewOptions, changed: () => void) => {
  const recalled = new Map<string, Recalled>();
  const reading = new Set<string>();
  const read = async (watch: RepositoryWatch, task: string): Promise<void> => {
    const key = watch.root.toString();
    if (reading.has(key)) return;
    reading.add(key);
    try {
      recalled.set(key, await recall(watch, task));
    } finally {
      reading.delete(key);
    }
    changed();
  };
  return {
    see: (watch: RepositoryWatch): SeenRun | undefined => {
      const own = seeOwn(options, watch);
      if (own !== undefined) return own;
      const task = taskOf(watch);
      if (task === undefined) return undefined;
      const known = recalled.get(watch.root.toString());
      if (known?.task === task) return known.seen;
      void read(watch, task).catch(options.log);
      return undefined;
    },
    /** Reads again what goes on elsewhere: it moves on. */
    refresh: (watch: RepositoryWatch): void => {
      const known = recalled.get(watch.root.toString());
      if (known?.seen?.state === 'elsewhere') void read(watch, known.task).catch(options.log);
    },
  };
};

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const stateOfRows = ({ rows = [], isOpen = false }: RunRow): vscode.TreeItemCollapsibleState =>
  rows.length === 0 ? None : isOpen ? Expanded : Collapsed;

const isWaiting = ({ kind }: RunRow): boolean => kind === 'asked' || kind === 'askedBudget';

const itemOf = (row: RunRow): vscode.TreeItem => {
  const { id, label, description = '', tooltip = label, icon: picture, kind } = row;
  const item = new vscode.TreeItem(label, stateOfRows(row));
  // VS Code remembers which rows of an id are open; one that begins to wait for an answer opens by itself.
  item.id = isWaiting(row) ? `${id} asked` : id;
  item.contextValue = kind;
  item.accessibilityInformation = { label: speakRow(row) };
  item.description = description;
  item.tooltip = tooltip;
  if (picture !== undefined) item.iconPath = iconOf(picture);
  if (kind === 'patch' || isWaiting(row))
    item.command = { title: 'Show Patch', command: 'codexGovernor.showPatch', arguments: [row] };
  return item;
};

const set = (key: string, value: boolean): void => void vscode.commands.executeCommand('setContext', key, value);

const tellContext = (isRunning: boolean, seen: SeenRun | undefined, hasThread: boolean): void => {
  set(contextKeys.runs, isRunning);
  set(contextKeys.hasRun, seen !== undefined);
  set(contextKeys.hasThread, hasThread);
};

/** The view of the governed run of the repository at hand: what it does, and what became of every patch. */
export const showRunView = (options: RunViewOptions) => {
  const { repositories, runs, decisions } = options;
  const changed = new vscode.EventEmitter<void>();
  let rows: readonly RunRow[] = [];
  const view = vscode.window.createTreeView<RunRow>(runView, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (row) => [...(row === undefined ? rows : (row.rows ?? []))],
    },
  });
  const seeing = openSeeing(options, () => show());
  const show = (): void => {
    const watch = repositories.current();
    const seen = watch && seeing.see(watch);
    const thread = seen?.record.thread;
    const hasExtension = vscode.extensions.getExtension(codexExtension) !== undefined;
    tellContext(watch !== undefined && runs.isWorking(watch.root), seen, thread !== undefined && hasExtension);
    if (!view.visible) return;
    rows = seen === undefined ? [] : rowsOfRun(seen);
    view.message = seen === undefined ? '' : tellEnd(seen.state, seen.record);
    view.description = watch !== undefined && repositories.watches().length > 1 ? nameOf(watch.root) : '';
    changed.fire();
  };
  const look = (): void => {
    const watch = repositories.current();
    if (watch !== undefined) seeing.refresh(watch);
    show();
  };
  const listeners = [
    repositories.onDidChange(look),
    runs.onDidChange(show),
    decisions.onDidChange(show),
    view.onDidChangeVisibility(look),
  ];
  show();
  return {
    /** The run that is shown for a repository, be it of this window or out of its journal. */
    seen: (watch: RepositoryWatch): SeenRun | undefined => seeing.see(watch),
    dispose: () => vscode.Disposable.from(view, changed, ...listeners).dispose(),
  };
};
