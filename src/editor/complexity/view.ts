import * as vscode from 'vscode';
import { complexityView, contextKeys } from '../contributed-views.ts';
import { nameOf } from '../places.ts';
import type { PolicyProblems } from '../policy/policy-problems.ts';
import type { Repositories } from '../repositories.ts';
import type { Sight } from '../sight.ts';
import { listAltered } from './rows.ts';
import { writeHead } from './row-words.ts';
import { itemOf, rowsOf, type Row } from './tree.ts';
import { tellEmptiness } from './view-state.ts';

interface Options {
  readonly repositories: Repositories;
  readonly problems: PolicyProblems;
}

// More rows nobody reads, and every one is drawn anew with every pause in typing.
const mostListed = 200;

/** Why nothing can be told of a repository; empty where that is not so. */
export const tellFailure = (sight: Sight | undefined): string =>
  sight?.state === 'failed' ? [sight.failure.message, sight.failure.remedy ?? ''].join(' ').trim() : '';

interface Page {
  readonly rows: readonly Row[];
  /** Above the rows; while there is none of it and there are no rows, VS Code shows the welcome. */
  readonly message: string;
}

const writePage = ({ repositories }: Options): Page => {
  const watch = repositories.current();
  const sight = watch?.sight();
  const altered = listAltered(sight) ?? [];
  if (watch === undefined || altered.length === 0) return { rows: [], message: tellFailure(sight) };
  const rows = rowsOf(watch.root, altered.slice(0, mostListed));
  return { rows, message: writeHead(altered, rows.length) };
};

const tellWhyEmpty = ({ repositories, problems }: Options): void => {
  const watch = repositories.current();
  const emptiness = tellEmptiness({
    isTrusted: vscode.workspace.isTrusted,
    isOpening: repositories.isOpening(),
    sight: watch?.sight(),
    policy: watch && problems.standingOf(watch.root),
  });
  void vscode.commands.executeCommand('setContext', contextKeys.emptiness, emptiness);
};

/** The view of complexity: what the change of the repository at hand made of functions, worst first. */
export const showComplexity = (options: Options): vscode.Disposable => {
  const { repositories, problems } = options;
  const changed = new vscode.EventEmitter<void>();
  let rows: readonly Row[] = [];
  // What is listed now: another editor of the same repository in front is no news.
  let shown: { readonly sight: Sight | undefined } | undefined;
  const view = vscode.window.createTreeView<Row>(complexityView, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (row) => (row === undefined ? [...rows] : []),
    },
  });
  const show = (): void => {
    tellWhyEmpty(options);
    const watch = repositories.current();
    if (!view.visible || (shown !== undefined && shown.sight === watch?.sight())) return;
    shown = { sight: watch?.sight() };
    const page = writePage(options);
    rows = page.rows;
    view.message = page.message;
    view.description = watch !== undefined && repositories.watches().length > 1 ? nameOf(watch.root) : '';
    changed.fire();
  };
  const listeners = [
    repositories.onDidChange(show),
    problems.onDidChange(show),
    view.onDidChangeVisibility(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
  ];
  show();
  return vscode.Disposable.from(view, changed, ...listeners);
};
