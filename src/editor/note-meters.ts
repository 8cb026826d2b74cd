import { rememberMeters } from '#app';
import type * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { onNewSights } from './sight-news.ts';

/** Has the journal told, now and then, how much of its budgets each task has used: the report draws that over time. */
export const noteMeters = (repositories: Repositories, log: (error: unknown) => void): vscode.Disposable => {
  const notes = new WeakMap<RepositoryWatch, ReturnType<typeof rememberMeters>>();
  const note = async (watch: RepositoryWatch): Promise<void> => {
    const sight = watch.sight();
    if (sight.state !== 'active') return;
    const write = notes.get(watch) ?? rememberMeters();
    notes.set(watch, write);
    const written = await write(watch.machine, sight.task.id, sight.review.judgement.meters);
    // A report with fewer points is no reason to interrupt anybody.
    if (!written.ok) log(written.error.message);
  };
  return onNewSights(repositories, () => {
    for (const watch of repositories.watches()) note(watch).catch(log);
  });
};
