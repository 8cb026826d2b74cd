import * as vscode from 'vscode';
import type { RepositoryWatch } from './repository-watch.ts';
import type { Sight } from './sight.ts';

/** Looks at the change now, and says so in the status bar while that lasts. */
export const lookNow = async (watch: RepositoryWatch): Promise<Sight> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Codex Governor: measuring the change' },
    watch.look,
  );

/** What is known already, so that a click is answered at once; only where nothing is known, it looks first. */
export const presentSight = async (watch: RepositoryWatch): Promise<Sight> => {
  const known = watch.sight();
  return known.state === 'waiting' || known.state === 'failed' ? lookNow(watch) : known;
};
