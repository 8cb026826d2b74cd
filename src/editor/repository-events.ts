import type { Machine } from '#repo';
import * as vscode from 'vscode';
import { watchFiles } from './file-events.ts';
import { relativePath } from './places.ts';
import { textOnDisk } from './unsaved.ts';

export interface RepositoryEvents {
  /** Tells a path that git ignores, relative to the root: what happens there changes no judgement. */
  readonly isIgnored: (path: string) => boolean;
  /** Something on disk changed: a file, HEAD, the index, the task. */
  readonly touch: () => void;
  /** A text was saved. */
  readonly saved: (path: string, text: string) => void;
  /** An unsaved text changed. */
  readonly typed: () => void;
}

/*
 * A commit, a switch of branches, a merge, and a task kept by another window or the command line happen in git's own folder.
 * A fetch and a push move what counts as upstream; git packs its refs when it likes.
 */
const ofGit = '{HEAD,MERGE_HEAD,index,info/exclude,packed-refs,refs/heads/**,refs/remotes/**,codex-governor/task.json}';

/** Our own folder appears with the first task. */
const listenToOwnFolder = (gitFolder: string, touch: () => void): vscode.Disposable => {
  const own = vscode.Uri.joinPath(vscode.Uri.file(gitFolder), 'codex-governor');
  const isOther = ({ path }: vscode.Uri): boolean => path !== own.path && path !== `${own.path}/task.json`;
  const files = watchFiles(new vscode.RelativePattern(vscode.Uri.file(gitFolder), 'codex-governor'), isOther);
  return vscode.Disposable.from(files, files.onDidTouch(touch));
};

/** Listens to what may change the judgement of a repository's task. */
export const listenToRepository = (
  machine: Machine,
  root: vscode.Uri,
  { isIgnored, touch, saved, typed }: RepositoryEvents,
): readonly vscode.Disposable[] => {
  const git = machine.repository.gitFolders.map((folder) =>
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(folder), ofGit)),
  );
  const ofRepository = (uri: vscode.Uri): boolean => {
    const path = relativePath(root, uri);
    return path !== undefined && path !== '.git' && !path.startsWith('.git/') && !isIgnored(path);
  };
  const files = watchFiles(new vscode.RelativePattern(root, '**'), (uri) => !ofRepository(uri));
  const onFile = (uri: vscode.Uri): void => {
    if (ofRepository(uri)) touch();
  };
  const onSaved = (document: vscode.TextDocument): void => {
    const path = relativePath(root, document.uri);
    if (path === undefined || !ofRepository(document.uri)) return;
    const text = textOnDisk(document);
    if (text !== undefined) saved(path, text);
    touch();
  };
  const onText = ({ uri }: vscode.TextDocument): void => {
    if (ofRepository(uri)) typed();
  };
  return [
    files,
    files.onDidTouch(onFile),
    ...git,
    ...machine.repository.gitFolders.map((folder) => listenToOwnFolder(folder, touch)),
    ...git.flatMap((watcher) => [watcher.onDidChange(touch), watcher.onDidCreate(touch), watcher.onDidDelete(touch)]),
    vscode.workspace.onDidChangeTextDocument(({ document }) => onText(document)),
    vscode.workspace.onDidSaveTextDocument(onSaved),
    // An unsaved text that was thrown away no longer counts.
    vscode.workspace.onDidCloseTextDocument(onText),
  ];
};
