import type { Failure } from '#app';
import * as vscode from 'vscode';
import { nothingOpened, openFolders, type OpenOptions } from './open-folders.ts';
import { createRepositoryWait } from './await-repository.ts';
import { isWithin, nameOf } from './places.ts';
import type { RepositoryWatch } from './repository-watch.ts';

/** The repositories of a window: one watch for each, however many folders lie in it. */
export interface Repositories extends vscode.Disposable {
  readonly watches: () => readonly RepositoryWatch[];
  /** The repository of the active editor, else the last one that was, else the first. */
  readonly current: () => RepositoryWatch | undefined;
  /** The current one, or the one a person picks where several are open and no editor tells; undefined where there is none. */
  readonly choose: () => Promise<RepositoryWatch | undefined>;
  /** The watch of a root. */
  readonly at: (root: vscode.Uri) => RepositoryWatch | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** Opens them anew, such as when the folder has just been trusted. */
  readonly reopen: () => Promise<void>;
  /** True until the folders have been looked at for the first time. */
  readonly isOpening: () => boolean;
  /** Why folders could not be opened as repositories. */
  readonly failures: () => readonly Failure[];
}

const ofActiveEditor = (watches: readonly RepositoryWatch[]): RepositoryWatch | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  // The longest root: a nested repository before the one around it.
  return watches
    .filter(({ root }) => isWithin(root, uri))
    .toSorted((one, other) => other.root.path.length - one.root.path.length)[0];
};

const askWhich = async (watches: readonly RepositoryWatch[]): Promise<RepositoryWatch | undefined> => {
  const picked = await vscode.window.showQuickPick(
    watches.map((watch) => ({ label: `$(repo) ${nameOf(watch.root)}`, description: watch.root.fsPath, watch })),
    { title: 'Codex Governor', placeHolder: 'Pick the repository' },
  );
  return picked?.watch;
};

/** The folders of the window as they were opened last, and opening them anew, one time after the other. */
const holdFolders = (options: OpenOptions, changed: () => void) => {
  const waiting = createRepositoryWait();
  let opened = nothingOpened;
  let attached: readonly vscode.Disposable[] = [];
  let isOpening = true;
  let isDisposed = false;
  let opening: Promise<void> = Promise.resolve();
  const close = (): void => {
    vscode.Disposable.from(...attached, ...opened.watches).dispose();
    opened = nothingOpened;
  };
  const open = async (): Promise<void> => {
    if (isDisposed) return;
    close();
    isOpening = true;
    opened = await openFolders(options);
    isOpening = false;
    // Disposed of in the meantime: nobody else would close what was just opened.
    if (isDisposed) {
      close();
      return;
    }
    attached = [
      ...opened.watches.map((watch) => watch.onDidChange(changed)),
      ...opened.bare.map((folder) => waiting.attach(folder, () => void reopen())),
    ];
    changed();
  };
  const reopen = (): Promise<void> => {
    opening = opening.then(open).catch(options.log);
    return opening;
  };
  const dispose = (): void => {
    isDisposed = true;
    close();
  };
  return { opened: () => opened, isOpening: () => isOpening, settled: () => opening, reopen, dispose };
};

export const openRepositories = (options: OpenOptions): Repositories => {
  const changed = new vscode.EventEmitter<void>();
  const folders = holdFolders(options, () => changed.fire());
  const watches = (): readonly RepositoryWatch[] => folders.opened().watches;
  let last: RepositoryWatch | undefined;
  const current = (): RepositoryWatch | undefined => {
    last = ofActiveEditor(watches()) ?? watches().find((watch) => watch === last);
    return last ?? watches()[0];
  };
  const listeners = [
    vscode.workspace.onDidChangeWorkspaceFolders(() => void folders.reopen()),
    vscode.window.onDidChangeActiveTextEditor(() => changed.fire()),
  ];
  void folders.reopen();
  return {
    watches,
    failures: () => folders.opened().failures,
    isOpening: folders.isOpening,
    reopen: folders.reopen,
    current,
    at: (root) => watches().find((watch) => watch.root.toString() === root.toString()),
    choose: async () => {
      await folders.settled();
      // The folder may have become a repository, or git may have been installed, since.
      if (watches().length === 0) await folders.reopen();
      const known = current();
      if (watches().length < 2 || last !== undefined) return known;
      last = await askWhich(watches());
      return last;
    },
    onDidChange: changed.event,
    dispose: () => {
      folders.dispose();
      vscode.Disposable.from(...listeners, changed).dispose();
    },
  };
};
