import { join } from 'node:path';
import type { Journal, SessionMemories } from '#app';
import { systemClock } from '../clock.ts';
import { openJournal } from '../journal/open-journal.ts';
import { openSessionMemories } from '../session-memories.ts';

/** What writes down what an engine has ruled. */
export interface Keepers {
  readonly journal: Journal;
  readonly sessions: SessionMemories;
}

/** Secrets are taken out by the engine: whoever asked loads no scanner. */
const nothingSecret = async () => async () => [];

/** Opens what is kept of hooks in the folder that we keep for a worktree. */
export const openKeepers = (ownFolder: string): Keepers => ({
  journal: openJournal(join(ownFolder, 'journal'), { clock: systemClock, loadSecretFinder: nothingSecret }),
  sessions: openSessionMemories(join(ownFolder, 'sessions')),
});
