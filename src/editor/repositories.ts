import type { Failure } from '#app';
import { openMachine } from '#repo';
import * as vscode from 'vscode';
import { readSetting } from './settings.ts';
import { watchRepository, type RepositoryWatch } from './repository-watch.ts';

/** The repositories of a window: one watch for each, however many folders lie in it. */
export interface Repositories extends vscode.Disposable {
  readonly watches: () => readonly RepositoryWatch[];
  /** The repository of the active editor, else the only one or the first. */
  readonly current: () => RepositoryWatch | undefined;
  /** The current one, or the one a person picks where there are several; says so where there is none. */
  readonly choose: () => Promise<RepositoryWatch | undefined>;
  readonly onDidChange: vscode.Event<void>;
  /** Opens them anew, such as when the folder has just been trusted. */
  readonly reopen: () => void;
  /** Why folders could not be opened as repositories. */
  readonly failures: () => readonly Failure[];
}

interface Options {
  readonly policies: string;
  readonly log: (error: unknown) => void;
}

const isWithin = (uri: vscode.Uri, root: vscode.Uri): boolean =>
  uri.scheme === root.scheme && (uri.path === root.path || uri.path.startsWith(`${root.path}/`));

const openFolders = async (options: Options): Promise<{ watches: RepositoryWatch[]; failures: Failure[] }> => {
  const watches = new Map<string, RepositoryWatch>();
  // Opening a repository starts git, and in a folder that is not trusted no process is started.
  if (!vscode.workspace.isTrusted) return { watches: [], failures: [] };
  const failures: Failure[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    const machine = await openMachine(uri.fsPath, options.policies);
    if (!machine.ok) {
      failures.push(machine.error);
      continue;
    }
    const { root } = machine.value.repository;
    if (watches.has(root)) continue;
    const delay = (): number => readSetting('codexGovernor.review.delay');
    watches.set(root, watchRepository(machine.value, { delay, log: options.log }));
  }
  return { watches: [...watches.values()], failures };
};

const ofActiveEditor = (watches: readonly RepositoryWatch[]): RepositoryWatch | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  // The longest root: a submodule or nested repository before the one around it.
  return watches
    .filter(({ root }) => isWithin(uri, root))
    .toSorted((one, other) => other.root.path.length - one.root.path.length)[0];
};

const askWhich = async (watches: readonly RepositoryWatch[]): Promise<RepositoryWatch | undefined> => {
  const picked = await vscode.window.showQuickPick(
    watches.map((watch) => ({
      label: watch.root.path.split('/').at(-1) ?? watch.root.path,
      description: watch.root.fsPath,
      watch,
    })),
    { title: 'Codex Governor', placeHolder: 'Pick the repository' },
  );
  return picked?.watch;
};

export const openRepositories = (options: Options): Repositories => {
  const changed = new vscode.EventEmitter<void>();
  let watches: readonly RepositoryWatch[] = [];
  let failures: readonly Failure[] = [];
  let opening: Promise<void> = Promise.resolve();
  const close = (): void => {
    for (const watch of watches) watch.dispose();
    watches = [];
  };
  const open = async (): Promise<void> => {
    close();
    const opened = await openFolders(options);
    ({ watches, failures } = opened);
    for (const watch of watches) watch.onDidChange(() => changed.fire());
    changed.fire();
  };
  const reopen = (): void => {
    opening = opening.then(open).catch(options.log);
  };
  reopen();
  const folders = vscode.workspace.onDidChangeWorkspaceFolders(reopen);
  const editors = vscode.window.onDidChangeActiveTextEditor(() => changed.fire());
  const current = (): RepositoryWatch | undefined => ofActiveEditor(watches) ?? watches[0];
  return {
    watches: () => watches,
    failures: () => failures,
    reopen,
    current,
    choose: async () => {
      await opening;
      if (watches.length > 1 && ofActiveEditor(watches) === undefined) return askWhich(watches);
      return current();
    },
    onDidChange: changed.event,
    dispose: () => {
      close();
      vscode.Disposable.from(folders, editors, changed).dispose();
    },
  };
};
