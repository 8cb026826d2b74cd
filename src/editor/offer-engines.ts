import { areHooksInstalled } from '#app';
import { answerHooks } from '#codex';
import { codexHooksPath } from '#core';
import { build, judgeAside, offerEngine, redactEvent, type OfferedEngine } from '#repo';
import * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';

/** The engines that this window offers to the hooks of Codex. */
export interface OfferedEngines extends vscode.Disposable {
  /** Ends them; resolves when nothing of them is left. */
  readonly close: () => Promise<void>;
}

/** One repository: offers an engine for as long as the hooks of Codex are installed there. */
const watchHooks = (watch: RepositoryWatch, log: (error: unknown) => void) => {
  // A thread of its own: what a person types is judged on another one, and neither waits for the other.
  const aside = judgeAside();
  const answer = answerHooks({ ...watch.machine, court: aside.court, redactEvent });
  const { ownFolder, repository } = watch.machine;
  let offered: OfferedEngine | undefined;
  let isClosed = false;
  let turn: Promise<void> = Promise.resolve();
  const settle = async (): Promise<void> => {
    const isWanted = !isClosed && (await areHooksInstalled(watch.machine));
    if (isWanted && offered !== undefined) return offered.renew();
    if (isWanted) offered = await offerEngine({ root: repository.root, ownFolder }, { build, answer });
    else {
      const ended = offered;
      offered = undefined;
      await ended?.dispose();
    }
  };
  const look = (): Promise<void> => (turn = turn.then(settle).catch(log));
  const pattern = new vscode.RelativePattern(watch.root, codexHooksPath);
  const file = vscode.workspace.createFileSystemWatcher(pattern);
  const heard = [file, file.onDidCreate(look), file.onDidChange(look), file.onDidDelete(look)];
  void look();
  return {
    look,
    close: async (): Promise<void> => {
      isClosed = true;
      vscode.Disposable.from(...heard).dispose();
      await look();
      aside.dispose();
    },
  };
};

/**
 * Has an open window judge what the hooks of Codex ask in its repositories: it is warm. Nothing is offered where no hooks of
 * ours are installed, and in a folder that is not trusted, as no repository is opened there.
 */
export const offerEngines = (repositories: Repositories, log: (error: unknown) => void): OfferedEngines => {
  const known = new Map<RepositoryWatch, ReturnType<typeof watchHooks>>();
  const leaving = new Set<Promise<void>>();
  const leave = (watch: RepositoryWatch): void => {
    const left = known.get(watch)?.close() ?? Promise.resolve();
    known.delete(watch);
    leaving.add(left);
    void left.then(() => leaving.delete(left));
  };
  const follow = (): void => {
    const watches = new Set(repositories.watches());
    for (const watch of known.keys()) if (!watches.has(watch)) leave(watch);
    for (const watch of watches) if (!known.has(watch)) known.set(watch, watchHooks(watch, log));
  };
  const listeners = [
    repositories.onDidChange(follow),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) for (const one of known.values()) void one.look();
    }),
  ];
  follow();
  const close = async (): Promise<void> => {
    vscode.Disposable.from(...listeners).dispose();
    for (const watch of known.keys()) leave(watch);
    await Promise.all(leaving);
  };
  return { close, dispose: () => void close() };
};
