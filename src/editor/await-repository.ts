import * as vscode from 'vscode';

/**
 * How long to wait before each further look at a folder whose `.git` is there and is no repository yet, in milliseconds:
 * `git init` writes it in steps. Then only an event makes it look again.
 */
const pauses = [300, 1_000, 3_000];

const exists = async (file: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );

/** Waits for `git init` in a folder that is open: its repository is governed from then on. */
export interface RepositoryWait {
  /** Watches a folder until it is disposed of; `found` is called when it may be a repository. */
  readonly attach: (folder: vscode.Uri, found: () => void) => vscode.Disposable;
}

export const createRepositoryWait = (): RepositoryWait => {
  // How often a folder has been looked at in vain since its last event.
  const tries = new Map<string, number>();
  return {
    attach: (folder, found) => {
      let timer: NodeJS.Timeout | undefined;
      let isDisposed = false;
      const head = vscode.Uri.joinPath(folder, '.git/HEAD');
      const lookLater = (): void => {
        const tried = tries.get(folder.toString()) ?? 0;
        const pause = pauses[tried];
        if (pause === undefined) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          tries.set(folder.toString(), tried + 1);
          found();
        }, pause);
      };
      const lookIfThere = async (): Promise<void> => {
        if ((await exists(head)) && !isDisposed) lookLater();
      };
      const hear = (): void => {
        tries.delete(folder.toString());
        lookLater();
      };
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '.git/HEAD'));
      // It may have come between the look that found none and this watcher.
      void lookIfThere();
      const stop = new vscode.Disposable(() => {
        isDisposed = true;
        clearTimeout(timer);
      });
      return vscode.Disposable.from(watcher, watcher.onDidCreate(hear), watcher.onDidChange(hear), stop);
    },
  };
};
