import { openNewFolders } from '#repo';
import * as vscode from 'vscode';

/** Files that appear, change or go, maybe told of more than once. */
export interface FileEvents extends vscode.Disposable {
  readonly onDidTouch: vscode.Event<vscode.Uri>;
  /** Watches a folder that may be there already, with all in it, whatever VS Code has heard of it. */
  readonly follow: (folder: vscode.Uri) => void;
}

/** Watches the files of a pattern, and what lies in folders of it that appear. */
export const watchFiles = (
  pattern: vscode.GlobPattern,
  isIgnored: (file: vscode.Uri) => boolean = () => false,
): FileEvents => {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const touched = new vscode.EventEmitter<vscode.Uri>();
  const folders = openNewFolders({
    tell: (path) => touched.fire(vscode.Uri.file(path)),
    isIgnored: (path) => isIgnored(vscode.Uri.file(path)),
  });
  const follow = (uri: vscode.Uri): void => {
    if (uri.scheme === 'file') folders.follow(uri.fsPath);
  };
  const onCreated = (uri: vscode.Uri): void => {
    touched.fire(uri);
    follow(uri);
  };
  const listeners = [
    watcher.onDidCreate(onCreated),
    watcher.onDidChange((uri) => touched.fire(uri)),
    watcher.onDidDelete((uri) => touched.fire(uri)),
  ];
  return {
    onDidTouch: touched.event,
    follow,
    dispose: () => vscode.Disposable.from(watcher, ...listeners, folders, touched).dispose(),
  };
};
