import * as vscode from 'vscode';
import { tellFailure } from '../complexity/view.ts';
import { taskView } from '../contributed-views.ts';
import { iconOf } from '../icons.ts';
import { nameOf } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { openOverviews, type Packing } from './overviews.ts';
import { speakRow, type TaskRow } from './row.ts';
import { rowsOfTask } from './rows.ts';

interface Options {
  readonly repositories: Repositories;
  readonly packing: Packing;
  readonly log: (error: unknown) => void;
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const stateOf = ({ rows = [], isOpen = false }: TaskRow): vscode.TreeItemCollapsibleState =>
  rows.length === 0 ? None : isOpen ? Expanded : Collapsed;

/** What a click on a row does: it opens a place in a file, or is a command of ours. */
const commandOf = (root: vscode.Uri, { at, does, gives }: TaskRow): vscode.Command | undefined => {
  if (at !== undefined) {
    const { path, line = 1, column = 1 } = at;
    const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const selection = new vscode.Range(start, start);
    return { title: 'Open', command: 'vscode.open', arguments: [vscode.Uri.joinPath(root, path), { selection }] };
  }
  if (does === undefined) return undefined;
  const given = gives?.[does];
  return { title: 'Show', command: does, arguments: given === undefined ? [] : [given] };
};

/** What VS Code draws of a row of a repository. */
export const itemOf = (root: vscode.Uri, row: TaskRow): vscode.TreeItem => {
  const { id, label, description = '', tooltip = '', icon, kind } = row;
  const item = new vscode.TreeItem(label, stateOf(row));
  item.id = `${root.path} ${id}`;
  item.description = description;
  item.contextValue = kind;
  item.accessibilityInformation = { label: speakRow(row) };
  // It quotes what others wrote: it is not trusted, so that no link in it runs a command.
  item.tooltip = new vscode.MarkdownString(tooltip === '' ? `${label} ${description}`.trim() : tooltip);
  if (icon !== undefined) item.iconPath = iconOf(icon);
  const command = commandOf(root, row);
  if (command !== undefined) item.command = command;
  return item;
};

const tellTime = (at: string): string => new Date(at).toLocaleString();

/** What a command is given when it is chosen at a row of the view: what the row has for it; all else as it is. */
export const givenAt = (command: string, given: unknown): unknown => {
  const isRow = typeof given === 'object' && given !== null && 'gives' in given;
  return isRow ? (given as { readonly gives: Readonly<Record<string, unknown>> }).gives[command] : given;
};

/** The view of the task at hand: what it is, how it stands, and what is next. */
export const showTaskView = ({ repositories, packing, log }: Options): vscode.Disposable => {
  const changed = new vscode.EventEmitter<void>();
  let rows: readonly TaskRow[] = [];
  let root = vscode.Uri.file('/');
  const view = vscode.window.createTreeView<TaskRow>(taskView, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (row) => itemOf(root, row),
      getChildren: (row) => [...(row === undefined ? rows : (row.rows ?? []))],
    },
  });
  const overviews = openOverviews({ packing, changed: () => show(), log });
  const rowsOf = (watch: RepositoryWatch): readonly TaskRow[] => {
    const sight = watch.sight();
    return sight.state === 'active' ? rowsOfTask(sight, overviews.see(watch, sight), tellTime) : [];
  };
  const show = (): void => {
    overviews.keep(repositories.watches());
    if (!view.visible) return;
    const watch = repositories.current();
    rows = watch === undefined ? [] : rowsOf(watch);
    root = watch?.root ?? root;
    view.message = tellFailure(watch?.sight());
    view.description = watch !== undefined && repositories.watches().length > 1 ? nameOf(watch.root) : '';
    changed.fire();
  };
  const listeners = [repositories.onDidChange(show), view.onDidChangeVisibility(show)];
  show();
  return vscode.Disposable.from(view, changed, overviews, ...listeners);
};
