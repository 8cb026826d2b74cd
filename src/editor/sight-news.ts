import type * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';
import type { Sight } from './sight.ts';

/** Calls when some repository has another sight, or others are open; not when only another editor is in front. */
export const onNewSights = (repositories: Repositories, tell: () => void): vscode.Disposable => {
  let known: readonly Sight[] = [];
  return repositories.onDidChange(() => {
    const now = repositories.watches().map((watch) => watch.sight());
    if (now.length === known.length && now.every((sight, index) => sight === known[index])) return;
    known = now;
    tell();
  });
};
