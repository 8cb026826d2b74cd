import { join } from 'node:path';
import type { Failure } from '#app';
import { success, type Result } from '#core';
import { edition as ownEdition } from '../analysis/edition.ts';
import { courtHere, openCourtHere } from '../court/here.ts';
import { openMachine, type Machine, type MachineParts } from '../machine.ts';
import type { OpenOptions } from '../worktree.ts';
import { keepReaders } from './kept-readers.ts';
import { openLineStore } from './line-store.ts';
import type { OpeningWorktree } from './open-ahead.ts';

interface KeepingOptions extends OpenOptions {
  /** What believes what is kept; that of this build when left out. The sources as they stand have none, and keep nothing. */
  readonly edition?: string | undefined;
  /** The worktree, where it is being opened already. */
  readonly opening?: OpeningWorktree;
}

/** A machine for one question, in a process that ends with it. */
export interface KeepingMachine {
  readonly machine: Machine;
  /** Writes down for the next process what this one has found out. */
  readonly save: () => Promise<void>;
}

/** Opens the worktree that a folder is in, for a process that has little time: what earlier ones read there is not read again. */
export const openKeepingMachine = async (
  folder: string,
  { policies }: Omit<MachineParts, 'court'>,
  { edition = ownEdition, opening, ...options }: KeepingOptions,
): Promise<Result<KeepingMachine, Failure>> => {
  const opened = await openMachine(folder, { policies, court: courtHere }, options, opening?.worktree);
  if (!opened.ok) return opened;
  if (edition === undefined) return success({ machine: opened.value, save: async () => Promise.resolve() });
  const store = openLineStore({ file: join(opened.value.ownFolder, 'known'), edition });
  const { readFunctions, readSyntaxChanges, ...readers } = keepReaders(store);
  const { readSecrets } = readers;
  const court = openCourtHere({ readers, memory: store });
  const shelf = { ...opened.value.shelf, memory: store };
  return success({
    machine: { ...opened.value, readFunctions, readSyntaxChanges, readSecrets, court, shelf },
    save: store.save,
  });
};
