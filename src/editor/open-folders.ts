import type { Failure } from '#app';
import { openMachine, type MachineParts } from '#repo';
import * as vscode from 'vscode';
import { spellRoot } from './places.ts';
import { watchRepository, type RepositoryWatch } from './repository-watch.ts';
import { readSetting } from './settings.ts';

export interface OpenOptions {
  /** What the machine of each repository is made of. */
  readonly parts: MachineParts;
  readonly log: (error: unknown) => void;
}

/** What became of the folders of a window. */
export interface OpenedFolders {
  readonly watches: readonly RepositoryWatch[];
  readonly failures: readonly Failure[];
  /** Folders that are no repository yet. */
  readonly bare: readonly vscode.Uri[];
}

export const nothingOpened: OpenedFolders = { watches: [], failures: [], bare: [] };

const readDelay = (): number => readSetting('codexGovernor.review.delay');

/** Opens the repositories of the window's folders, one watch for each repository. */
export const openFolders = async ({ parts, log }: OpenOptions): Promise<OpenedFolders> => {
  // Opening a repository starts git, and in a folder that is not trusted no process is started.
  if (!vscode.workspace.isTrusted) return nothingOpened;
  const watches = new Map<string, RepositoryWatch>();
  const failures: Failure[] = [];
  const bare: vscode.Uri[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    const machine = await openMachine(uri.fsPath, parts);
    if (!machine.ok) {
      failures.push(machine.error);
      if (machine.error.reason === 'no-repository') bare.push(uri);
      continue;
    }
    const { root: plain } = machine.value.repository;
    if (watches.has(plain)) continue;
    const root = await spellRoot(plain, uri);
    watches.set(plain, watchRepository({ machine: machine.value, root, delay: readDelay, log }));
  }
  return { watches: [...watches.values()], failures, bare };
};
